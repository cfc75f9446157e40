"""Reaching people who are away: how and when. About what, the apps above say.

    chat, groups: something happened           one row, in the causing transaction
      -> Notice (kind, subject, first, upto)   waits a little, grows meanwhile
      -> expanding: the audience               who has not read it by then
      -> planning: who gets what, when         pure, a table
      -> Delivery, one a person and channel    unique by its key
      -> delivering: lease, ask again, send    channels/: one file each
      -> accepted, failed, cancelled, bounced  what the ledger shows

Nothing here has room for a text, a title or a name: an `Envelope` is all that a
provider is told, and its words come from `wording` in the recipient's language.
"""
