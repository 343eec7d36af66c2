"""A trip noun in its sentence in; the visits that a clause about the trip tells of, and who travels, out."""

from __future__ import annotations

from collections.abc import Iterator

from geo.events.cast import Cast
from geo.events.certainty import reality
from geo.events.clauses import Sentence
from geo.events.found import Found
from geo.events.lexicon import TRIP_NOUNS
from geo.events.outcome import Trip
from geo.events.places import located, of_prepositions
from geo.events.timing import date_near
from geo.events.verbs import Verb
from geo.events.words import word_set
from geo.types import Person, Status

ENDS = word_set("end conclude finish complete wrap wind")
BEGINS = word_set("begin start open embark kick launch set")
_BOUNDS = BEGINS | ENDS
_COVERS = word_set("include cover encompass")
_DURING = word_set("on during after following")


def told_of_it(sentence: Sentence, cast: Cast, trip: Trip) -> Iterator[Found]:
    """Give where a trip "that began in A on Tuesday" began or ended."""
    if sentence.lower(trip.noun) not in TRIP_NOUNS:
        return
    if sentence.lower(trip.noun + 1) not in ("that", "which"):
        yield from _made_by(sentence, cast, trip)
        return
    verb = next((v for v in sentence.verbs if trip.noun < v.index <= trip.noun + 4 and v.finite), None)
    takes_in = verb is not None and ((verb.lemma, verb.particle) == ("take", "in") or verb.lemma in _COVERS)
    if verb is None or (verb.lemma not in _BOUNDS and not takes_in) or (real := reality(sentence, verb)) == "unreal":
        return
    owners = trip.owners or (
        () if trip.owned else traveller(sentence, cast, trip, sentence.verb_before(trip.start), real)
    )
    for place in located(sentence, sentence.reach(verb)):
        if place.preposition not in ("in", "at") and not (takes_in and place.preposition is None):
            continue
        real = "planned" if takes_in and verb.tense == "present" else real
        yield Found(owners, place, real, date_near(sentence, verb, place.index, sentence.reach(verb)))


def _made_by(sentence: Sentence, cast: Cast, trip: Trip) -> Iterator[Found]:
    """Give where "a trip she made to A" went."""
    group = next((g for g in sentence.groups if g.start == trip.noun + 1), None)
    verb = next((v for v in sentence.verbs if group is not None and v.first == group.end), None)
    if group is None or verb is None or verb.lemma not in ("make", "take", "pay", "plan"):
        return
    real = "planned" if verb.lemma == "plan" else reality(sentence, verb)
    for place in of_prepositions(located(sentence, sentence.reach(verb)), frozenset({"to", "in"})):
        if real != "unreal":
            when = date_near(sentence, verb, place.index, sentence.reach(verb))
            yield Found(cast.resolve(group), place, real, when)


def traveller(sentence: Sentence, cast: Cast, trip: Trip, verb: Verb | None, status: Status) -> tuple[Person, ...]:
    """Find who travels where no owner is named: the verb's subject; of a trip called off, who was spoken of last."""
    within = verb is not None and (verb.index < trip.noun or sentence.lower(trip.start - 1) in _DURING)
    if verb is not None and within and not (verb.passive and status == "cancelled"):
        return sentence.subjects.get(verb.index, ())
    before = sentence.group_ending(trip.start - 2) if sentence.lower(trip.start - 1) == "on" else None
    if before is not None:
        return cast.resolve(before)
    return tuple(cast.recent[-1:]) if status == "cancelled" else ()
