"""What a lower app tells without knowing who listens; `config/wiring.py` binds it."""

from collections.abc import Callable, Collection


class Tiding:
    """One kind of news about people, told after the commit that caused it."""

    def __init__(self) -> None:
        self._listeners: tuple[Callable[[Collection[int]], None], ...] = ()

    def bind(self, *listeners: Callable[[Collection[int]], None]) -> None:
        """Replace the listeners: the wiring is read once, whole."""
        self._listeners = listeners

    def tell(self, person_ids: Collection[int]) -> None:
        for listener in self._listeners:
            listener(person_ids)
