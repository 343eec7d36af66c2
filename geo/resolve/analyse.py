"""An article and the gazetteer in, an `Analysis` out: the steps of geoparsing in order."""

from __future__ import annotations

import gc
from math import inf
from typing import Final, final

from geo.gazetteer import Gazetteer, Use, words
from geo.mentions import Found, LongestMatch, Recogniser, sentences
from geo.mentions.geography import known_places
from geo.resolve.confidence import confidence
from geo.resolve.evidence import Text, evidence
from geo.resolve.home import home_of, lies_in
from geo.resolve.rank import Ranked, likeliest, reasons_of, scores
from geo.resolve.roles import role
from geo.resolve.scope import Scope
from geo.resolve.senses import Sense, Senses, senses
from geo.resolve.weights import REASONS, WEIGHTS, Reasons
from geo.types import Analysis, Article, Candidate, Mention, Place, Role, Toponym

MAX_WORDS: Final = 400_000
"""Of one article: a book of a thousand pages. The rest is not read."""
KEPT_CANDIDATES: Final = 5
"""Of each mention, for the ledger and for the person who corrects."""
SURE: Final = 2.5
"""How much more an area, or a town with its area, says of what an article is about than a town's name alone."""
PEOPLES: Final = 0.25
"""How much a people or an adjective says of it beside a name: "the Swiss coach of Ghana"."""
_OWN: Final[float] = WEIGHTS["own mention"]
_DOUBTFUL: Final[float] = WEIGHTS["doubtful"]
_THRESHOLD: Final[float] = WEIGHTS["threshold"]
_Ledger = list[tuple[Place, float, Reasons]]
"""The best places with their scores and reasons; empty unless asked for."""


def analyse(
    article: Article,
    gazetteer: Gazetteer,
    *,
    recogniser: Recogniser | None = None,
    demonyms: bool = True,
    explain: bool = False,
) -> Analysis:
    """Find the sentences, persons and place names of an article and resolve the names.

    Args:
        article: what is read; its `home` counts as evidence where it has one.
        gazetteer: the places that names may mean.
        recogniser: finds the names; the built-in one by default.
        demonyms: false to leave out adjectives and peoples ("Russian", "Armenians"); they never name a place, and
            their mentions are marked as demonyms.
        explain: true to keep the candidates of each decision, and the names that were refused.

    Raises:
        ArticleError: the article's `home` is no place of the gazetteer.
    """
    # Reading makes no cycles: of a megabyte, the collector would take a third of the time to find none.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _read(article, gazetteer, recogniser or LongestMatch(), demonyms=demonyms, explain=explain)
    finally:
        if collects:
            gc.enable()


def _read(article: Article, gazetteer: Gazetteer, recogniser: Recogniser, *, demonyms: bool, explain: bool) -> Analysis:
    seen = Text(words(article.text, MAX_WORDS), known_places(gazetteer))
    recognised = recogniser.recognise(seen.words, gazetteer)
    named = [_named(found, seen) for found in recognised.names if found.uses]
    _join_by_comma(named, seen)
    groups = _grouped(named)
    scope = _scope(groups, home_of(article, gazetteer))
    kept: list[Toponym] = []
    refused = [_unknown(found, seen) for found in recognised.names if not found.uses] if explain else []
    for group in groups:
        choice = _choose(group, scope, explain=explain)
        for each in group:
            score = choice.score + each.told() * _OWN + (1 - _OWN) * choice.shared
            if score >= _THRESHOLD:
                if demonyms or not choice.sense.demonym:
                    kept.append(_toponym(each, choice, score, seen))
            elif explain:
                refused.append(_refused(each, choice, score, seen))
    kept.sort(key=_start)
    refused.sort(key=_start)
    return Analysis(article, tuple(sentences(article.text)), tuple(kept), recognised.persons, tuple(refused))


@final
class _Named:
    """A found name and what is known of this mention of it."""

    __slots__ = ("contains", "found", "reasons", "senses", "within")

    def __init__(self, found: Found, senses: Senses, reasons: Reasons) -> None:
        self.found: Found = found
        self.senses: Senses = senses
        self.reasons: Reasons = reasons
        self.within: Place | None = None
        """The area that follows after a comma: "Paris, Texas"."""
        self.contains: bool = False
        """True for such an area itself."""

    def told(self) -> float:
        """Return what this mention says for its being a place."""
        told = 0.0
        for _, weight in self.reasons:
            told += weight
        return told


def _named(found: Found, seen: Text) -> _Named:
    known = senses(found)
    return _Named(found, known, evidence(found, known, seen))


def _join_by_comma(named: list[_Named], seen: Text) -> None:
    """Note for each name the area that follows it after a comma, where a place of that name lies in it."""
    for number in range(len(named) - 1):
        each, following = named[number], named[number + 1]
        first = following.found.first
        if first != each.found.last or seen.words.gaps[first].strip() != ",":
            continue
        area = _area_around(each.senses, following.senses)
        if area is not None:
            each.within, following.contains = area, True
            each.reasons.append(REASONS["before the area it lies in"])
            following.reasons.append(REASONS["after a place that lies in it"])


def _area_around(inner: Senses, outer: Senses) -> Place | None:
    """Return the first of the areas of a name that a place of another lies in."""
    for area in outer.areas:
        for sense in inner.each:
            if lies_in(sense.place, area):
                return area
    return None


def _grouped(named: list[_Named]) -> list[list[_Named]]:
    """Return the mentions by name: one sense a name and article. "Paris, Texas" is a name of its own."""
    groups: dict[tuple[str, str], list[_Named]] = {}
    for each in named:
        key = each.found.key, each.within.id if each.within else ""
        group = groups.get(key)
        if group is None:
            groups[key] = [each]
        else:
            group.append(each)
    return list(groups.values())


def _scope(groups: list[list[_Named]], home: Place | None) -> Scope:
    """Return what the article is about, from the first reading of every name by its prior alone."""
    scope = Scope(home)
    for group in groups:
        each = group[-1]
        # An ambiguous or doubtful name says little of what the article is about.
        if each.told() <= _DOUBTFUL:
            continue
        sense, ahead = each.senses.likeliest, each.senses.margin
        if each.within is not None or home is not None:
            first = likeliest(each.senses, each.within, scope)
            sense, ahead = first.sense, first.margin
        weight = max(0.05, min(1.0, ahead)) * min(3, len(group))
        if sense.demonym:
            weight *= PEOPLES
        sure = each.within is not None or sense.place.precision != "city"
        scope.add(each.found.key, sense, weight * (SURE if sure else 1.0))
    scope.settle()
    return scope


@final
class _Choice:
    """What a name means in an article."""

    __slots__ = ("ledger", "margin", "score", "sense", "shared")

    def __init__(self, ranked: Ranked, shared: float, ledger: _Ledger) -> None:
        self.sense: Sense = ranked.sense
        self.score: float = ranked.score
        self.margin: float = ranked.margin
        self.shared: float = shared
        """The evidence of all mentions: half the best one's, half their mean."""
        self.ledger: _Ledger = ledger


def _choose(group: list[_Named], scope: Scope, *, explain: bool) -> _Choice:
    """Decide a name once for the article."""
    each = group[-1]
    scored = scores(each.found.key, each.senses, each.within, scope)
    most, whole = -inf, 0.0
    for mention in group:
        told = mention.told()
        most = max(most, told)
        whole += told
    ledger = _ledger(each, scored, scope) if explain else []
    return _Choice(Ranked(each.senses.each, scored), (most + whole / len(group)) / 2, ledger)


def _ledger(each: _Named, scored: list[float], scope: Scope) -> _Ledger:
    order = sorted(range(len(scored)), key=lambda number: -scored[number])
    best = [(each.senses.each[number], scored[number]) for number in order[:KEPT_CANDIDATES]]
    return [(sense.place, score, reasons_of(sense, each.found.key, each.within, scope)) for sense, score in best]


def _toponym(each: _Named, choice: _Choice, score: float, seen: Text) -> Toponym:
    """Return the toponym of one mention."""
    use, found = choice.sense.use, each.found
    start, end = _written(found, use, seen)
    # "Paris, Texas" is one place whatever it does.
    place_role: Role = (
        "literal" if each.contains else role(seen.words, found, use.place.precision, adjective=choice.sense.demonym)
    )
    mention = Mention(start, end, seen.words.text[start:end], place_role, choice.sense.demonym)
    return Toponym(mention, use.place, confidence(score, choice.margin), None, _candidates(each, choice))


def _refused(each: _Named, choice: _Choice, score: float, seen: Text) -> Toponym:
    """Return a mention of which the evidence is that it names no place."""
    start, end = _written(each.found, choice.sense.use, seen)
    reason = f"evidence {score:.2f}, below {WEIGHTS['threshold']:.2f}"
    return Toponym(Mention(start, end, seen.words.text[start:end]), None, 0.0, reason, _candidates(each, choice))


def _start(toponym: Toponym) -> int:
    return toponym.mention.start


def _candidates(each: _Named, choice: _Choice) -> tuple[Candidate, ...]:
    """Return the candidates with the whole evidence: for their places, and for the name being a place's here."""
    if not choice.ledger:
        return ()
    here = [(name, _OWN * weight) for name, weight in each.reasons]
    here.append(("all mentions of the name", (1 - _OWN) * choice.shared))
    told = sum(weight for _, weight in here)
    made = []
    for place, score, reasons in choice.ledger:
        ordered = sorted((*reasons, *here), key=lambda reason: -abs(reason[1]))
        text = tuple(f"{name} {weight:+.2f}" for name, weight in ordered)
        made.append(Candidate(place, round(score + told, 3), text))
    return tuple(made)


def _written(found: Found, use: Use | None, seen: Text) -> tuple[int, int]:
    """Return where the name stands in the text; the stop of an abbreviation belongs to it ("Tenn.")."""
    words = seen.words
    end = words.end(found.last - 1)
    stop = use is not None and use.kind == "abbreviation" and words.text.startswith(".", end)
    return words.start(found.first), end + stop


def _unknown(found: Found, seen: Text) -> Toponym:
    start, end = _written(found, None, seen)
    mention = Mention(start, end, seen.words.text[start:end])
    return Toponym(mention, None, 0.0, "the gazetteer has no place of this name")
