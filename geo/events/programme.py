"""A sentence read for its clauses in; the visits that it tells of a place on somebody's programme, out.

"Next on her calendar is A", "B is on the tour" and "C has been taken off the list" have the place for their subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo.events.cast import Cast
from geo.events.clauses import Sentence
from geo.events.found import Found
from geo.events.places import Located, located
from geo.events.timing import is_when
from geo.events.verbs import Verb
from geo.events.words import word_set
from geo.types import Person, Status

_PROGRAMME = word_set("programme program itinerary schedule calendar agenda list tour route diary plan menu")
_OFF = word_set("remove strike drop delete cut take cross cancel scratch scrap")
_ON = word_set("be remain stay come follow feature figure")
_NEAR = 7
"""Tokens after the verb within which the programme is named."""


def programme_visits(sentence: Sentence, cast: Cast) -> Iterator[Found]:
    """Give the visits that are announced or called off by what becomes of a place on a programme."""
    if sentence.words.isdisjoint(_PROGRAMME):
        return
    for verb in sentence.verbs:
        if not verb.finite or not _names_programme(sentence, verb):
            continue
        status, places = _judged(sentence, verb)
        persons = _whose(sentence, cast)
        if status is None or not persons:
            continue
        for place in places:
            dates = [i for i in (*range(place.index, verb.first), *sentence.reach(verb)) if is_when(sentence, i)]
            yield Found(persons, place, status, dates[0] if dates and status == "planned" else None)


def _names_programme(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether "on" or "off" a programme stands beside the verb."""
    for at in (*range(max(0, verb.first - _NEAR), verb.first), *range(verb.end, verb.end + _NEAR)):
        if sentence.lower(at) in _PROGRAMME and any(
            sentence.lower(i) in ("on", "off", "from") or (i < verb.end and verb.particle in ("off", "on"))
            for i in range(max(0, at - 4), at)
        ):
            return True
    return False


def _judged(sentence: Sentence, verb: Verb) -> tuple[Status | None, tuple[Located, ...]]:
    if verb.passive and verb.lemma in _OFF and not verb.negated:
        return "cancelled", _subjects(sentence, verb)
    if verb.lemma != "be" and (verb.lemma not in _ON or verb.passive):
        return None, ()
    after = located(sentence, range(verb.end, min(verb.end + 3, len(sentence.tokens))))
    inverted = tuple(p for p in after if p.index == verb.end)
    places = _subjects(sentence, verb) or inverted
    return (None if verb.negated and inverted else "cancelled" if verb.negated else "planned"), places


def _subjects(sentence: Sentence, verb: Verb) -> tuple[Located, ...]:
    """Give the row of places that stands before a verb as its subject, what is said between commas left out."""
    found: list[Located] = []
    at = verb.first - 1
    if sentence.lower(at) == ",":
        at = next((i for i in range(at - 1, 0, -1) if sentence.lower(i) == ","), at) - 1
    while at >= 0 and (sentence.tokens[at].kind == "place" or sentence.lower(at) in ("and", ",")):
        if sentence.tokens[at].kind == "place":
            found.insert(0, Located(at, sentence.tokens[at], None, 0))
        at -= 1
    begins = at < 0 or sentence.tokens[at].text in (";", ":", ".", "-", "–", "—") or sentence.tokens[at].kind == "date"
    return tuple(found) if begins or sentence.lower(at) in ("but", "while") else ()


def _whose(sentence: Sentence, cast: Cast) -> tuple[Person, ...]:
    """Give whose programme it is: the person named in the sentence, else the one spoken of last."""
    named = [p for g in sentence.groups for p in cast.resolve(g)]
    return tuple(named[:1] or cast.recent[-1:])
