"""A name's senses and the article's scope in, the senses with their scores out, the likeliest first."""

from __future__ import annotations

from math import inf
from typing import Final, final

from geo.resolve.confidence import WIDEST
from geo.resolve.home import lies_in
from geo.resolve.scope import Scope, nearness
from geo.resolve.senses import Sense, Senses
from geo.resolve.weights import WEIGHTS, Reasons
from geo.types import Place

_LIES_IN: Final[float] = WEIGHTS["lies in what follows"]
_COUNTRY: Final[float] = WEIGHTS["its country"]
_DIVISION: Final[float] = WEIGHTS["its division"]
_NEAR: Final[float] = WEIGHTS["near the others"]


@final
class Ranked:
    """The likeliest sense of a name in an article."""

    __slots__ = ("margin", "score", "sense")

    def __init__(self, senses: list[Sense], scores: list[float]) -> None:
        """Choose among senses by their scores; of equal ones the first."""
        best, second = scores[0], -inf
        chosen = 0
        for number in range(1, len(scores)):
            score = scores[number]
            if score > best:
                best, second, chosen = score, best, number
            elif score > second:
                second = score
        self.sense: Sense = senses[chosen]
        self.score: float = best
        self.margin: float = best - second if len(scores) > 1 else WIDEST
        """How far it lies before the next place; `WIDEST` where there is no other."""


def likeliest(known: Senses, within: Place | None, scope: Scope) -> Ranked:
    """Return the likeliest sense while the article's scope is not known yet.

    Args:
        known: the senses of a name.
        within: the area that follows after a comma.
        scope: where the publisher is at home.
    """
    return Ranked(known.each, [_alone(sense, within) + _at_home(sense, scope) for sense in known.each])


def scores(key: str, known: Senses, within: Place | None, scope: Scope) -> list[float]:
    """Return what each sense of a name scores in an article.

    Args:
        key: the folded name.
        known: its senses.
        within: the area that follows after a comma.
        scope: what the article is about, and where its publisher is at home.
    """
    others = scope.others(key)
    scored: list[float] = []
    for sense in known.each:
        score = _alone(sense, within) + _COUNTRY * scope.of_country(sense) + _DIVISION * scope.of_division(sense)
        score += _NEAR * nearness(sense, others)
        if scope.home is not None:
            score += _at_home(sense, scope)
        scored.append(score)
    return scored


def _alone(sense: Sense, within: Place | None) -> float:
    return sense.score + _LIES_IN if within is not None and lies_in(sense.place, within) else sense.score


def _at_home(sense: Sense, scope: Scope) -> float:
    return sum([WEIGHTS[name] * fits for name, fits in scope.fit_home(sense)])


def reasons_of(sense: Sense, key: str, within: Place | None, scope: Scope) -> Reasons:
    """Return what the score of a sense is the sum of."""
    reasons = sense.reasons.copy()
    if within is not None and lies_in(sense.place, within):
        reasons.append((f"lies in {within.name}", _LIES_IN))
    near = nearness(sense, scope.others(key))
    shares = (
        ("its country", scope.of_country(sense)),
        ("its division", scope.of_division(sense)),
        ("near the others", near),
    )
    reasons += [(name, WEIGHTS[name] * share) for name, share in (*shares, *scope.fit_home(sense)) if share]
    return reasons
