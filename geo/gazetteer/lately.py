"""Short texts in, what is known of each out: read once, and remembered while there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, TypeVar, cast, final

MAX_LETTERS: Final = 100
"""Of a text remembered: longer ones are no words, and must not fill the memory."""
_Known = TypeVar("_Known")


@final
class Lately(Generic[_Known]):
    """What was read of the texts asked for lately; all is forgotten when there are too many."""

    __slots__ = ("_most", "_read", "known")

    def __init__(self, read: Callable[[str], _Known], most: int) -> None:
        """Remember what `read` gives, of at most so many texts."""
        self._read: Callable[[str], _Known] = read
        self._most: int = most
        self.known: dict[str, _Known] = {}
        """What is remembered: to look a text up in where each call counts, before `get` is called."""

    def get(self, text: str) -> _Known:
        """Return what is known of a text."""
        known = self.known.get(text)
        if known is None and text not in self.known:
            known = self._read(text)
            if len(text) <= MAX_LETTERS:
                if len(self.known) >= self._most:
                    self.known.clear()
                self.known[text] = known
        return cast(_Known, known)
