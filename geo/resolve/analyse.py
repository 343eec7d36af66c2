"""An article and the gazetteer in, an `Analysis` out: the steps of geoparsing in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.gazetteer import Gazetteer, Use, words
from geo.mentions import Found, LongestMatch, Recogniser, sentences
from geo.mentions.geography import known_places
from geo.resolve.confidence import confidence
from geo.resolve.evidence import Text, evidence
from geo.resolve.home import home_of, lies_in
from geo.resolve.rank import likeliest, margin, ranked, reasons_of
from geo.resolve.roles import role
from geo.resolve.scope import Scope
from geo.resolve.senses import Senses, senses
from geo.resolve.weights import REASONS, WEIGHTS, Reasons
from geo.types import Analysis, Article, Candidate, Mention, Place, Role, Toponym

MAX_WORDS = 400_000
"""Of one article: a book of a thousand pages. The rest is not read."""
KEPT_CANDIDATES = 5
"""Of each mention, for the ledger and for the person who corrects."""
SURE = 2.5
"""How much more an area, or a town with its area, says of what an article is about than a town's name alone."""
PEOPLES = 0.25
"""How much a people or an adjective says of it beside a name: "the Swiss coach of Ghana"."""
_OWN = WEIGHTS["own mention"]


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
    seen = Text(words(article.text, MAX_WORDS), known_places(gazetteer))
    recognised = (recogniser or LongestMatch()).recognise(seen.words, gazetteer)
    named = [_named(found, seen) for found in recognised.names if found.uses]
    _join_by_comma(named, seen)
    groups = _grouped(named)
    scope = _scope(groups, home_of(article, gazetteer))
    chosen = [_choose(group, scope, explain=explain) for group in groups]
    kept: list[Toponym] = []
    refused = [_unknown(found, seen) for found in recognised.names if explain and not found.uses]
    for group, choice in zip(groups, chosen, strict=True):
        for each in group:
            score = choice.score + each.told() * _OWN + (1 - _OWN) * choice.shared
            if score >= WEIGHTS["threshold"]:
                if demonyms or not choice.demonym:
                    kept.append(_toponym(each, choice, score, seen))
            elif explain:
                refused.append(_refused(each, choice, score, seen))
    kept.sort(key=_start)
    refused.sort(key=_start)
    return Analysis(article, tuple(sentences(article.text)), tuple(kept), recognised.persons, tuple(refused))


@dataclass(slots=True)
class _Named:
    """A found name and what is known of this mention of it."""

    found: Found
    senses: Senses
    reasons: Reasons
    within: Place | None = None
    """The area that follows after a comma: "Paris, Texas"."""
    contains: bool = False
    """True for such an area itself."""

    def told(self) -> float:
        """Return what this mention says for its being a place."""
        return sum([weight for _, weight in self.reasons])


def _named(found: Found, seen: Text) -> _Named:
    known = senses(found)
    return _Named(found, known, evidence(found, known, seen))


def _join_by_comma(named: list[_Named], seen: Text) -> None:
    """Note for each name the area that follows it after a comma, where a place of that name lies in it."""
    for each, following in pairwise(named):
        first = following.found.first
        if first != each.found.last or seen.words.gaps[first].strip() != ",":
            continue
        area = next((a for a in following.senses.areas if any(lies_in(use.place, a) for use in each.found.uses)), None)
        if area is not None:
            each.within, following.contains = area, True
            each.reasons.append(REASONS["before the area it lies in"])
            following.reasons.append(REASONS["after a place that lies in it"])


def _grouped(named: Sequence[_Named]) -> list[list[_Named]]:
    """Return the mentions by name: one sense a name and article. "Paris, Texas" is a name of its own."""
    groups: dict[tuple[str, str], list[_Named]] = {}
    for each in named:
        groups.setdefault((each.found.key, each.within.id if each.within else ""), []).append(each)
    return list(groups.values())


def _scope(groups: Iterable[Sequence[_Named]], home: Place | None) -> Scope:
    """Return what the article is about, from the first reading of every name by its prior alone."""
    scope = Scope(home)
    for group in groups:
        each = group[-1]
        # An ambiguous or doubtful name says little of what the article is about.
        if each.told() <= WEIGHTS["doubtful"]:
            continue
        use, ahead = each.senses.likeliest.use, each.senses.margin
        if each.within is not None or home is not None:
            sense, ahead = likeliest(each.senses, each.within, scope)
            use = sense.use
        weight = max(0.05, min(1.0, ahead)) * min(3, len(group))
        if use.kind in ("demonym", "adjective"):
            weight *= PEOPLES
        scope.add(each.found.key, use.place, weight * (SURE if use.place.precision != "city" or each.within else 1.0))
    scope.settle()
    return scope


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a name means in an article."""

    use: Use
    score: float
    margin: float
    shared: float
    """The evidence of all mentions: half the best one's, half their mean."""
    ledger: tuple[tuple[Place, float, Reasons], ...] | None
    """The best places with their scores and reasons; null unless asked for."""

    @property
    def demonym(self) -> bool:
        """True where the name is an adjective or a people."""
        return self.use.kind in ("demonym", "adjective")


def _choose(group: Sequence[_Named], scope: Scope, *, explain: bool) -> _Choice:
    """Decide a name once for the article."""
    each = group[-1]
    best = ranked(each.found.key, each.senses, each.within, scope)
    told = [each.told() for each in group]
    ledger = None
    if explain:
        ledger = tuple(
            (scored[1].use.place, scored[0], reasons_of(scored, each.within, scope))
            for scored in best[:KEPT_CANDIDATES]
        )
    return _Choice(
        use=best[0][1].use,
        score=best[0][0],
        margin=margin(best),
        shared=(max(told) + sum(told) / len(told)) / 2,
        ledger=ledger,
    )


def _toponym(each: _Named, choice: _Choice, score: float, seen: Text) -> Toponym:
    """Return the toponym of one mention."""
    use, found = choice.use, each.found
    start, end = _written(found, use, seen)
    # "Paris, Texas" is one place whatever it does.
    place_role: Role = (
        "literal" if each.contains else role(seen.words, found, use.place.precision, adjective=choice.demonym)
    )
    mention = Mention(start, end, seen.words.text[start:end], place_role, choice.demonym)
    return Toponym(mention, use.place, confidence(score, choice.margin), None, _candidates(each, choice))


def _refused(each: _Named, choice: _Choice, score: float, seen: Text) -> Toponym:
    """Return a mention of which the evidence is that it names no place."""
    start, end = _written(each.found, choice.use, seen)
    reason = f"evidence {score:.2f}, below {WEIGHTS['threshold']:.2f}"
    return Toponym(Mention(start, end, seen.words.text[start:end]), None, 0.0, reason, _candidates(each, choice))


def _start(toponym: Toponym) -> int:
    return toponym.mention.start


def _candidates(each: _Named, choice: _Choice) -> tuple[Candidate, ...]:
    """Return the candidates with the whole evidence: for their places, and for the name being a place's here."""
    if choice.ledger is None:
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
