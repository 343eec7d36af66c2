"""A sentence read for its clauses in; the visits that its nouns tell of ("X's trip to", "on a visit to") out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.events.actors import Cast
from geo.events.certainty import reality
from geo.events.clauses import Sentence
from geo.events.lexicon import CANCEL, MEETING_NOUNS, PLAN, TRIP_NOUNS, TRIP_VERBS, UNREAL
from geo.events.places import Located, located, of_prepositions
from geo.events.timing import duration, is_when, leading_date
from geo.events.verbs import Verb
from geo.events.visits import Found, away
from geo.events.words import word_set
from geo.types import Person, Status

_PLANNED = word_set("planned scheduled upcoming forthcoming expected next future coming impending")
_CANCELLED = word_set("cancelled canceled postponed aborted scrapped shelved abandoned delayed")
_UNREAL = word_set("possible proposed potential eventual any hypothetical mooted rumoured rumored no")
_TO = word_set("to in at into through across around of")
_ENDS = word_set("end conclude finish complete wrap")
_POSSESSIVES = word_set("his her their my our")
_DETERMINERS = word_set("a an the this that another")
_WIDEST = 9
"""Tokens left of a trip noun that can belong to it ("the Armenian prime minister's first two-day working visit")."""


@dataclass(frozen=True, slots=True)
class _Trip:
    noun: int
    start: int
    owners: tuple[Person, ...]
    owned: bool
    """True where somebody or something owns the trip: then no other subject is looked for."""
    words: frozenset[str]


def trip_visits(sentence: Sentence, cast: Cast) -> Iterator[Found]:
    """Give the visits that the nouns of a sentence tell of."""
    taken = {v.index for v in sentence.verbs}
    for index, token in enumerate(sentence.tokens):
        if token.kind != "word" or index in taken or token.lower not in TRIP_NOUNS | MEETING_NOUNS:
            continue
        trip = _trip(sentence, cast, index)
        places = _places(sentence, index)
        if not places:
            continue
        if token.lower in MEETING_NOUNS:
            yield from _meeting(sentence, cast, trip, places)
        else:
            yield from _visits(sentence, cast, trip, places)


def _trip(sentence: Sentence, cast: Cast, noun: int) -> _Trip:
    words: list[str] = []
    owners: tuple[Person, ...] = ()
    owned = False
    start = noun
    for at in range(noun - 1, max(-1, noun - 1 - _WIDEST), -1):
        lower = sentence.lower(at)
        if lower in ("'s", "'") and sentence.tokens[at - 1].kind == "date":
            continue
        if lower in ("'s", "'"):
            group = sentence.group_ending(at)
            owners, owned = (cast.resolve(group) if group else ()), True
            start = group.start if group else at
            break
        if lower in _POSSESSIVES:
            owners, owned, start = _possessor(sentence, cast, at), True, at
            break
        if lower in _DETERMINERS:
            start = at
            break
        if sentence.tokens[at].kind not in ("word", "adjective", "date", "place") or any(
            v.index == at and v.finite for v in sentence.verbs
        ):
            break
        if sentence.tokens[at].kind == "word" and lower in (
            "to",
            "on",
            "of",
            "during",
            "after",
            "in",
            "from",
            "for",
            "with",
            "and",
        ):
            break
        words.append(lower)
        start = at
    by = _by(sentence, cast, noun)
    return _Trip(noun, start, by or owners, owned or bool(by), frozenset(words))


def _possessor(sentence: Sentence, cast: Cast, at: int) -> tuple[Person, ...]:
    """Find whose "his" or "their" is: the subject of the clause, else whoever was spoken of last."""
    word = sentence.lower(at)
    verb = sentence.verb_before(at)
    subject = sentence.subjects.get(verb.index, ()) if verb else ()
    if word == "their":
        return subject if len(subject) > 1 else cast.last_group
    if subject:
        return subject[:1]
    gender = {"his": "he", "her": "she"}.get(word, "he")
    known = [p for p in reversed(cast.recent) if cast.genders.get(p.name, gender) == gender]
    outside = [p for p in known if not any(p in g.persons for g in sentence.groups if g.start > at)]
    return tuple((outside or known)[:1])


def _by(sentence: Sentence, cast: Cast, noun: int) -> tuple[Person, ...]:
    for at in range(noun + 1, min(noun + _WIDEST, len(sentence.tokens))):
        if any(v.index == at and v.finite for v in sentence.verbs) or sentence.tokens[at].text == ",":
            return ()
        if sentence.lower(at) == "by" or (sentence.lower(at) == "of" and at == noun + 1):
            group = next((g for g in sentence.groups if g.start == at + 1), None)
            return cast.resolve(group) if group else ()
    return ()


def _stretch(sentence: Sentence, noun: int) -> range:
    """Give the tokens after a noun that can say where and when: up to the next finite verb or comma."""
    for at in range(noun + 1, len(sentence.tokens)):
        if any(v.first <= at <= v.index for v in sentence.verbs if v.finite) or sentence.tokens[at].text in (";", ":"):
            return range(noun + 1, at)
        if sentence.lower(at) in ("who", "which", "that", "where", "when", "while"):
            return range(noun + 1, at)
        if sentence.tokens[at].text == "," and sentence.tokens[min(at + 1, len(sentence.tokens) - 1)].kind != "place":
            return range(noun + 1, at)
    return range(noun + 1, len(sentence.tokens))


def _places(sentence: Sentence, noun: int) -> tuple[Located, ...]:
    found = of_prepositions(located(sentence, _stretch(sentence, noun)), _TO)
    inner = next((v.index for v in sentence.verbs if v.index > noun and not v.finite), None)
    found = tuple(p for p in found if inner is None or p.index < inner)
    if not found:
        is_to = next((v for v in sentence.verbs if v.index > noun and v.finite), None)
        if is_to is not None and is_to.lemma == "be" and sentence.lower(is_to.end) == "to":
            found = of_prepositions(located(sentence, sentence.reach(is_to)), _TO)
    if found or noun == 0 or sentence.lower(noun) in MEETING_NOUNS:
        return found
    token = sentence.tokens[noun - 1]
    return (Located(noun - 1, token, None, 0),) if token.kind == "place" else ()


def _visits(sentence: Sentence, cast: Cast, trip: _Trip, places: tuple[Located, ...]) -> Iterator[Found]:
    status, weak, verb = _status(sentence, trip)
    if status is None:
        return
    owners = trip.owners or (() if trip.owned else _traveller(sentence, cast, trip, verb, status))
    if not owners:
        return
    whole = range(trip.start, len(sentence.tokens))
    for place in places:
        date = _date(sentence, trip, verb, status, place)
        yield Found(
            owners,
            place,
            status,
            date,
            weak=weak,
            days=duration(sentence, range(trip.start, trip.noun)),
            ends=verb is not None and verb.lemma in _ENDS and date is not None and not _began(sentence, whole),
        )


def _began(sentence: Sentence, stretch: range) -> bool:
    return any(sentence.lower(i) in ("began", "started", "starting", "beginning", "begins", "from") for i in stretch)


def _status(sentence: Sentence, trip: _Trip) -> tuple[Status | None, bool, Verb | None]:
    """Give a trip's status, whether it is a mere default, and the verb that told it."""
    if trip.words & _CANCELLED:
        return "cancelled", False, None
    if trip.words & _UNREAL:
        return None, False, None
    before = sentence.lower(trip.start - 1)
    object_of = sentence.verb_before(trip.start)
    if before in (
        "on",
        "during",
        "after",
        "following",
        "from",
        "for",
        "upon",
        "since",
        "of",
        "by",
        "with",
        "in",
        "before",
        "begins",
        "at",
    ):
        return _in_phrase(sentence, trip, before)
    nearest = next((v for v in reversed(sentence.verbs) if v.index < trip.start and v.end >= trip.start - 3), object_of)
    if nearest is not None and trip.start in sentence.reach(nearest) and nearest.index < trip.start:
        return _as_object(sentence, trip, nearest)
    predicate = next((v for v in sentence.verbs if v.finite and v.index > trip.noun), None)
    if predicate is not None:
        return _as_subject(sentence, trip, predicate)
    return ("planned" if trip.words & _PLANNED else "completed"), True, None


def _in_phrase(sentence: Sentence, trip: _Trip, before: str) -> tuple[Status | None, bool, Verb | None]:
    verb = sentence.verb_before(trip.start) or next((v for v in sentence.verbs if v.finite), None)
    if verb is None:
        return "completed", True, None
    if (before == "of" and sentence.lower(trip.start - 2) == "ahead") or before == "before" or trip.words & _PLANNED:
        return "planned", False, None
    real = reality(sentence, verb)
    if before in ("after", "following", "from", "since") and real == "unreal":
        real = "completed"
    return (None if real == "unreal" else real), before in ("of", "by", "with", "in", "from"), verb


def _cancels(verb: Verb) -> bool:
    return verb.lemma in CANCEL or (verb.lemma in ("call", "put") and verb.particle == "off")


def _postponed_to(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether a visit is put off to a day that the sentence names: then it is planned."""
    if verb.lemma not in ("postpone", "delay", "put", "move"):
        return False
    return any(
        sentence.tokens[i].kind == "date" and sentence.lower(i - 1) in ("to", "until", "till")
        for i in range(verb.end, len(sentence.tokens))
    )


def _as_object(sentence: Sentence, trip: _Trip, verb: Verb) -> tuple[Status | None, bool, Verb | None]:
    real = reality(sentence, verb)
    if _cancels(verb) and not verb.negated:
        return ("planned" if _postponed_to(sentence, verb) else "cancelled"), False, verb
    if verb.negated or real == "unreal" or (verb.lemma in UNREAL and verb.lemma not in PLAN):
        return None, False, verb
    if trip.words & _PLANNED or verb.lemma in PLAN:
        return "planned", False, verb
    if real == "cancelled":
        return "cancelled", False, verb
    return real, verb.lemma not in TRIP_VERBS | {"be", "have"}, verb


def _as_subject(sentence: Sentence, trip: _Trip, verb: Verb) -> tuple[Status | None, bool, Verb | None]:
    real = reality(sentence, verb)
    if _cancels(verb):
        return ("planned" if _postponed_to(sentence, verb) else "cancelled"), False, verb
    words = [sentence.lower(i) for i in range(verb.first, min(verb.end + 4, len(sentence.tokens)))]
    if verb.negated or (real == "unreal" and verb.lemma not in PLAN):
        return None, False, verb
    if verb.passive and verb.lemma in UNREAL - PLAN:
        return None, False, verb
    if (verb.passive and verb.lemma in PLAN) or "due" in words or trip.words & _PLANNED:
        return "planned", False, verb
    return (
        real if real != "unreal" else None,
        verb.lemma not in ("begin", "start", "end", "last", "take", "come", "be"),
        verb,
    )


def _traveller(sentence: Sentence, cast: Cast, trip: _Trip, verb: Verb | None, status: Status) -> tuple[Person, ...]:
    """Find who travels where no owner is named: the subject of the verb, of a cancelled trip whoever was spoken of last."""
    if (verb is not None and verb.index < trip.noun) or (
        verb is not None and sentence.lower(trip.start - 1) in ("on", "during", "after", "following")
    ):
        if not verb.passive or not _cancels(verb):
            return sentence.subjects.get(verb.index, ())
    before = sentence.group_ending(trip.start - 2) if sentence.lower(trip.start - 1) == "on" else None
    if before is not None:
        return cast.resolve(before)
    return tuple(cast.recent[-1:]) if status == "cancelled" else ()


def _date(sentence: Sentence, trip: _Trip, verb: Verb | None, status: Status, place: Located) -> int | None:
    """Give the date token of a trip; that of its calling off is none."""
    dates = [i for i in range(trip.start, len(sentence.tokens)) if sentence.tokens[i].kind == "date"]
    inside = [i for i in dates if i < trip.noun]
    if inside:
        return inside[0]
    if sentence.lower(trip.start - 1) == "from":
        return None
    if status == "planned" and verb is not None and _cancels(verb):
        return next((i for i in dates if sentence.lower(i - 1) in ("to", "until", "till")), None)
    end = _stretch(sentence, trip.noun).stop
    if status == "cancelled":
        told = [
            i
            for i in dates
            if sentence.lower(i - 1) in ("for", "in", "planned", "due", "scheduled") and i > place.index
        ]
        return next(iter(told), None)
    near = [i for i in dates if i < end and (is_when(sentence, i) or sentence.lower(i - 1) == "from")]
    if near:
        return near[0]
    later = next((v for v in sentence.verbs if v.finite and v.index > trip.noun), None)
    if later is not None and (later is verb or later.lemma in ("begin", "start")):
        reach = sentence.reach(later)
        return next((i for i in reach if is_when(sentence, i) or sentence.lower(i - 1) in ("to", "until")), None)
    return leading_date(sentence, verb) if verb is not None and verb.index < trip.noun else None


def _meeting(sentence: Sentence, cast: Cast, trip: _Trip, places: tuple[Located, ...]) -> Iterator[Found]:
    """Give the visits of a meeting that names its parties: "talks between X and Y in", "X's meeting with Y in"."""
    named = [(p, False) for p in trip.owners]
    for group in sentence.groups:
        if trip.noun < group.start < places[0].index and sentence.lower(group.start - 1) in ("between", "with", "of"):
            named += [(p, p.name in group.local) for p in cast.resolve(group) if p not in trip.owners]
    between = any(sentence.lower(g.start - 1) == "between" for g in sentence.groups)
    if not named or not (trip.owners or between):
        return
    status, weak, verb = _status(sentence, trip)
    if status is None:
        return
    for place in places:
        yield Found(
            away(cast, tuple(named), place), place, status, _date(sentence, trip, verb, status, place), weak=weak
        )
