"""A verb in its sentence in; the places in which it puts its subject out."""

from __future__ import annotations

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
    ROLE_WORDS,
    SPEECH,
    TRIP_NOUNS,
)
from geo.events.places import Located, located, of_prepositions
from geo.events.verbs import Verb
from geo.events.words import word_set

_TO = word_set("to into onto in at on via through")
_FOR = _TO | {"for"}

AT = word_set("in at on inside near")
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
    "get": frozenset({"to"}),
    "shuttle": frozenset({"between", "to"}),
    "commute": frozenset({"between", "to"}),
}
"""Verbs that take only these prepositions of a place: "left for", never "left in"."""
_ADJACENT = word_set(
    """
    set call take turn check drop pass pop swing step hop move race rush march walk continue proceed flock
    ride board get
    """
)
"""Verbs of many meanings: the preposition must follow at once ("called at Split", not "called on leaders in Split")."""
_NEEDS_PARTICLE = {"touch": frozenset({"down"}), "set": frozenset({"off", "out", "foot"}), "show": frozenset({"up"})}
_DUE = word_set("due expected awaited scheduled slated booked")
_RECEIVED = HOST | word_set("meet see honour honor decorate expect await schedule")
"""Verbs whose passive puts the subject there: "was received in"."""
_NOT_BODILY = word_set(
    "discuss face support endorse ratify adopt see lead accept renew back answer debate reaffirm mark table"
)
_HAPPENINGS = word_set(
    """
    war conflict crisis situation fighting violence attack attacks bombing bombings protests protest unrest elections
    election coup killing killings crackdown ceasefire truce peace developments events investment people government
    troops rights famine earthquake floods flood fire siege offensive operations refugees hostages civilians opposition
    companies prisoners
    """
)
"""A noun before "in PLACE" that says what is there, not where the deed is done."""
_SPANS = word_set("days hours day rounds round series weeks minutes night")
"""Measures before "of talks": they are held there all the same."""
_TAKES_PART = word_set("attend join address open chair host lead leave quit close")
_VEHICLES = word_set("flight plane train boat bus ferry helicopter jet way")
_CARRIED = word_set(
    "campaign message tour roadshow delegation appeal protest mission charm offensive shuttle diplomacy search"
)
"""What one takes to a place by going there."""
_LEADS_TO = TRIP_NOUNS | word_set("way route road invitation ties relations ambassador message letter")
"""Nouns whose "to PLACE" is not where the verb goes: "on her way to", "returned from a visit to"."""
_BE_WITH = word_set("back still present now also on early late")
_AT_MEETING = word_set("at during after following of to from before in attending")


def from_afar(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether a deed is done from afar: "spoke by video link to a conference in"."""
    first = verb is next((v for v in sentence.verbs if v.finite), None)
    for at in range(0 if first else verb.first, sentence.reach(verb).stop):
        if sentence.lower(at) in ("remotely", "virtually", "online"):
            return True
        if sentence.lower(at) in REMOTE and (
            sentence.lower(at - 1) in ("by", "via", "over", "through", "a", "joint")
            or sentence.lower(at + 1) in ("talks", "call", "conversation", "conference")
        ):
            return True
    return False


def goes_to(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places that the verb's subject goes to, enters or stays in."""
    if verb.lemma in REACH and not verb.passive:
        direct = tuple(p for p in places if p.preposition is None or p.preposition in AT | {"of"})
        if direct:
            return direct
    if verb.lemma in ("make", "board", "take", "catch") and _by_vehicle(sentence, verb):
        return tuple(
            p
            for p in of_prepositions(places, frozenset({"to"}))
            if sentence.lower(p.index - p.distance - 2) in _VEHICLES
        )
    if verb.lemma in ("take", "bring", "carry") and not verb.passive and verb.particle != "off":
        return of_prepositions(places, frozenset({"to"})) if _carries_on(sentence, places) else ()
    if (verb.lemma, verb.particle) == ("take", "off"):
        return of_prepositions(places, frozenset({"for"}))
    carried = verb.lemma in CARRY and verb.passive
    if not carried and (verb.lemma not in MOVE or verb.passive):
        return ()
    if verb.lemma in ("call", "put") and verb.particle == "off":
        return ()
    needed = _NEEDS_PARTICLE.get(verb.lemma)
    if needed and verb.particle not in needed and sentence.lower(verb.index + 1) not in needed:
        return ()
    fitting = of_prepositions(places, _BOUND.get(verb.lemma, _FOR if verb.particle in ("off", "out") else _TO))
    if verb.lemma in _ADJACENT and not carried and not any(p.preposition == "into" for p in fitting):
        fitting = tuple(p for p in fitting if p.index - p.distance - verb.end <= 2 or p is not fitting[0])
    fitting = tuple(
        p
        for p in fitting
        if p.index - p.distance - 2 <= verb.index
        or sentence.lower(p.index - p.distance - 2) not in _LEADS_TO
        or sentence.lower(p.index - p.distance - 3) == "by"
    )
    return _without_purpose(sentence, verb, fitting)


def _carries_on(sentence: Sentence, places: tuple[Located, ...]) -> bool:
    """Tell "takes his campaign to", which moves the speaker, from "took the case to", which need not."""
    first = next((p for p in places if p.preposition == "to"), None)
    if first is not None and any(p.preposition == "from" and p.index < first.index for p in places):
        return True
    return first is not None and sentence.lower(first.index - first.distance - 2) in _CARRIED


def _by_vehicle(sentence: Sentence, verb: Verb) -> bool:
    """Tell "boarded a flight to" and "made her way to" from the verbs' other senses."""
    return not verb.passive and any(sentence.lower(i) in _VEHICLES for i in sentence.reach(verb))


def _without_purpose(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Leave out places of a purpose: in "flew to Rome to attend a summit in Bari" Bari belongs to "attend"."""
    inner = next((v.index for v in sentence.verbs if v.index > verb.index and not v.finite), None)
    return tuple(p for p in places if inner is None or p.index < inner)


def is_at(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places in which the verb's subject must be for its deed."""
    at = _without_purpose(sentence, verb, of_prepositions(places, AT))
    if not at:
        return ()
    if verb.lemma == "be" and sentence.lower(verb.end) == "on" and sentence.lower(verb.end + 2) == "way":
        return ()
    if verb.lemma == "be":
        between = [sentence.lower(i) for i in range(verb.end, at[0].index - at[0].distance - 1)]
        return at if all(w in _DUE | _BE_WITH for w in between) or {"guest", "guests"} & set(between) else ()
    if verb.passive or verb.tense == "participle":
        return at if verb.lemma in (HOST if verb.tense == "participle" else _RECEIVED) else ()
    if verb.lemma == "call":
        at = _called_on(sentence, verb, at)
    if verb.lemma == "do" and sentence.lower(verb.end) == "so":
        return at
    if verb.lemma in ("leave", "quit"):
        return tuple(p for p in at if any(sentence.lower(i) in MEETING_NOUNS for i in range(verb.end, p.index)))
    if verb.lemma in SPEECH - PRESENCE or verb.lemma == "speak":
        done_there = tuple(p for p in at if _audience_only(sentence, verb, p))
    else:
        done_there = tuple(p for p in at if verb.lemma in PRESENCE and not _of_something_else(sentence, verb, p))
    return done_there or _at_meeting(sentence, at)


def _called_on(sentence: Sentence, verb: Verb, at: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give where somebody is called on; "called on X to resign" and "called on Riyadh" are demands."""
    asked = any(v.tense == "infinitive" and v.index in sentence.reach(verb) for v in sentence.verbs)
    return () if asked else tuple(p for p in at if not (p.preposition == "on" and p.index == verb.end + 1))


def in_meeting_name(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the town after which a meeting is called that the subject takes part in: "attended the Brussels summit"."""
    if verb.passive or verb.lemma not in _TAKES_PART:
        return ()
    return tuple(
        p
        for p in places
        if p.preposition is None and p.distance <= 2 and sentence.lower(p.index + 1) in MEETING_NOUNS and _is_town(p)
    )


def _is_town(place: Located) -> bool:
    toponym = place.token.toponym
    return toponym is not None and toponym.place is not None and toponym.place.precision in ("city", "site")


def _of_something_else(sentence: Sentence, verb: Verb, place: Located) -> bool:
    """Tell whether the place belongs to what is talked of: "discussed the war in", "addressed the crisis in"."""
    words = [sentence.lower(i) for i in range(verb.end, place.index - place.distance - 1)]
    if verb.lemma == "agree" and "on" in words:
        return True
    if verb.lemma == "report" and words[:1] != ["to"]:
        return True
    if words and words[-1] in _HAPPENINGS:
        return True
    if words and words[-1] in MEETING_NOUNS and "of" in words and not set(words) & _SPANS:
        return not _attended(sentence, place.index - place.distance - 2)
    if verb.lemma in _NOT_BODILY and _in_company(sentence, place.index):
        return False
    return verb.lemma in _NOT_BODILY and not any(w in MEETING_NOUNS for w in words)


def _in_company(sentence: Sentence, place: int) -> bool:
    """Tell whether the deed is done with somebody in the place: "discussed it in Paris with X"."""
    return sentence.lower(place + 1) == "with" and any(
        g.start <= place + 4 and g.end > place + 2 for g in sentence.groups
    )


def _audience_only(sentence: Sentence, verb: Verb, place: Located) -> bool:
    start = place.index - place.distance - 1
    return all(
        sentence.lower(i) in AUDIENCE
        or sentence.tokens[i].kind in ("adjective", "date")
        or (sentence.tokens[i].kind == "person" and (i <= verb.end + 1 or verb.lemma == "call"))
        or (verb.lemma == "call" and sentence.lower(i) in ROLE_WORDS | {"prime", "foreign"})
        or sentence.lower(i) in ("on", "at", "in", "to")
        for i in range(verb.end, start)
    )


def _at_meeting(sentence: Sentence, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places of meetings that the clause takes part in: "at a summit in", "after talks in"."""
    found = []
    for place in places:
        noun = place.index - place.distance - 2
        for at in range(noun, max(-1, noun - 7), -1):
            if sentence.lower(at) in MEETING_NOUNS and _attended(sentence, at):
                found.append(place)
                break
            if sentence.tokens[at].kind == "mark":
                break
    return tuple(found)


def _attended(sentence: Sentence, noun: int) -> bool:
    """Tell whether a preposition puts the subject into the meeting: "after talks", "on the sidelines of a summit"."""
    for at in range(noun - 1, max(-1, noun - 5), -1):
        lower = sentence.lower(at)
        if lower == "of":
            return sentence.lower(at - 1) in ("sidelines", "margins", "fringes", "part", "eve", "edge")
        if lower in _AT_MEETING:
            return True
    return False


def where_clause(sentence: Sentence, verb: Verb) -> tuple[Located, ...]:
    """Give the place that a clause tells more of: "to Geneva, where he met X"."""
    if verb.passive or not (verb.lemma in PRESENCE or verb.lemma in HOST):
        return ()
    for at in range(verb.first - 1, max(0, verb.first - 8), -1):
        if sentence.lower(at) == "where":
            before = at - 1 - (sentence.tokens[at - 1].text == ",")
            token = sentence.tokens[before] if before >= 0 else None
            found = token is not None and token.kind == "place"
            return (Located(before, sentence.tokens[before], "in", 0),) if found else ()
        if any(v.index == at for v in sentence.verbs if v.finite):
            return ()
    return ()


def _is_of_date(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].kind == "date" or sentence.lower(index) in ("on", "early", "late")


def opening_place(sentence: Sentence, verb: Verb) -> tuple[Located, ...]:
    """Give the place of "In PLACE" or "After talks in PLACE" at the head of a sentence, for its first verb."""
    first = next((v for v in sentence.verbs if v.finite), None)
    if verb is not first or verb.passive or not sentence.subjects.get(verb.index):
        return ()
    end = next((i for i in range(verb.first) if sentence.tokens[i].text == ","), verb.first)
    start = next((i for i in range(min(end, 4)) if sentence.lower(i) in ("in", "at")), None)
    dated = start is not None and all(_is_of_date(sentence, i) for i in range(start))
    if dated and verb.lemma in PRESENCE | SPEECH | HOST | {"be"}:
        places = located(sentence, range(min(end, 9)))
        if places and start is not None and places[0].index - places[0].distance == start + 1:
            return places[:1]
    if sentence.lower(0) in _AT_MEETING | {"on"}:
        return _at_meeting(sentence, located(sentence, range(end)))
    return ()
