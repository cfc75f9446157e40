"""The ways to reach people, one file each."""

from push.contract import Channel


def all_of_them() -> list[Channel]:
    """All that there are, set up or not. Loaded where notices are sent."""
    from push.channels.browser import Browser
    from push.channels.email import Email
    from push.channels.fcm import Fcm
    from push.channels.text import Text
    from push.channels.voice import Voice
    from push.channels.written import Written

    phones = Fcm()
    return [Written(phones), Browser(), Email(), Text(), Voice()]
