"""What this app tells without knowing who listens; `config/wiring.py` binds it."""

from typing import Final

from lib.tidings import Tiding

# What stands in these conversations (keys), pending questions, has changed. Told inside
# the transaction that changes it, under their locks.
pending_changed: Final = Tiding()
