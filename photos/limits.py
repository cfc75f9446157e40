"""What a photo and an upload may take."""

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB

PHOTO_MAX_BYTES: Final = 15 * MIB
# What a cut costs at most: a request is stored when it has come whole.
PART_MAX_BYTES: Final = 2 * MIB
# Photos of one message.
PER_MESSAGE_MAX: Final = 10
ALT_MAX: Final = 300

# A picture takes a second of a processor: two, and the conversations have the other.
DECODINGS_AT_ONCE: Final = 2
DECODINGS_WAITING: Final = 8
# With the seconds of a decoding itself, less than a proxy waits for an answer.
WAIT_SECONDS: Final = 10.0

# Per person and minute of the clock.
PHOTOS_PER_MINUTE: Final = 60
PARTS_PER_MINUTE: Final = 600

# What nobody came back for.
UNSENT_HOURS: Final = 24
ORPHAN_HOURS: Final = 24
