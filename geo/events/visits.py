"""A sentence read for its clauses in; the visits that its verbs tell of out.

Every rule here starts from a verb. Visits told by a noun ("his trip to") are in `trips`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.events.actors import Cast, Group
from geo.events.certainty import reality
from geo.events.clauses import Sentence
from geo.events.lexicon import (
    AUDIENCE,
    CARRY,
    HOST,
    MEETING_NOUNS,
    MOVE,
    PRESENCE,
    REACH,
    REMOTE,
    SKIP,
    SPEECH,
    TRIP_NOUNS,
)
from geo.events.places import Located, located, of_prepositions
from geo.events.timing import date_near
from geo.events.verbs import Verb
from geo.events.words import word_set
from geo.types import Person, Status

_TO = word_set("to into onto in at on via through")
_FOR = _TO | {"for"}
_AT = word_set("in at on inside near")
_BOUND = {
    "come": frozenset({"to", "into", "through"}),
    "leave": frozenset({"for"}),
    "depart": frozenset({"for"}),
    "head": frozenset({"for", "to", "into"}),
    "set": frozenset({"for", "in", "on"}),
    "call": frozenset({"at", "in"}),
    "pass": frozenset({"through"}),
    "cross": frozenset({"into", "to"}),
    "go": frozenset({"to", "into", "through", "via"}),
    "sail": frozenset({"for", "to", "into"}),
    "continue": frozenset({"to"}),
    "turn": frozenset({"in"}),
}
"""Verbs that take only these prepositions of a place: "left for", never "left in"."""
_ADJACENT = word_set(
    """
    set call take turn check drop pass pop swing step hop move race rush march walk continue proceed flock
    ride board
    """
)
"""Verbs of many meanings: the preposition must follow at once ("called at Split", not "called on leaders in Split")."""
_NEEDS_PARTICLE = {"touch": frozenset({"down"}), "set": frozenset({"off", "out", "foot"})}
_MEETS = word_set(
    """
    meet join greet see accompany confer hold sign talk speak dine lunch breakfast negotiate host initial
    address open chair consult
    """
)
_TAKES_PART = word_set("attend join participate take address")
_WITHDRAWS = {("pull", "out"), ("back", "out"), ("stay", "away"), ("withdraw", None), ("drop", "out"), ("duck", "out")}
_DUE = word_set("due expected awaited scheduled slated booked")
_LEADS_TO = TRIP_NOUNS | word_set("way route road invitation ties relations ambassador message letter")
"""Nouns whose "to PLACE" is not where the verb goes: "on her way to", "returned from a visit to"."""
_AT_MEETING = word_set("at during after following of to from before in attending")


@dataclass(frozen=True, slots=True)
class Found:
    """A visit as found in a sentence, before its date is resolved."""

    persons: tuple[Person, ...]
    place: Located
    status: Status
    date: int | None
    """The index of the date token that tells when."""
    weak: bool = False
    """True where the words alone do not say whether it took place: another mention decides."""
    days: int | None = None
    ends: bool = False
    """True where the date is the last day of the visit."""


def verb_visits(sentence: Sentence, cast: Cast) -> Iterator[Found]:
    """Give the visits that the verbs of a sentence tell of."""
    if _remote(sentence):
        return
    for verb in sentence.verbs:
        real = reality(sentence, verb)
        absences = tuple(_absences(sentence, verb, real))
        yield from absences
        if real == "unreal" or absences:
            continue
        status: Status = "completed" if real == "completed" else "planned" if real == "planned" else "cancelled"
        for persons, place in _presences(sentence, verb, cast):
            if persons:
                yield Found(persons, place, status, date_near(sentence, verb, place.index, sentence.reach(verb)))


def _remote(sentence: Sentence) -> bool:
    """Tell whether somebody speaks from afar: "by video link to a conference in"."""
    return any(
        (token.lower in REMOTE and sentence.lower(i - 1) in ("by", "via", "over", "through", "a", "joint", "the", "by"))
        or token.lower in ("remotely", "virtually")
        for i, token in enumerate(sentence.tokens)
    )


def _presences(sentence: Sentence, verb: Verb, cast: Cast) -> Iterator[tuple[tuple[Person, ...], Located]]:
    stretch = sentence.reach(verb)
    places = located(sentence, stretch)
    subject = sentence.subjects.get(verb.index, ())
    if _is_host(verb):
        yield from _hosted(sentence, verb, cast, places)
        return
    moved = _motion(sentence, verb, places)
    if moved:
        companions = _companions(sentence, verb, cast)
        for place in moved:
            yield subject + away(cast, companions, place), place
        return
    at = _stationary(sentence, verb, places)
    at = at or _opening_place(sentence, verb)
    for place in at:
        present = away(cast, tuple((p, False) for p in subject), place)
        yield present + away(cast, _companions(sentence, verb, cast), place), place


def _is_host(verb: Verb) -> bool:
    return verb.lemma in HOST and not verb.passive and verb.tense != "participle"


def _motion(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places that the verb's subject goes to, enters or stays in."""
    if verb.lemma in REACH and not verb.passive:
        direct = tuple(p for p in places if p.preposition is None or p.preposition in _AT | {"of"})
        if direct:
            return direct
    carried = verb.lemma in CARRY and verb.passive
    if not carried and (verb.lemma not in MOVE or verb.passive):
        return ()
    needed = _NEEDS_PARTICLE.get(verb.lemma)
    if needed and verb.particle not in needed and sentence.lower(verb.index + 1) not in needed:
        return ()
    fitting = of_prepositions(places, _BOUND.get(verb.lemma, _FOR if verb.particle in ("off", "out") else _TO))
    if verb.lemma in _ADJACENT and not carried:
        fitting = tuple(p for p in fitting if p.index - p.distance - verb.end <= 2 or p is not fitting[0])
    fitting = tuple(p for p in fitting if sentence.lower(p.index - p.distance - 2) not in _LEADS_TO)
    return _without_purpose(sentence, verb, fitting)


def _without_purpose(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Leave out places of a purpose: in "flew to Rome to attend a summit in Bari" Bari belongs to "attend"."""
    inner = next((v.index for v in sentence.verbs if v.index > verb.index and not v.finite), None)
    return tuple(p for p in places if inner is None or p.index < inner)


def _stationary(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places in which the verb's subject must be for its deed."""
    at = _without_purpose(sentence, verb, of_prepositions(places, _AT))
    if not at:
        return ()
    if verb.lemma == "be":
        between = [sentence.lower(i) for i in range(verb.end, at[0].index - at[0].distance - 1)]
        return at if all(w in _DUE or w in ("back", "still", "present", "now", "also") for w in between) else ()
    if verb.passive and verb.lemma in HOST | {
        "meet",
        "see",
        "honour",
        "honor",
        "decorate",
        "expect",
        "await",
        "schedule",
    }:
        return at
    if verb.tense == "participle":
        return at if verb.lemma in HOST else ()
    if verb.passive:
        return ()
    if (verb.lemma in SPEECH and verb.lemma not in PRESENCE - {"confirm"}) or verb.lemma in ("speak", "address"):
        said = tuple(p for p in at if _audience_only(sentence, verb, p))
        return said or _at_meeting(sentence, at)
    if verb.lemma in PRESENCE:
        return tuple(p for p in at if not _of_something_else(sentence, verb, p)) or _at_meeting(sentence, at)
    return _at_meeting(sentence, at)


def _of_something_else(sentence: Sentence, verb: Verb, place: Located) -> bool:
    """Tell whether the place belongs to what is talked of: "discussed the war in", "condemned the attack in"."""
    if verb.lemma not in (
        "discuss",
        "mark",
        "make",
        "give",
        "take",
        "see",
        "begin",
        "start",
        "end",
        "conclude",
        "face",
        "lead",
        "support",
        "accept",
        "launch",
        "finish",
        "endorse",
        "ratify",
        "consult",
        "share",
        "adopt",
        "break",
        "renew",
    ):
        return False
    words = [sentence.lower(i) for i in range(verb.end, place.index)]
    return not any(w in MEETING_NOUNS for w in words)


def _audience_only(sentence: Sentence, verb: Verb, place: Located) -> bool:
    start = place.index - place.distance - 1
    return all(
        sentence.lower(i) in AUDIENCE
        or sentence.tokens[i].kind in ("adjective", "date")
        or sentence.lower(i) in ("on", "at", "in", "to")
        for i in range(verb.end, start)
    )


def _at_meeting(sentence: Sentence, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places of meetings that the clause takes part in: "at a summit in", "after talks in"."""
    found = []
    for place in places:
        noun = place.index - place.distance - 2
        for at in range(noun, max(-1, noun - 7), -1):
            if sentence.lower(at) in MEETING_NOUNS and any(
                sentence.lower(i) in _AT_MEETING for i in range(max(0, at - 4), at)
            ):
                found.append(place)
                break
            if sentence.tokens[at].kind == "mark":
                break
    return tuple(found)


def _opening_place(sentence: Sentence, verb: Verb) -> tuple[Located, ...]:
    """Give the place of "In PLACE" or "After talks in PLACE" at the head of a sentence, for its first verb."""
    first = next((v for v in sentence.verbs if v.finite), None)
    if verb is not first or verb.passive or not sentence.subjects.get(verb.index):
        return ()
    end = next((i for i in range(verb.first) if sentence.tokens[i].text == ","), verb.first)
    if sentence.lower(0) in ("in", "at") and verb.lemma in PRESENCE | SPEECH | {"be"}:
        places = located(sentence, range(min(end, 6)))
        if places and places[0].index - places[0].distance == 1:
            return places[:1]
    if sentence.lower(0) in _AT_MEETING | {"on"}:
        return _at_meeting(sentence, located(sentence, range(end)))
    return ()


def _companions(sentence: Sentence, verb: Verb, cast: Cast) -> tuple[tuple[Person, bool], ...]:
    """Give the persons whom the clause names beside its subject, each with whether the words call them at home."""
    subject = sentence.subjects.get(verb.index, ())
    found: list[tuple[Person, bool]] = []
    for group in sentence.groups:
        if group.start < verb.end or group.start not in sentence.reach(verb):
            continue
        before = sentence.lower(group.start - 1)
        direct = group.start == verb.end and verb.lemma in _MEETS and not verb.passive
        if direct or before in ("with", "alongside") or _continues(sentence, group, verb):
            found += [(p, p.name in group.local) for p in cast.resolve(group, subject) if p not in subject]
    return tuple(found) if verb.lemma in _MEETS | MOVE | PRESENCE else ()


def _continues(sentence: Sentence, group: Group, verb: Verb) -> bool:
    """Tell whether a group goes on with a row of companions: "with X, Y and Z"."""
    if sentence.lower(group.start - 1) not in ("and", ","):
        return False
    earlier = next((g for g in reversed(sentence.groups) if g.end < group.start and g.start >= verb.end), None)
    return earlier is not None and group.start - earlier.end <= 2


def away(cast: Cast, persons: tuple[tuple[Person, bool], ...], place: Located) -> tuple[Person, ...]:
    """Keep the persons who are not at home in a place: the president of a country is no visitor in his own."""
    there = place.token.toponym.place.country if place.token.toponym and place.token.toponym.place else None
    return tuple(p for p, local in persons if not local and (there is None or cast.countries.get(p.name) != there))


def _hosted(
    sentence: Sentence, verb: Verb, cast: Cast, places: tuple[Located, ...]
) -> Iterator[tuple[tuple[Person, ...], Located]]:
    hosts = sentence.subjects.get(verb.index, ())
    stretch = sentence.reach(verb)
    guests: tuple[Person, ...] = ()
    for group in sentence.groups:
        if group.start in stretch and (
            group.start <= verb.end + 1 or (guests and sentence.lower(group.start - 1) in ("and", ","))
        ):
            guests += cast.resolve(group, hosts)
    where = of_prepositions(places, frozenset({"in", "at", "to", "on"}))
    if not where and verb.index in sentence.places:
        token = sentence.places[verb.index]
        index = sentence.tokens.index(token)
        where = (Located(index, token, None, 0),)
    for place in where:
        yield tuple(g for g in guests if g not in hosts), place


def _absences(sentence: Sentence, verb: Verb, real: str) -> Iterator[Found]:
    """Give the visits that the subject does not make: a summit skipped, boycotted or not attended."""
    stretch = sentence.reach(verb)
    subject = sentence.subjects.get(verb.index, ())
    if not subject:
        return
    withdraws = (verb.lemma, verb.particle) in _WITHDRAWS
    skips = verb.lemma in SKIP or withdraws
    declines = verb.negated and verb.lemma in _TAKES_PART and verb.tense in ("future", "past", "present", "conditional")
    if not (skips and real in ("completed", "planned")) and not declines:
        return
    if not any(sentence.lower(i) in MEETING_NOUNS for i in stretch):
        return
    for place in of_prepositions(located(sentence, stretch), _AT):
        yield Found(subject, place, "cancelled", date_near(sentence, verb, place.index, stretch))
