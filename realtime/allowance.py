"""How much one socket may be handed before its client must have counted it.

Whatever buffers the web server has, a reader that is too slow is noticed here: at half
of the allowance nothing more is handed over, its streams are only marked; when it has
stood at half for a while with nothing counted, it is closed and catches up later.
"""

from __future__ import annotations

from collections import deque

from realtime.limits import Limits


class Allowance:
    """Frames and bytes handed over and not yet counted by the client's `got`."""

    __slots__ = ("_counted", "_limits", "_sizes", "_uncounted_bytes", "stalled_at")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sizes: deque[int] = deque()
        self._uncounted_bytes = 0
        self._counted = 0
        # When it came to stand at half with nothing counted since; None: it flows.
        self.stalled_at: float | None = None

    @property
    def is_stalled(self) -> bool:
        return self.stalled_at is not None

    def hand(self, size: int, now: float) -> None:
        """Note a frame of `size` bytes on its way."""
        self._sizes.append(size)
        self._uncounted_bytes += size
        if self.stalled_at is None and self._is_at_half():
            self.stalled_at = now

    def count(self, got: int, now: float) -> None:
        """Note that the client has received `got` frames in all."""
        while self._counted < got and self._sizes:
            self._uncounted_bytes -= self._sizes.popleft()
            self._counted += 1
            if self.stalled_at is not None:
                self.stalled_at = now
        if self.stalled_at is not None and not self._is_at_half():
            self.stalled_at = None

    def is_too_slow(self, now: float) -> bool:
        stalled_at = self.stalled_at
        return (
            stalled_at is not None and now - stalled_at > self._limits.stalled_seconds
        )

    def _is_at_half(self) -> bool:
        return (
            len(self._sizes) >= self._limits.allowance_frames // 2
            or self._uncounted_bytes >= self._limits.allowance_bytes // 2
        )
