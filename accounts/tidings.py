"""What this app tells without knowing who listens; `config/wiring.py` binds it."""

from collections.abc import Collection
from functools import partial

from django.db import transaction

from lib.tidings import Tiding

# Whether these people may stay has changed: sign-out, password, activity, membership,
# messaging of their organisation. Told after the commit.
access_changed = Tiding()

# A membership of these people has ended. Told inside the transaction that ends it: what
# follows is committed with it or not at all.
membership_ended = Tiding()

# The accounts of these people have been closed. Told inside the transaction.
account_closed = Tiding()

# These people have another name. Told inside the transaction that gives it to them.
renamed = Tiding()


def tell_access_changed(person_ids: Collection[int]) -> None:
    """Tell after the commit; at once outside a transaction."""
    transaction.on_commit(partial(access_changed.tell, tuple(person_ids)), robust=True)
