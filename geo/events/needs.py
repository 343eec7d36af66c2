"""Many patterns in; of them those that can match a text, out, found without trying each.

Most patterns need a certain word, and to look for a word is far quicker than to have a pattern fail at every letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from geo.events.words import plain, word_set

_CLASS = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]")
_OPENS = re.compile(r"\(\?(?P<aside><?[=!])|\((?:\?(?:P<\w+>|[aimsux-]*:))?")
_TIMES = re.compile(r"(?:(?P<never>[?*]|\{0?(?:,\d*)?\})|\+|\{\d+(?:,\d*)?\})[?+]?")
_NO_WIDTH = "bBAZ"
"""Escapes that take no letter."""
_COMMON = word_set("the a an of to in on at by for from with over about between that which this both its their it up")

T = TypeVar("T")


def needs(pattern: str) -> frozenset[str]:
    """Give literals of which one stands in the plain text of whatever a pattern matches; none where none is known."""
    found = _Reader(pattern).alternatives()
    return frozenset(each for each in found if not any(other in each for other in found - {each}))


class Sieve(Generic[T]):
    """Things that each have a pattern."""

    def __init__(self, things: Iterable[tuple[str, T]]) -> None:
        """Read the patterns."""
        self._things: list[T] = []
        self._always: set[int] = set()
        """Numbers of the things of whose patterns no need is known."""
        needed_by: defaultdict[str, list[int]] = defaultdict(list)
        for number, (pattern, thing) in enumerate(things):
            self._things.append(thing)
            literals = needs(pattern)
            if not literals:
                self._always.add(number)
            for literal in literals:
                needed_by[literal].append(number)
        self._needed_by = tuple((literal, tuple(numbers)) for literal, numbers in needed_by.items())

    def for_text(self, text: str) -> list[T]:
        """Give those whose pattern can match a text, in their order."""
        words = plain(text)
        met = [numbers for literal, numbers in self._needed_by if literal in words]
        return [self._things[number] for number in sorted(self._always.union(*met))] if met or self._always else []


class AnyOf:
    """Some patterns as one that matches where any of them does, whatever the case."""

    def __init__(self, *patterns: str) -> None:
        """Compile the patterns."""
        self.patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
        self._sieve = Sieve((each.pattern, each) for each in self.patterns)

    def found_in(self, text: str) -> bool:
        """Tell whether one of them matches anywhere in a text."""
        return any(pattern.search(text) for pattern in self._sieve.for_text(text))


class Cut(AnyOf):
    """Some patterns whose matches can be cut from a text: a few, as all are tried at every letter."""

    def __init__(self, *patterns: str) -> None:
        """Compile the patterns, and all of them as one."""
        super().__init__(*patterns)
        self._union = re.compile("|".join(patterns), re.IGNORECASE)

    def cut_from(self, text: str) -> str:
        """Give a text with a blank in the place of each match."""
        return self._union.sub(" ", text) if self._sieve.for_text(text) else text


class _Reader:
    """Reads a pattern from its first letter to its last."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> frozenset[str]:
        """Read up to the end of a group: what one of its alternatives needs."""
        found = [self._sequence()]
        while self._take("|"):
            found.append(self._sequence())
        return frozenset().union(*found) if all(found) else frozenset()

    def _sequence(self) -> frozenset[str]:
        """Read one alternative: of what its parts need, what is likely to be rarest."""
        return max(self._parts(), key=_rarity, default=frozenset())

    def _parts(self) -> Iterator[frozenset[str]]:
        run = ""
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            literal, need = self._atom()
            times = _TIMES.match(self._pattern, self._at)
            optional = False
            if times:
                self._at = times.end()
                optional = times["never"] is not None
            if literal is not None and not optional:
                run += literal
            if literal is None or times:
                yield from [frozenset({run})] if run else []
                run = ""
            if need and not optional:
                yield need
        if run:
            yield frozenset({run})

    def _atom(self) -> tuple[str | None, frozenset[str]]:
        """Read one atom: the literal that it is, "" where it takes no letter; or else what it needs."""
        here = self._pattern[self._at]
        if here == "(":
            return self._group()
        if here == "[":
            given = _CLASS.match(self._pattern, self._at)
            assert given is not None  # noqa: S101  # `re` has compiled the pattern
            self._at = given.end()
            letters = set(given[0][1:-1].lower())
            return (letters.pop() if len(letters) == 1 else None), frozenset()
        if here == "\\":
            letter = self._pattern[self._at + 1]
            self._at += 2
            return ("" if letter in _NO_WIDTH else None if letter.isalnum() else letter), frozenset()
        self._at += 1
        return ("" if here in "^$" else None if here == "." else here.lower()), frozenset()

    def _group(self) -> tuple[str | None, frozenset[str]]:
        opens = _OPENS.match(self._pattern, self._at)
        assert opens is not None  # noqa: S101  # it begins with a bracket
        self._at = opens.end()
        need = self.alternatives()
        self._take(")")
        return ("", frozenset()) if opens["aside"] else (None, need)

    def _take(self, mark: str) -> bool:
        taken = self._pattern.startswith(mark, self._at)
        self._at += taken
        return taken


def _rarity(need: frozenset[str]) -> tuple[int, int]:
    """Rate a need: the longer the words of its literals, common ones apart, and the fewer literals, the rarer."""
    return min(sum(len(word) for word in each.split() if word not in _COMMON) for each in need), -len(need)
