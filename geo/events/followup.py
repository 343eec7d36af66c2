"""A sentence that names no place in, with the visits told just before; what it adds to or takes from them, out.

"He was accompanied by X" gives X the visits that were told of him; "she has scrapped the trip" calls hers off.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import pairwise

from geo.events.cast import Cast
from geo.events.certainty import cancels, reality
from geo.events.clauses import Sentence
from geo.events.lexicon import TRIP_NOUNS
from geo.events.outcome import postponed_to
from geo.events.verbs import Verb
from geo.events.words import word_set
from geo.types import Person, Span, Status, Visit

_DEFINITE = word_set("the his her their this that its")
_WITHDRAWN = {("pull", "out"), ("back", "out"), ("drop", "out")}
_COMPANY = 0.7
"""How far the confidence of a visit goes to a companion whom another sentence names."""


def companions(sentence: Sentence, cast: Cast, told: Sequence[Visit]) -> list[Visit]:
    """Give the visits of those who accompany the person whose visits were told."""
    found: list[Visit] = []
    for verb in sentence.verbs:
        joins = verb.lemma in ("accompany", "join") and verb.passive
        if not (joins or _brings(sentence, verb)) or verb.negated:
            continue
        real = reality(sentence, verb)
        led = {p.name for p in sentence.subjects.get(verb.index, ())}
        group = next((g for g in sentence.groups if g.start > verb.index and g.start in sentence.reach(verb)), None)
        if real not in ("completed", "planned") or group is None:
            continue
        for person in cast.resolve(group):
            others = (v for v in told if v.actor in led and v.actor != person.name and v.status != "cancelled")
            found += [_beside(v, person, sentence, real) for v in others if not _at_home(cast, person, v)]
    return found


def _brings(sentence: Sentence, verb: Verb) -> bool:
    """Tell "is bringing X with him" and "took X along" from other things brought."""
    if verb.lemma not in ("bring", "take") or verb.passive:
        return False
    pairs = pairwise(sentence.lower(i) for i in sentence.reach(verb))
    return verb.particle == "along" or any(a == "with" and b in ("him", "her", "them") for a, b in pairs)


def _beside(visit: Visit, person: Person, sentence: Sentence, status: Status) -> Visit:
    """Give a companion's visit; one who is still to come has no date of the words before."""
    later = status == "planned" and visit.status == "completed"
    return dataclasses.replace(
        visit,
        actor=person.name,
        status="planned" if later else visit.status,
        date=None if later else visit.date,
        date_end=None if later else visit.date_end,
        sentence=Span(visit.sentence.start, max(visit.sentence.end, sentence.span.end)),
        confidence=round(visit.confidence * _COMPANY, 3),
    )


def _at_home(cast: Cast, person: Person, visit: Visit) -> bool:
    there = visit.toponym.place.country if visit.toponym.place else None
    return there is not None and cast.countries.get(person.name) == there


def called_off(sentence: Sentence, told: Sequence[Visit]) -> list[Visit]:
    """Give the planned visits, of those told, that a sentence calls off without naming their place again."""
    for verb in sentence.verbs:
        if verb.negated or verb.tense in ("unreal", "infinitive") or postponed_to(sentence, verb):
            continue
        named = _trip_of(sentence, verb)
        if named is None:
            continue
        off = [v for v in told if v.status == "planned" and (not named or v.actor in {p.name for p in named})]
        if off:
            return off
    return []


def _trip_of(sentence: Sentence, verb: Verb) -> tuple[Person, ...] | None:
    """Give whose trip a verb calls off, nobody for "the trip was called off", null where it calls off none."""
    subject = sentence.subjects.get(verb.index, ())
    if (cancels(verb) and not verb.passive) or (verb.lemma, verb.particle) in _WITHDRAWN:
        stretch = sentence.reach(verb)
        noun = next((i for i in stretch if i < verb.end + 4 and sentence.lower(i) in TRIP_NOUNS), None)
        if noun is not None and subject and any(sentence.lower(i) in _DEFINITE for i in range(verb.end, noun)):
            return subject
        return None
    if cancels(verb) and verb.passive and sentence.lower(verb.first - 1) in TRIP_NOUNS:
        return () if sentence.lower(verb.first - 2) in _DEFINITE else None
    return None
