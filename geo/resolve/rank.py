"""A name's senses and the article's scope in, the senses with their scores out, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from geo.resolve.confidence import WIDEST
from geo.resolve.home import lies_in
from geo.resolve.scope import Scope, nearness
from geo.resolve.senses import Sense, Senses
from geo.resolve.weights import WEIGHTS, Reasons
from geo.types import Place

Scored = tuple[float, Sense, tuple[float, float, float]]
"""The score of a sense and its shares of the scope: of its country, of its division, of what is near."""
_LIES_IN = WEIGHTS["lies in what follows"]
_COUNTRY, _DIVISION, _NEAR = (WEIGHTS[name] for name in ("its country", "its division", "near the others"))
_SCORE = itemgetter(0)


def likeliest(known: Senses, within: Place | None, scope: Scope) -> tuple[Sense, float]:
    """Return the likeliest sense and how far it lies before the next, while the article's scope is not known yet.

    Args:
        known: the senses of a name.
        within: the area that follows after a comma.
        scope: where the publisher is at home.
    """
    scored = [(_alone(sense, within) + _at_home(sense, scope), sense) for sense in known.each]
    scored.sort(key=_SCORE, reverse=True)
    return scored[0][1], scored[0][0] - scored[1][0] if len(scored) > 1 else WIDEST


def ranked(key: str, known: Senses, within: Place | None, scope: Scope) -> list[Scored]:
    """Return the senses of a name, the likeliest first.

    Args:
        key: the folded name.
        known: its senses.
        within: the area that follows after a comma.
        scope: what the article is about, and where its publisher is at home.
    """
    others = scope.others(key)
    scored: list[Scored] = []
    for sense in known.each:
        place = sense.use.place
        country, division = scope.shares(place)
        near = nearness(place, others)
        score = _alone(sense, within) + _COUNTRY * country + _DIVISION * division + _NEAR * near
        if scope.home is not None:
            score += _at_home(sense, scope)
        scored.append((score, sense, (country, division, near)))
    scored.sort(key=_SCORE, reverse=True)
    return scored


def margin(scored: Sequence[Scored]) -> float:
    """Return how far the likeliest lies before the next place; `WIDEST` where there is no other."""
    return scored[0][0] - scored[1][0] if len(scored) > 1 else WIDEST


def _alone(sense: Sense, within: Place | None) -> float:
    return sense.score + _LIES_IN if within is not None and lies_in(sense.use.place, within) else sense.score


def _at_home(sense: Sense, scope: Scope) -> float:
    return sum([WEIGHTS[name] * fits for name, fits in scope.fit_home(sense.use.place)])


def reasons_of(scored: Scored, within: Place | None, scope: Scope) -> Reasons:
    """Return what a score is the sum of."""
    _, sense, (country, division, near) = scored
    reasons = sense.reasons.copy()
    if within is not None and lies_in(sense.use.place, within):
        reasons.append((f"lies in {within.name}", _LIES_IN))
    shares = (("its country", country), ("its division", division), ("near the others", near))
    reasons += [(name, WEIGHTS[name] * share) for name, share in (*shares, *scope.fit_home(sense.use.place)) if share]
    return reasons
