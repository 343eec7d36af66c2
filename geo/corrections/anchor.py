"""A span of a text in, the words round it out; and these words in, the span in a text that may have changed, out.

The idea is that of the Web Annotation Data Model's text quote selector (W3C, 2017, section 4.2.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from geo.types import Span

CONTEXT = 32
"""Characters kept on each side: enough to tell two mentions in one sentence apart."""
LEAST = 0.5
"""Of the context that must be the same, where the quotation stands in several places or its surroundings changed."""
MAX_OCCURRENCES = 10_000
"""Of one quotation in one text that are compared."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quotation and what stands before and after it."""

    quote: str
    prefix: str
    suffix: str


def anchor(text: str, span: Span) -> Anchor:
    """Return the anchor of a span."""
    return Anchor(
        text[span.start : span.end],
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
    )


def find(text: str, wanted: Anchor) -> Span | None:
    """Return where an anchor's quotation stands in a text.

    Of several places it is the one whose surroundings are most like the anchor's.

    Returns:
        Null where the quotation is gone, where less than `LEAST` of its surroundings is left, or where two places fit
        equally well.
    """
    scored: list[tuple[float, int]] = []
    at = text.find(wanted.quote) if wanted.quote else -1
    while at >= 0 and len(scored) < MAX_OCCURRENCES:
        scored.append((_likeness(text, at, wanted), at))
        at = text.find(wanted.quote, at + 1)
    scored.sort(reverse=True)
    if not scored or scored[0][0] < LEAST or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return Span(scored[0][1], scored[0][1] + len(wanted.quote))


def _likeness(text: str, at: int, wanted: Anchor) -> float:
    """Return the share of the anchor's context that stands next to the quotation at `at`, each side counting half."""
    end = at + len(wanted.quote)
    before = _shared(reversed(text[max(0, at - len(wanted.prefix)) : at]), reversed(wanted.prefix))
    after = _shared(text[end : end + len(wanted.suffix)], wanted.suffix)
    sides = ((before, wanted.prefix), (after, wanted.suffix))
    return sum(shared / len(side) if side else 1.0 for shared, side in sides) / len(sides)


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
