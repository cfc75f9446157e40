"""Plain Channels: the chat of its tutorial, which saves each message with the ORM.

Connections to the database are kept (`CONN_MAX_AGE=None`), people are signed in by
cookie, the layer is channels_redis' core layer. Added to the tutorial: saving, an
acknowledgement, and the messages after `?after=<id>` for who comes back.
"""
