"""A trip noun in its sentence in; whether the trip took place, is planned, or is called off, out."""

from __future__ import annotations

from dataclasses import dataclass

from geo.events.certainty import cancels, reality
from geo.events.clauses import Sentence
from geo.events.lexicon import PLAN, TRIP_VERBS, UNREAL
from geo.events.verbs import Verb
from geo.events.words import word_set
from geo.types import Person, Status

_PLANNED = word_set("planned scheduled upcoming forthcoming expected next future coming impending")
_CANCELLED = word_set("cancelled canceled postponed aborted scrapped shelved abandoned delayed")
_UNREAL = word_set("possible proposed potential eventual any hypothetical mooted rumoured rumored no")


_DECIDED = _CANCELLED | _UNREAL
_PLANS = word_set("plan plans idea preparations arrangements programme program hopes hope prospect")
_OF_PHRASE = word_set("on during after following from for upon since of by with in before begins at")
_TAKEN_OUT = word_set("remove strike cut delete take erase cross")
"""In the passive, what is done to a trip that leaves the programme."""
_TELLS_OF_TRIP = TRIP_VERBS | {"be", "have"}
_GOES_AHEAD = {"take": "place", "go": "ahead", "happen": "", "materialise": "", "materialize": "", "proceed": ""}
"""Verbs by which a trip comes about, with the word that belongs to them: denied, the trip is off."""


@dataclass(frozen=True, slots=True)
class Trip:
    """A noun of travel with what belongs to it; indices count tokens."""

    noun: int
    start: int
    owners: tuple[Person, ...]
    owned: bool
    """True where somebody or something owns the trip: then no other subject is looked for."""
    words: frozenset[str]


def outcome(sentence: Sentence, trip: Trip) -> tuple[Status | None, bool, Verb | None]:
    """Give a trip's status, whether it is a mere default, and the verb that told it."""
    if trip.words & _DECIDED:
        return ("cancelled" if trip.words & _CANCELLED else None), False, None
    before = sentence.lower(trip.start - 1)
    object_of = sentence.verb_before(trip.start)
    if before in ("for", "of") and sentence.lower(trip.start - 2) in _PLANS:
        return _as_plan(sentence, trip)
    if before in _OF_PHRASE:
        return _in_phrase(sentence, trip, before)
    nearest = next((v for v in reversed(sentence.verbs) if v.index < trip.start and v.end >= trip.start - 3), object_of)
    if nearest is not None and trip.start in sentence.reach(nearest) and nearest.index < trip.start:
        return _as_object(sentence, trip, nearest)
    predicate = next((v for v in sentence.verbs if v.finite and v.index > trip.noun), None)
    if predicate is not None:
        return _as_subject(sentence, trip, predicate)
    return ("planned" if trip.words & _PLANNED else "completed"), True, None


def _as_plan(sentence: Sentence, trip: Trip) -> tuple[Status | None, bool, Verb | None]:
    """Judge "plans for a stop in": off where they are dropped, else announced."""
    behind = (verb for verb in sentence.verbs if verb.finite and verb.index > trip.noun)
    verb = sentence.verb_before(trip.start) or next(behind, None)
    if verb is None or verb.negated or (verb.lemma in UNREAL and verb.lemma not in PLAN):
        return None, False, verb
    return ("cancelled" if cancels(verb) else "planned"), False, verb


def _in_phrase(sentence: Sentence, trip: Trip, before: str) -> tuple[Status | None, bool, Verb | None]:
    verb = sentence.verb_before(trip.start) or next((v for v in sentence.verbs if v.finite), None)
    if verb is None:
        return "completed", True, None
    if (before == "of" and sentence.lower(trip.start - 2) == "ahead") or before == "before" or trip.words & _PLANNED:
        return "planned", False, None
    real = reality(sentence, verb)
    if before in ("after", "following", "from", "since") and real == "unreal":
        real = "completed"
    return (None if real == "unreal" else real), before in ("of", "by", "with", "in", "from"), verb


def postponed_to(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether a visit is put off to a day that the sentence names: then it is planned."""
    if verb.lemma not in ("postpone", "delay", "put", "move", "reschedule", "bring", "push"):
        return False
    return any(
        sentence.tokens[i].kind == "date" and sentence.lower(i - 1) in ("to", "until", "till")
        for i in range(verb.end, len(sentence.tokens))
    )


def _as_object(sentence: Sentence, trip: Trip, verb: Verb) -> tuple[Status | None, bool, Verb | None]:
    real = reality(sentence, verb)
    if (cancels(verb) or postponed_to(sentence, verb)) and not verb.negated:
        return ("planned" if postponed_to(sentence, verb) else "cancelled"), False, verb
    if verb.negated or real == "unreal" or (verb.lemma in UNREAL and verb.lemma not in PLAN):
        return None, False, verb
    if trip.words & _PLANNED or verb.lemma in PLAN:
        return "planned", False, verb
    if real == "cancelled":
        return "cancelled", False, verb
    return real, verb.lemma not in _TELLS_OF_TRIP, verb


def _comes_to_nothing(sentence: Sentence, verb: Verb) -> bool:
    """Tell "is off" and "will not take place" of a trip."""
    if verb.lemma == "be" and sentence.lower(verb.index + 1) == "off":
        return True
    if verb.passive and verb.lemma in _TAKEN_OUT and sentence.lower(verb.index + 1) in ("from", "off", "out"):
        return True
    ahead = _GOES_AHEAD.get(verb.lemma)
    return verb.negated and ahead is not None and ahead in ("", verb.particle, sentence.lower(verb.index + 1))


def _as_subject(sentence: Sentence, trip: Trip, verb: Verb) -> tuple[Status | None, bool, Verb | None]:
    real = reality(sentence, verb)
    if cancels(verb) or postponed_to(sentence, verb):
        return ("planned" if postponed_to(sentence, verb) else "cancelled"), False, verb
    words = [sentence.lower(i) for i in range(verb.first, min(verb.end + 4, len(sentence.tokens)))]
    if _comes_to_nothing(sentence, verb):
        return "cancelled", False, verb
    said_of = verb.lemma in PLAN
    if verb.negated or (not said_of and (real == "unreal" or (verb.passive and verb.lemma in UNREAL))):
        return None, False, verb
    if (verb.passive and verb.lemma in PLAN) or "due" in words or trip.words & _PLANNED:
        return "planned", False, verb
    return (
        real if real != "unreal" else None,
        verb.lemma not in ("begin", "start", "end", "last", "take", "come", "be"),
        verb,
    )
