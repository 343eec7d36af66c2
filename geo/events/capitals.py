"""The tokens of a sentence in; "the Georgian capital" read as the town that the article names, out."""

from __future__ import annotations

from geo.events.offices import state_of
from geo.events.tokens import Token
from geo.gazetteer import capitals
from geo.types import Analysis, Toponym


def seats(analysis: Analysis) -> tuple[Toponym, ...]:
    """Give the mentions of an article that name a capital."""
    return tuple(t for t in analysis.toponyms if t.place is not None and t.place.id in capitals())


def with_capitals(tokens: tuple[Token, ...], named: tuple[Toponym, ...]) -> tuple[Token, ...]:
    """Let "the Georgian capital" and "the capital of Georgia" stand for Tbilisi where it was named before."""
    if not named or not any(token.lower == "capital" for token in tokens):
        return tokens
    read = list(tokens)
    for index, token in enumerate(tokens):
        state = _state(tokens, index) if token.lower == "capital" else None
        earlier = [t for t in named if t.place and t.place.country == state and t.mention.start < token.start]
        if state is not None and earlier:
            read[index] = token.meaning(earlier[-1])
    return tuple(read)


def _state(tokens: tuple[Token, ...], index: int) -> str | None:
    before = state_of(tokens[index - 1]) if index else None
    if before is not None:
        return before
    of = index + 2 < len(tokens) and tokens[index + 1].lower == "of"
    return state_of(tokens[index + 2]) if of else None
