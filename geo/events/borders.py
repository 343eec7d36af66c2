"""The sentences of an article in; those that are about a border as such out.

A border reference tells of a border being delimited, demarcated, agreed, ruled on or disputed. Trade, traffic, guards
and clashes at a border are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.border_words import (
    ALWAYS,
    BORDER_COMMISSION,
    CLAIMED,
    COMMISSION,
    IN_CONTEXT,
    INTERNAL,
    NO_PROCESS,
    NOT_AS_SUCH,
    NOUN,
    PROCESS,
    THE_LINE,
    TRUCE_LINE,
)


def _as_such(text: str) -> bool:
    if not NOUN.found_in(text):
        return False
    bare = NOT_AS_SUCH.cut_from(text)
    return NOUN.found_in(bare) and PROCESS.found_in(bare) and not NO_PROCESS.found_in(text)


def _by_itself(text: str) -> bool:
    bare = TRUCE_LINE.cut_from(text)
    return ALWAYS.found_in(bare) or CLAIMED.found_in(bare)


def border_sentences(texts: Sequence[str]) -> tuple[int, ...]:
    """Give the indices of the sentences of one article that are border references.

    "The line", "the commission" and "the dispute over" count only in an article that speaks of a border elsewhere.
    """
    found = {i for i, text in enumerate(texts) if (_by_itself(text) or _as_such(text)) and not INTERNAL.found_in(text)}
    if not found:
        return ()
    commissions = any(BORDER_COMMISSION.found_in(text) for text in texts)
    for i, text in enumerate(texts):
        if IN_CONTEXT.found_in(text) or THE_LINE.found_in(text) or (commissions and COMMISSION.found_in(text)):
            found.add(i)
    return tuple(sorted(found))
