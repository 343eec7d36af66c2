"""A verb in its sentence in; the places to which its subject goes, or in which he or she stays, out."""

from __future__ import annotations

from geo.events.clauses import Sentence
from geo.events.lexicon import CARRY, MOVE, REACH, TRIP_NOUNS
from geo.events.places import Located, of_prepositions
from geo.events.verbs import Verb
from geo.events.words import word_set

_TO = word_set("to into onto in at on via through")
_FOR = _TO | {"for"}

AT = word_set("in at on inside near")
_IN_OF = AT | {"of"}
_BOUND = {
    "come": frozenset({"to", "into", "through"}),
    "leave": frozenset({"for"}),
    "depart": frozenset({"for"}),
    "head": frozenset({"for", "to", "into"}),
    "set": frozenset({"for", "in", "on"}),
    "call": frozenset({"at", "in"}),
    "pass": frozenset({"through"}),
    "cross": frozenset({"into", "to"}),
    "go": frozenset({"to", "into", "through", "via", "in"}),
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
    set call take turn check drop pass pop swing step hop move race rush march continue proceed flock
    ride board get
    """
)
"""Verbs of many meanings: the preposition must follow at once ("called at Split", not "called on leaders in Split")."""
_NEEDS_PARTICLE = {
    "touch": frozenset({"down"}),
    "set": frozenset({"off", "out", "foot", "eyes"}),
    "show": frozenset({"up"}),
}
_VEHICLES = word_set("flight plane train boat bus ferry helicopter jet way car taxi")
_CARRIED = word_set(
    "campaign message tour roadshow delegation appeal protest mission charm offensive shuttle diplomacy search"
)
"""What one takes to a place by going there."""
_LEADS_TO = TRIP_NOUNS | word_set("way route road invitation ties relations ambassador message letter")
"""Nouns whose "to PLACE" is not where the verb goes: "on her way to", "returned from a visit to"."""
_STAY = 6
"""Tokens from "from" to the place of a stay: "from three long days in"."""
_AGAIN = word_set("last first never")
"""Before "saw" and a place: "last saw Lima in 2015"."""


def goes_to(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places that the verb's subject goes to, enters or stays in."""
    if direct := _enters(sentence, verb, places):
        return direct
    if verb.lemma in ("make", "board", "take", "catch", "bring", "carry") and not verb.passive:
        return _taking(sentence, verb, places)
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
    if verb.lemma == "go" and not sentence.lower(verb.index + 1).endswith("ing"):
        # "Went sightseeing in A", but "went missing" and "went up in flames" tell of no journey.
        fitting = tuple(p for p in fitting if p.preposition != "in")
    fitting = tuple(
        p
        for p in fitting
        if p.index - p.distance - 2 <= verb.index
        or sentence.lower(p.index - p.distance - 2) not in _LEADS_TO
        or sentence.lower(p.index - p.distance - 3) == "by"
    )
    # "Returned from three days in A" tells where somebody comes from.
    fitting = tuple(p for p in fitting if not comes_from(sentence, verb, p))
    return without_purpose(sentence, verb, fitting)


def comes_from(sentence: Sentence, verb: Verb, place: Located) -> bool:
    """Tell whether a place is that of a stay just over: "back from three days in A"."""
    before = [sentence.lower(i) for i in range(max(verb.end, place.index - _STAY), place.index)]
    return place.preposition in AT and "from" in before and not any(w in ("to", "into") for w in before)


def _enters(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places that are a verb's own object ("reached A", "last saw B") or that somebody "has been to"."""
    if verb.lemma == "be":
        return of_prepositions(places, frozenset({"to"})) if _has_been_to(verb, places) else ()
    if verb.passive:
        return ()
    if verb.lemma == "see" and _AGAIN & {sentence.lower(verb.first - 1), sentence.lower(verb.index - 1)}:
        return tuple(p for p in places if p.preposition is None and p.distance == 0)
    return tuple(p for p in places if p.preposition is None or p.preposition in _IN_OF) if verb.lemma in REACH else ()


def _has_been_to(verb: Verb, places: tuple[Located, ...]) -> bool:
    """Tell "has been to A", a stay, from "has been close to A" and "the first was to A"."""
    first = next((p for p in places if p.preposition == "to"), None)
    return verb.perfect and first is not None and first.index - first.distance - 1 <= verb.index + 1


def _taking(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give where one goes by "took off for", "took a train to", "made her way to", "carries his campaign to"."""
    if verb.particle == "off":
        return of_prepositions(places, frozenset({"for"}))
    to = of_prepositions(places, frozenset({"to"}))
    if _by_vehicle(sentence, verb):
        return tuple(p for p in to if _by_way(sentence, p) in _VEHICLES)
    carries = verb.lemma == "carry" and not verb.passive
    return to if carries or (verb.lemma in ("take", "bring") and _carries_on(sentence, places)) else ()


def _by_way(sentence: Sentence, place: Located) -> str:
    """Give the noun that "to PLACE" belongs to, also past "from A"."""
    at = place.index - place.distance - 2
    if sentence.tokens[at].kind == "place" and sentence.lower(at - 1) == "from":
        at -= 2
    return sentence.lower(at)


def _carries_on(sentence: Sentence, places: tuple[Located, ...]) -> bool:
    """Tell "takes his campaign to", which moves the speaker, from "took the case to", which need not."""
    first = next((p for p in places if p.preposition == "to"), None)
    if first is not None and any(p.preposition == "from" and p.index < first.index for p in places):
        return True
    return first is not None and sentence.lower(first.index - first.distance - 2) in _CARRIED


def _by_vehicle(sentence: Sentence, verb: Verb) -> bool:
    """Tell "boarded a flight to" and "made her way to" from the verbs' other senses."""
    return not verb.passive and any(sentence.lower(i) in _VEHICLES for i in sentence.reach(verb))


def without_purpose(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Leave out places of a purpose: in "flew to Rome to attend a summit in Bari" Bari belongs to "attend"."""
    inner = next((v.index for v in sentence.verbs if v.index > verb.index and not v.finite), None)
    return tuple(p for p in places if inner is None or p.index < inner)


def flies_in(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the dateline's place as where somebody arrives of whom the sentence does not say where: "flew in from A"."""
    arrives = verb.lemma in ("arrive", "land") or (verb.lemma in ("fly", "jet") and verb.particle == "in")
    arrives = arrives or (verb.lemma == "come" and verb.particle in ("in", "over") and bool(places))
    awaited = verb.passive and verb.lemma in ("expect", "await") and sentence.lower(verb.end) != "to"
    if (
        sentence.here is None
        or (verb.passive and not awaited)
        or not (arrives or awaited)
        or any(p.preposition != "from" for p in places)
    ):
        return ()
    return (Located(verb.index, sentence.here, "in", 0),)
