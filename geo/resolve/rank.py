"""A name's senses and the article's scope in, the senses with their scores out, the likeliest first."""

from __future__ import annotations

from operator import itemgetter

from geo.resolve.home import lies_in
from geo.resolve.scope import Scope
from geo.resolve.senses import Sense, Senses
from geo.resolve.weights import WEIGHTS, Reasons
from geo.types import Place

Scored = tuple[float, Sense, tuple[float, float, float]]
"""The score of a sense and its shares of the scope: of its country, of its division, of what is near."""
_NOTHING = (0.0, 0.0, 0.0)
_LIES_IN = WEIGHTS["lies in what follows"]
_COUNTRY, _DIVISION, _NEAR = (WEIGHTS[name] for name in ("its country", "its division", "near the others"))


def ranked(key: str, known: Senses, within: Place | None, scope: Scope, *, first: bool = False) -> list[Scored]:
    """Return the senses of a name, the likeliest first.

    Args:
        key: the folded name.
        known: its senses.
        within: the area that follows after a comma.
        scope: what the article is about, and where its publisher is at home.
        first: true at the first reading, when the article's scope is not known yet.
    """
    shares = [_NOTHING] * len(known.each) if first else scope.fit(key, known.places)
    scored: list[Scored] = []
    for sense, share in zip(known.each, shares, strict=True):
        score = sense.score
        if within is not None and lies_in(sense.use.place, within):
            score += _LIES_IN
        score += _COUNTRY * share[0]
        score += _DIVISION * share[1]
        score += _NEAR * share[2]
        if scope.home is not None:
            for name, fits in scope.fit_home(sense.use.place):
                score += WEIGHTS[name] * fits
        scored.append((score, sense, share))
    scored.sort(key=itemgetter(0), reverse=True)
    return scored


def reasons_of(scored: Scored, within: Place | None, scope: Scope) -> Reasons:
    """Return what a score is the sum of."""
    _, sense, (country, division, near) = scored
    reasons = sense.reasons.copy()
    if within is not None and lies_in(sense.use.place, within):
        reasons.append((f"lies in {within.name}", _LIES_IN))
    shares = (("its country", country), ("its division", division), ("near the others", near))
    reasons += [(name, WEIGHTS[name] * share) for name, share in (*shares, *scope.fit_home(sense.use.place)) if share]
    return reasons
