"""An article and the gazetteer in, an `Analysis` out: the steps of geoparsing in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.gazetteer import Gazetteer, Use, words
from geo.mentions import Found, LongestMatch, Recogniser, sentences
from geo.mentions.geography import is_county
from geo.resolve.evidence import Reasons, Text, evidence, kind_of_name
from geo.resolve.home import home_of, lies_in
from geo.resolve.roles import role
from geo.resolve.scope import Scope, prior
from geo.resolve.weights import WEIGHTS
from geo.types import Analysis, Article, Candidate, Mention, Place, Role, Toponym

MAX_WORDS = 400_000
"""Of one article: a book of a thousand pages. The rest is not read."""
KEPT_CANDIDATES = 5
"""Of each mention, for the ledger and for the person who corrects."""


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
    text = article.text
    read = list(words(text))[:MAX_WORDS]
    recognised = (recogniser or LongestMatch()).recognise(text, read, gazetteer)
    small = frozenset(word.folded for word in read if word.text.islower())
    seen = Text(text, read, small)
    named = [_Named(found, evidence(found, seen)) for found in recognised.names if found.uses]
    named = _joined_by_comma(named, seen)
    scope = _scope(named, home_of(article, gazetteer))
    chosen = _choose(named, scope)
    read_as = [_toponym(each, chosen[each.key], seen, explain=explain) for each in named]
    kept = tuple(each for each in read_as if each.place and (demonyms or not each.mention.demonym))
    refused = [each for each in read_as if each.place is None]
    refused += [_unknown(found, seen) for found in recognised.names if not found.uses]
    refused.sort(key=lambda toponym: toponym.mention.start)
    return Analysis(article, tuple(sentences(text)), kept, recognised.persons, tuple(refused) if explain else ())


@dataclass(slots=True)
class _Named:
    """A found name and what is known of this mention of it."""

    found: Found
    reasons: Reasons
    within: Place | None = None
    """The area that follows after a comma: "Paris, Texas"."""
    contains: bool = False
    """True for such an area itself."""

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
        areas.sort(key=is_county)  # "Texas" is the state before it is a county of Missouri
        area = next((a for a in areas if any(lies_in(use.place, a) for use in each.found.uses)), None)
        if area is not None:
            each.within, following.contains = area, True
            each.reasons.append(("before the area it lies in", WEIGHTS["before the area it lies in"]))
            following.reasons.append(("after a place that lies in it", WEIGHTS["after a place that lies in it"]))
    return named


def _scope(named: Sequence[_Named], home: Place | None) -> Scope:
    """Return what the article is about, from the first reading of every name by its prior alone."""
    scope = Scope(home)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for each in named:
        counts[each.key] += 1
    for each in {each.key: each for each in named}.values():
        ranked = sorted(_scored(each, scope, first=True), key=lambda scored: -scored[0])
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


def _scored(each: _Named, scope: Scope, *, first: bool = False) -> Iterable[tuple[float, Use, Reasons]]:
    """Yield every use with its score and the reasons; at the first reading the article's scope is not known yet."""
    for use in each.found.uses:
        place = use.place
        reasons: Reasons = [("size and kind", prior(place, WEIGHTS))]
        reasons += [(name, WEIGHTS[name]) for name in kind_of_name(use, each.found)]
        if use.curated:
            reasons.append(("row of our own", WEIGHTS["row of our own"]))
        if each.within is not None and lies_in(place, each.within):
            reasons.append((f"lies in {each.within.name}", WEIGHTS["lies in what follows"]))
        fits = () if first else scope.fit(each.found.key, place)
        reasons += [(name, WEIGHTS[name] * share) for name, share in (*fits, *scope.fit_home(place)) if share]
        yield sum(weight for _, weight in reasons), use, reasons


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a name means in this article."""

    ranked: list[tuple[float, Use, Reasons]]
    """Score, use and reasons, best first; at most `KEPT_CANDIDATES`."""
    shared: float
    """The evidence of all mentions: half the best one's, half their mean."""


def _choose(named: Sequence[_Named], scope: Scope) -> Mapping[tuple[str, str], _Choice]:
    """Decide each name once for the article."""
    told: dict[tuple[str, str], list[float]] = defaultdict(list)
    for each in named:
        told[each.key].append(sum(weight for _, weight in each.reasons))
    chosen = {}
    for key, each in {each.key: each for each in named}.items():
        ranked = sorted(_scored(each, scope), key=lambda scored: -scored[0])
        shared = (max(told[key]) + sum(told[key]) / len(told[key])) / 2
        chosen[key] = _Choice(ranked[:KEPT_CANDIDATES], shared)
    return chosen


def _toponym(each: _Named, choice: _Choice, seen: Text, *, explain: bool) -> Toponym:
    """Return the toponym of one mention; without a place where the evidence is that it names none."""
    best, use, _ = choice.ranked[0]
    here = [(name, WEIGHTS["own mention"] * weight) for name, weight in each.reasons]
    here.append(("all mentions of the name", (1 - WEIGHTS["own mention"]) * choice.shared))
    told = sum(weight for _, weight in here)
    ledger = tuple(_candidate(scored, here) for scored in choice.ranked) if explain else ()
    written, end = _written(each.found, use, seen)
    start = end - len(written)
    if best + told < WEIGHTS["threshold"]:
        reason = f"evidence {best + told:.2f}, below {WEIGHTS['threshold']:.2f}"
        return Toponym(Mention(start, end, written), None, 0.0, reason, ledger)
    demonym = use.kind in ("demonym", "adjective")
    # "Paris, Texas" is one place whatever it does.
    place_role: Role = (
        "literal" if each.contains else role(seen.text, seen.words, each.found, use.place.precision, adjective=demonym)
    )
    margin = best - choice.ranked[1][0] if len(choice.ranked) > 1 else 1.0
    confidence = min(1.0, max(0.05, 0.5 * min(1.0, (best + told) / 2) + 0.5 * min(1.0, margin)))
    return Toponym(Mention(start, end, written, place_role, demonym), use.place, round(confidence, 2), None, ledger)


def _candidate(scored: tuple[float, Use, Reasons], here: Reasons) -> Candidate:
    """Return a candidate with the whole evidence: for its place, and for the name being a place's here."""
    score, use, reasons = scored
    ordered = sorted((*reasons, *here), key=lambda reason: -abs(reason[1]))
    told = tuple(f"{name} {weight:+.2f}" for name, weight in ordered)
    return Candidate(use.place, round(score + sum(weight for _, weight in here), 3), told)


def _written(found: Found, use: Use | None, seen: Text) -> tuple[str, int]:
    """Return the name as the text has it and where it ends; the stop of an abbreviation belongs to it ("Tenn.")."""
    start, end = seen.words[found.first].start, seen.words[found.last - 1].end
    if use is not None and use.kind == "abbreviation" and seen.text[end : end + 1] == ".":
        end += 1
    return seen.text[start:end], end


def _unknown(found: Found, seen: Text) -> Toponym:
    written, end = _written(found, None, seen)
    return Toponym(Mention(end - len(written), end, written), None, 0.0, "the gazetteer has no place of this name")
