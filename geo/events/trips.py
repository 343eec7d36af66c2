"""A sentence read for its clauses in; the visits that its nouns tell of ("X's trip to", "on a visit to") out."""

from __future__ import annotations

from collections.abc import Iterator

from geo.events.cast import Cast
from geo.events.clauses import Sentence
from geo.events.found import Found
from geo.events.lexicon import MEETING_NOUNS, TRIP_NOUNS
from geo.events.outcome import Trip, outcome
from geo.events.places import Located, located, of_prepositions
from geo.events.timing import duration
from geo.events.trip_clauses import BEGINS, ENDS, told_of_it, traveller
from geo.events.trip_dates import trip_date, trip_stretch
from geo.events.verbs import Verb
from geo.events.visits import away
from geo.events.words import word_set
from geo.types import Person

_TO = word_set("to in at into through across around of")
_AWAITS = word_set("await expect host receive prepare welcome")
_STOPS = word_set("stop stops destination destinations")
_POSSESSIVES = word_set("his her their my our whose")
_DETERMINERS = word_set("a an the this that another")
_LONGEST_OFFICE = 8
"""Tokens between "by" and the name of who travels: "by the vice-president of the republic, X"."""
_NOUNS = TRIP_NOUNS | MEETING_NOUNS | {"way"}
_OWN = _POSSESSIVES | {"the"}
_WIDEST = 9
"""Tokens left of a trip noun that can belong to it ("the Armenian prime minister's first two-day working visit")."""


def trip_visits(sentence: Sentence, cast: Cast) -> Iterator[Found]:
    """Give the visits that the nouns of a sentence tell of."""
    taken = {v.index for v in sentence.verbs}
    for index, token in enumerate(sentence.tokens):
        if token.kind != "word" or index in taken or token.lower not in _NOUNS:
            continue
        if _part_of_name(sentence, index):
            continue
        if token.lower == "way":
            yield from _on_the_way(sentence, cast, index)
            continue
        trip = _trip(sentence, cast, index)
        yield from told_of_it(sentence, cast, trip)
        places = _places(sentence, index)
        if not places:
            continue
        if token.lower in MEETING_NOUNS:
            yield from _meeting(sentence, cast, trip, places)
        else:
            yield from _visits(sentence, cast, trip, places)


def _part_of_name(sentence: Sentence, index: int) -> bool:
    """Tell whether a noun is part of an office or an institution: "head of mission", "Funeral Home"."""
    if sentence.lower(index - 1) == "of" and sentence.lower(index - 2) in ("head", "chief", "deputy"):
        return True
    following = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    capital = sentence.tokens[index].text[0].isupper() and index > 0
    return capital and following is not None and following.kind == "word" and following.text[0].isupper()


def _on_the_way(sentence: Sentence, cast: Cast, way: int) -> Iterator[Found]:
    """Give what "on her way back from A" (she was there) and "is on her way to B" (she will be) tell."""
    if sentence.lower(way - 2) != "on" or sentence.lower(way - 1) not in _OWN:
        return
    back = sentence.lower(way + 1) in ("back", "home")
    verb = sentence.verb_before(way) or next((v for v in sentence.verbs if v.finite), None)
    subject = sentence.subjects.get(verb.index, ()) if verb else ()
    stretch = range(way + 1 + back, trip_stretch(sentence, way).stop)
    places = located(sentence, stretch)
    if back:
        for place in of_prepositions(places, frozenset({"from"})):
            yield Found(away(cast, tuple((p, False) for p in subject), place), place, "completed", None)
    elif verb is not None and verb.lemma == "be" and verb.tense == "present" and verb.end >= way - 3:
        for place in of_prepositions(places, frozenset({"to"})):
            yield Found(subject, place, "planned", None)


def _trip(sentence: Sentence, cast: Cast, noun: int) -> Trip:
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
    start = next((v.end for v in sentence.verbs if v.finite and v.index < start < v.end), start)
    by = _by(sentence, cast, noun)
    return Trip(noun, start, by or owners, owned or bool(by), frozenset(words))


def _possessor(sentence: Sentence, cast: Cast, at: int) -> tuple[Person, ...]:
    """Find whose "his" or "their" is: the subject of the clause, else whoever was spoken of last."""
    word = sentence.lower(at)
    if word == "whose":
        before = [g for g in sentence.groups if g.persons and g.end <= at]
        return before[-1].persons if before else ()
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
            group = next((g for g in sentence.groups if at < g.start <= at + _LONGEST_OFFICE), None)
            verbs = group is not None and any(v.finite and at < v.index < group.start for v in sentence.verbs)
            named = group is not None and group.word is None and sentence.lower(at) == "by"
            direct = group is not None and (group.start == at + 1 or named)
            return cast.resolve(group) if group is not None and direct and not verbs else ()
    return ()


def _places(sentence: Sentence, noun: int) -> tuple[Located, ...]:
    colon = next((i for i in range(noun + 1, min(noun + 6, len(sentence.tokens))) if sentence.lower(i) == ":"), None)
    if colon is not None and not any(noun < v.index < colon for v in sentence.verbs):
        named = located(sentence, range(colon + 1, len(sentence.tokens)))
        return tuple(p for p in named if p.preposition in ("to", "in", "", None))
    stretch = trip_stretch(sentence, noun)
    way = next((i for i in stretch if sentence.lower(i) in ("way", "route")), stretch.stop)
    found = of_prepositions(located(sentence, range(stretch.start, way)), _TO)
    inner = next((v.index for v in sentence.verbs if v.index > noun and not v.finite), None)
    found = tuple(p for p in found if inner is None or p.index < inner)
    if not found:
        is_to = next((v for v in sentence.verbs if v.index > noun and v.finite), None)
        if is_to is not None and is_to.lemma == "be" and sentence.lower(is_to.end) == "to":
            found = of_prepositions(located(sentence, sentence.reach(is_to)), _TO)
        elif is_to is not None and is_to.lemma == "be" and is_to.index == noun + 1 and sentence.lower(noun) in _STOPS:
            # "Her next destinations are A and B".
            named = located(sentence, sentence.reach(is_to))
            found = tuple(p for p in named if p.preposition is None and p.distance == 0)
    if found or noun == 0 or sentence.lower(noun) in MEETING_NOUNS:
        return found
    awaiting = sentence.verb_before(noun)
    if awaiting is not None and awaiting.lemma in _AWAITS and awaiting.index in sentence.places:
        # "A is awaiting a visit by X".
        host = sentence.places[awaiting.index]
        return (Located(sentence.tokens.index(host), host, None, 0),)
    token = sentence.tokens[noun - 1]
    return (Located(noun - 1, token, None, 0),) if token.kind == "place" else ()


def _visits(sentence: Sentence, cast: Cast, trip: Trip, places: tuple[Located, ...]) -> Iterator[Found]:
    status, weak, verb = outcome(sentence, trip)
    if status is None:
        return
    owners = trip.owners or (() if trip.owned else traveller(sentence, cast, trip, verb, status))
    if not owners:
        return
    whole = range(trip.start, len(sentence.tokens))
    for number, place in enumerate(places):
        date = trip_date(sentence, trip, verb, status, place)
        if status == "completed" and verb is not None and date is not None and _next_days(sentence, verb, date):
            status = "planned"
        if len(places) > 1 and verb is not None and _bounds_tour(verb, first=number == 0):
            date = None
        yield Found(
            owners,
            place,
            status,
            date,
            weak=weak,
            days=duration(sentence, range(trip.start, trip.noun)),
            ends=verb is not None and verb.lemma in ENDS and date is not None and not _began(sentence, whole),
        )


def _bounds_tour(verb: Verb, *, first: bool) -> bool:
    """Tell whether a date that ends or begins a tour of several places is not that of the place."""
    return verb.lemma in ENDS or (verb.lemma in BEGINS and not first)


def _next_days(sentence: Sentence, verb: Verb, date: int) -> bool:
    """Tell a schedule told in the present tense: "makes a round of the region: A on Monday"."""
    phrase = sentence.tokens[date].date
    simple = verb.tense == "present" and not (verb.perfect or verb.passive or verb.lemma in ("be", "have"))
    return simple and phrase is not None and phrase.form in ("weekday", "day")


def _began(sentence: Sentence, stretch: range) -> bool:
    return any(sentence.lower(i) in ("began", "started", "starting", "beginning", "begins", "from") for i in stretch)


def _meeting(sentence: Sentence, cast: Cast, trip: Trip, places: tuple[Located, ...]) -> Iterator[Found]:
    """Give the visits of a meeting that names its parties: "talks between X and Y in", "X's meeting with Y in"."""
    named = [(p, False) for p in trip.owners]
    for group in sentence.groups:
        ahead = trip.noun < group.start < places[0].index
        ahead |= sentence.lower(group.start - 1) == "between" and group.start in trip_stretch(sentence, trip.noun)
        if ahead and sentence.lower(group.start - 1) in ("between", "with", "of"):
            named += [(p, p.name in group.local) for p in cast.resolve(group) if p not in trip.owners]
    named += _gathered(sentence, cast, trip)
    between = any(sentence.lower(g.start - 1) == "between" for g in sentence.groups)
    if not named or not (trip.owners or between or _gathered(sentence, cast, trip)):
        return
    status, weak, verb = outcome(sentence, trip)
    if status is None:
        return
    for place in places:
        date = trip_date(sentence, trip, verb, status, place)
        yield Found(away(cast, tuple(named), place), place, status, date, weak=weak)


def _gathered(sentence: Sentence, cast: Cast, trip: Trip) -> list[tuple[Person, bool]]:
    """Give the persons that a meeting brings together."""
    verb = next((v for v in sentence.verbs if v.finite and v.index > trip.noun), None)
    if verb is None or verb.lemma not in ("bring", "gather", "unite", "group", "attract") or verb.passive:
        return []
    reach = sentence.reach(verb)
    return [(p, p.name in g.local) for g in sentence.groups if g.start in reach for p in cast.resolve(g)]
