"""An article and the gazetteer in, an `Analysis` out: the steps of geoparsing in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.gazetteer import Gazetteer, Use, words
from geo.mentions import find_persons, sentences
from geo.mentions.search import Found, search
from geo.resolve.evidence import Reasons, Text, evidence, is_county, kind_of_name
from geo.resolve.roles import role
from geo.resolve.scope import Scope, prior
from geo.resolve.weights import WEIGHTS
from geo.types import Analysis, Article, Candidate, Mention, Place, Toponym

MAX_WORDS = 400_000
"""Of one article: a book of a thousand pages. The rest is not read."""
KEPT_CANDIDATES = 5
"""Of each mention, for the ledger and for the person who corrects."""


def analyse(article: Article, gazetteer: Gazetteer, *, demonyms: bool = True) -> Analysis:
    """Find the sentences, persons and place names of an article and resolve the names.

    With `demonyms` false, adjectives and peoples ("Russian", "Armenians") are left out; they never name a place, and
    their mentions are marked as demonyms.
    """
    text = article.text
    read = list(words(text))[:MAX_WORDS]
    persons, owner = find_persons(text, read, _Geography(gazetteer))
    small = frozenset(word.folded for word in read if word.text.islower())
    seen = Text(text, read, small)
    named = [_Named(found, evidence(found, seen)) for found in search(text, read, gazetteer, owner)]
    named = _joined_by_comma(named, seen)
    scope = _scope(named)
    chosen = _choose(named, scope)
    toponyms = (_toponym(each, chosen[each.key], seen) for each in named)
    kept = tuple(each for each in toponyms if each and (demonyms or not each.mention.demonym))
    return Analysis(article, tuple(sentences(text)), kept, persons)


class _Geography:
    """What finding persons asks of the gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def country_of(self, key: str) -> str | None:
        """Return the code of the country whose name or adjective this is."""
        uses = self._gazetteer.uses(key)
        return next((use.place.country for use in uses if use.place.precision == "country"), None)

    def is_well_known(self, key: str) -> bool:
        """Tell whether this is a row of our own tables or a larger town."""
        uses = self._gazetteer.uses(key)
        return any(use.place.precision != "city" or use.place.population >= WEIGHTS["well known"] for use in uses)

    def is_area(self, key: str) -> bool:
        """Tell whether a country or a first-level division has this very name."""
        areas = (use.place for use in self._gazetteer.uses(key) if use.kind == "name")
        return any(area.precision in ("country", "region") and not is_county(area) for area in areas)

    def is_named(self, key: str) -> bool:
        """Tell whether any place has this name."""
        return bool(self._gazetteer.uses(key))


@dataclass(slots=True)
class _Named:
    """A found name and what is known of this mention of it."""

    found: Found
    reasons: Reasons
    within: Place | None = None
    """The area that follows after a comma: "Paris, Texas"."""
    adjective: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """One sense a name and article; "Paris, Texas" is a name of its own."""
        return self.found.key, self.within.id if self.within else ""


def _joined_by_comma(named: list[_Named], seen: Text) -> list[_Named]:
    """Note for each name the area that follows it after a comma, where a place of that name lies in it."""
    for each, following in pairwise(named):
        last = seen.words[each.found.last - 1]
        gap = seen.text[last.end : seen.words[following.found.first].start]
        if gap.strip() != "," or following.found.first != each.found.last:
            continue
        areas = [use.place for use in following.found.uses if use.place.precision in ("country", "region")]
        area = next((a for a in areas if any(_lies_in(use.place, a) for use in each.found.uses)), None)
        if area is not None:
            each.within = area
            each.reasons.append(("before the area it lies in", WEIGHTS["before the area it lies in"]))
            following.reasons.append(("after a place that lies in it", WEIGHTS["after a place that lies in it"]))
    return named


def _lies_in(place: Place, area: Place) -> bool:
    if place.id == area.id or place.country != area.country or place.country is None:
        return False
    if area.precision == "country":
        return place.precision != "country"
    return bool(area.admin1) and place.admin1 == area.admin1 and place.precision in ("city", "site", "region")


def _scope(named: Sequence[_Named]) -> Scope:
    """Return what the article is about, from the first reading of every name by its prior alone."""
    scope = Scope()
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for each in named:
        counts[each.key] += 1
    for each in {each.key: each for each in named}.values():
        ranked = sorted(_scored(each, None), key=lambda scored: -scored[0])
        score, use, _ = ranked[0]
        margin = score - ranked[1][0] if len(ranked) > 1 else 1.0
        told = sum(weight for _, weight in each.reasons)
        # An ambiguous or doubtful name says little of what the article is about.
        weight = max(0.05, min(1.0, margin)) * min(3, counts[each.key])
        if told > WEIGHTS["doubtful"]:
            scope.add(
                each.found.key, use.place, weight * (2.0 if use.place.precision != "city" or each.within else 1.0)
            )
    scope.anchors.sort(key=lambda anchor: -anchor[3])
    return scope


def _scored(each: _Named, scope: Scope | None) -> Iterable[tuple[float, Use, Reasons]]:
    for use in each.found.uses:
        place = use.place
        reasons: Reasons = [("size and kind", prior(place, WEIGHTS))]
        reasons += [(name, WEIGHTS[name]) for name in kind_of_name(use, each.found)]
        if use.curated:
            reasons.append(("row of our own", WEIGHTS["row of our own"]))
        if each.within is not None and _lies_in(place, each.within):
            reasons.append((f"lies in {each.within.name}", WEIGHTS["lies in what follows"]))
        if scope is not None:
            country, division, near = scope.fit(each.found.key, place)
            fits = (("its country", country), ("its division", division), ("near the others", near))
            reasons += [(name, WEIGHTS[name] * share) for name, share in fits if share]
        yield sum(weight for _, weight in reasons), use, reasons


def _choose(named: Sequence[_Named], scope: Scope) -> Mapping[tuple[str, str], tuple[list[Candidate], Use, float]]:
    """Decide each name once for the article: its candidates, the best use, and the evidence of its best mention."""
    told: dict[tuple[str, str], list[float]] = defaultdict(list)
    for each in named:
        told[each.key].append(sum(weight for _, weight in each.reasons))
    chosen = {}
    for each in {each.key: each for each in named}.values():
        ranked = sorted(_scored(each, scope), key=lambda scored: -scored[0])
        candidates = [
            Candidate(use.place, round(score, 3), tuple(f"{name} {weight:+.2f}" for name, weight in reasons))
            for score, use, reasons in ranked[:KEPT_CANDIDATES]
        ]
        values = told[each.key]
        chosen[each.key] = (candidates, ranked[0][1], (max(values) + sum(values) / len(values)) / 2)
    return chosen


def _toponym(each: _Named, choice: tuple[list[Candidate], Use, float], seen: Text) -> Toponym | None:
    """Return the toponym of one mention, or null where the evidence is that it names no place."""
    candidates, use, shared = choice
    own = sum(weight for _, weight in each.reasons)
    score = candidates[0].score + WEIGHTS["own mention"] * own + (1 - WEIGHTS["own mention"]) * shared
    if score < WEIGHTS["threshold"]:
        return None
    first, last = seen.words[each.found.first], seen.words[each.found.last - 1]
    written = seen.text[first.start : last.end]
    # The stop of an abbreviation belongs to it: "U.S.", "Tenn."
    stop = 1 if use.kind == "abbreviation" and seen.text[last.end : last.end + 1] == "." else 0
    demonym = use.kind in ("demonym", "adjective")
    place_role = "associative" if demonym else role(seen.text, seen.words, each.found, use.place.precision)
    mention = Mention(first.start, last.end + stop, written + "." * stop, place_role, demonym)
    reasons = tuple(f"{name} {weight:+.2f}" for name, weight in each.reasons)
    ledger = tuple(Candidate(c.place, c.score, c.reasons + reasons) for c in candidates)
    margin = candidates[0].score - candidates[1].score if len(candidates) > 1 else 1.0
    confidence = min(1.0, max(0.05, 0.5 * min(1.0, score / 2) + 0.5 * min(1.0, margin)))
    return Toponym(mention, use.place, round(confidence, 2), None, ledger)
