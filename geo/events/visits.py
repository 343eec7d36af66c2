"""A sentence read for its clauses in; the visits that its verbs tell of out.

Every rule here starts from a verb. Visits told by a noun ("his trip to") are in `trips`.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo.events.absences import absences
from geo.events.cast import PLURAL_ROLES, Cast, Group
from geo.events.certainty import reality, thwarted
from geo.events.clauses import Sentence
from geo.events.deeds import from_afar, is_at
from geo.events.found import Found
from geo.events.lexicon import (
    HOST,
    MEETING_NOUNS,
    MOVE,
    PRESENCE,
)
from geo.events.offices import TITLE_WORDS
from geo.events.places import Located, located, of_prepositions
from geo.events.presence import AT, comes_from, flies_in, goes_to
from geo.events.scene import in_meeting_name, opening_place, where_clause
from geo.events.timing import date_near
from geo.events.verbs import Verb
from geo.events.words import word_set
from geo.gazetteer import capitals
from geo.types import Person, Status

_MEETS = word_set(
    """
    meet join greet see accompany confer hold sign talk speak dine lunch breakfast negotiate host initial
    address open chair consult
    """
)
_OUT_AND_ABOUT = word_set(
    """
    open inaugurate address speak lay attend campaign cut plant unveil launch pray spend celebrate dedicate tour
    kneel walk watch bury commemorate honour honor vote be
    """
)
"""Deeds for which one leaves the capital."""
_COMES_BACK = MOVE | {"be", "get"}
_OFFICE = 4
"""Tokens of an office between "sends" and the name of who is sent."""
_OF_OFFICE = (
    TITLE_WORDS | PLURAL_ROLES | word_set("his her their its 's and , counterpart counterparts colleague colleagues")
)
_TELLS = word_set("show tell promise assure ask urge warn inform brief")
"""Speaking to somebody: with "in PLACE" both are there."""
_DIRECTLY = _MEETS | _TELLS
_IN_COMPANY = _DIRECTLY | MOVE | PRESENCE
_MEETINGS = MEETING_NOUNS | {"meet", "talk"}
_BY_HAND = word_set("sign initial open inaugurate unveil launch chair attend dedicate consecrate seal")
"""Deeds done in person, told in the passive with who did them."""


def verb_visits(sentence: Sentence, cast: Cast) -> Iterator[Found]:
    """Give the visits that the verbs of a sentence tell of."""
    told: set[int] = set()
    for verb in sentence.verbs:
        real = reality(sentence, verb)
        missed = tuple(absences(sentence, verb, real))
        yield from missed
        if real == "unreal" or missed or from_afar(sentence, verb):
            continue
        status: Status = _awaited(sentence, verb) if real == "completed" and _is_awaited(sentence, verb) else real
        for everybody, place in _presences(sentence, verb, cast):
            # "Was to have gone with her to A": that he stayed behind says nothing of her.
            persons = sentence.subjects.get(verb.index, ()) if status == "cancelled" else everybody
            if persons:
                when = (
                    date_near(sentence, verb, place.index, sentence.reach(verb)) if place.index >= verb.index else None
                )
                if place.index < verb.first and _dates_it(sentence, verb, place, told, status):
                    when = date_near(sentence, verb, place.index, sentence.reach(verb))
                told.add(place.index)
                yield Found(persons, place, status, when, present=verb.tense == "present")
        if real == "completed":
            yield from _returns(sentence, verb, cast)
            yield from _leaves(sentence, verb, cast)


def _dates_it(sentence: Sentence, verb: Verb, place: Located, told: set[int], status: Status) -> bool:
    """Tell whether the date of a deed is that of the stay in a place named before it.

    Of "flew to A, where she spoke on Monday" it is not: the flight is the visit, and may have been earlier.
    """
    clause = "where" in (sentence.lower(place.index + 1), sentence.lower(place.index + 2))
    return not clause or status == "cancelled" or verb.lemma in MOVE or place.index not in told


def _is_awaited(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether the verb itself lies ahead: "is expected in", "is due in", "is on her way to"."""
    if verb.lemma == "be":
        after = [sentence.lower(i) for i in range(verb.end, verb.end + 4)]
        return "due" in after[:2] or after[:1] == ["bound"] or (after[:1] == ["on"] and after[2:3] == ["way"])
    return verb.passive and verb.lemma in ("expect", "await", "schedule", "book", "slate")


def _awaited(sentence: Sentence, verb: Verb) -> Status:
    """Tell "is expected in", a plan, from "had been expected in", a plan that came to nothing."""
    had = any(sentence.lower(i) == "had" for i in range(verb.first, verb.index))
    was = verb.tense == "past" and any(sentence.lower(i) in ("was", "were") for i in range(verb.first, verb.end))
    return "cancelled" if (had and verb.perfect) or (was and thwarted(sentence, verb.end)) else "planned"


def _returns(sentence: Sentence, verb: Verb, cast: Cast) -> Iterator[Found]:
    """Give the place from which the subject comes back: he was there, the text does not say when."""
    back = verb.particle in ("back", "home") or sentence.lower(verb.end) in ("back", "home")
    if not (verb.lemma == "return" or (back and verb.lemma in _COMES_BACK)) or verb.passive:
        return
    subject = tuple((p, False) for p in sentence.subjects.get(verb.index, ()))
    for place in located(sentence, sentence.reach(verb)):
        left = (place.preposition == "from" and place.distance <= 1) or comes_from(sentence, verb, place)
        if left and (persons := away(cast, subject, place)):
            yield Found(persons, place, "completed", None)


def _leaves(sentence: Sentence, verb: Verb, cast: Cast) -> Iterator[Found]:
    """Give the place that a foreigner leaves: "left Taiwan" tells of a stay, and not when it began."""
    if verb.lemma not in ("leave", "depart") or verb.passive:
        return
    if any(sentence.lower(i) == "for" for i in sentence.reach(verb)):
        # "Left Lima for Madrid" tells of the journey; where it began may be home.
        return
    foreign = tuple((p, False) for p in sentence.subjects.get(verb.index, ()) if cast.countries.get(p.name))
    for place in located(sentence, sentence.reach(verb))[:1]:
        if place.preposition is None and place.distance == 0 and (persons := away(cast, foreign, place)):
            yield Found(persons, place, "completed", None)


def _taken(sentence: Sentence, verb: Verb, cast: Cast) -> tuple[Person, ...]:
    """Give the object of "took": a trip that took him to a place is his presence there."""
    sends = verb.lemma in ("send", "dispatch")
    owned = bool(sentence.subjects.get(verb.index)) and not sends
    if (verb.lemma not in ("take", "bring", "lead", "carry") and not sends) or verb.passive or owned:
        return ()
    # "Sends a prefect, X, to A": an office may stand before the name.
    reach = verb.end + (_OFFICE if sends else 0)
    group = next((g for g in sentence.groups if verb.end <= g.start <= reach), None)
    return cast.resolve(group) if group is not None else ()


def _presences(sentence: Sentence, verb: Verb, cast: Cast) -> Iterator[tuple[tuple[Person, ...], Located]]:
    stretch = sentence.reach(verb)
    places = located(sentence, stretch)
    subject = sentence.subjects.get(verb.index, ())
    if verb.passive and verb.lemma in _BY_HAND:
        yield from ((persons, place) for place in is_in(places) if (persons := _agents(sentence, verb, cast, place)))
    if _is_host(verb):
        yield from _hosted(sentence, verb, cast, places)
        return
    taken = _taken(sentence, verb, cast)
    if taken:
        for place in of_prepositions(places, frozenset({"to", "through", "into"})):
            yield taken, place
        return
    moved = goes_to(sentence, verb, places)
    if moved:
        companions = tuple((p, local and _as_host(sentence, p)) for p, local in _companions(sentence, verb, cast))
        for place in moved:
            travellers = away(cast, tuple((p, False) for p in subject), place) if verb.lemma == "stay" else subject
            yield travellers + away(cast, companions, place), place
        return
    at = is_at(sentence, verb, places) or in_meeting_name(sentence, verb, places)
    at = at or where_clause(sentence, verb) or opening_place(sentence, verb)
    at = at or flies_in(sentence, verb, places)
    for place in at:
        alone = not any(sentence.lower(i) == "with" for i in stretch)
        home = alone and verb.lemma in _OUT_AND_ABOUT and _in_the_provinces(place)
        present = subject if home else away(cast, tuple((p, False) for p in subject), place)
        yield present + away(cast, _companions(sentence, verb, cast), place), place


def _in_the_provinces(place: Located) -> bool:
    """Tell whether a place is a town outside the capital, where also the country's own are visitors."""
    toponym = place.token.toponym
    return (
        toponym is not None
        and toponym.place is not None
        and toponym.place.precision in ("city", "site")
        and toponym.place.id not in capitals()
    )


def is_in(places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Keep the places in which a deed is done."""
    return of_prepositions(places, AT)


def _agents(sentence: Sentence, verb: Verb, cast: Cast, place: Located) -> tuple[Person, ...]:
    """Give who does a deed told in the passive: "was signed in Istanbul by X and Y"."""
    by = next((g for g in sentence.groups if g.start in sentence.reach(verb) and _after_by(sentence, g)), None)
    return away(cast, tuple((p, p.name in by.local) for p in cast.resolve(by)), place) if by else ()


def _after_by(sentence: Sentence, group: Group) -> bool:
    return any(sentence.lower(i) == "by" for i in range(max(0, group.start - 3), group.start))


def _as_host(sentence: Sentence, person: Person) -> bool:
    """Tell whether a person who comes along is called the host; another with a bare office is of the party."""
    group = next((g for g in sentence.groups if person in g.persons), None)
    return group is not None and any(sentence.lower(i) in ("host", "hosts") for i in range(group.start, group.end))


def _is_host(verb: Verb) -> bool:
    return verb.lemma in HOST and not verb.passive and verb.tense != "participle"


def _companions(sentence: Sentence, verb: Verb, cast: Cast) -> tuple[tuple[Person, bool], ...]:
    """Give the persons whom the clause names beside its subject, each with whether the words call them at home."""
    subject = sentence.subjects.get(verb.index, ())
    found: list[tuple[Person, bool]] = []
    for group in sentence.groups:
        if group.end < verb.first and _leads_with(sentence, group):
            found += [(p, p.name in group.local) for p in cast.resolve(group, subject) if p not in subject]
        if _brought_along(sentence, group) and not verb.passive:
            found += [(p, False) for p in cast.resolve(group, subject) if p not in subject]
            continue
        if group.start < verb.end or group.start not in sentence.reach(verb):
            continue
        before = sentence.lower(group.start - 1)
        direct = verb.lemma in _DIRECTLY and not verb.passive and _is_object(sentence, verb, group)
        if before == "with" and verb.lemma in MOVE and sentence.lower(group.start - 2) in _MEETINGS:
            # Who is met at the end of a journey may be at home there: the words do not say.
            continue
        if (
            direct
            or before in ("with", "alongside", "including", "between", "beside")
            or _continues(sentence, group, verb)
        ):
            found += [(p, p.name in group.local) for p in cast.resolve(group, subject) if p not in subject]
    return tuple(found) if verb.lemma in _IN_COMPANY else ()


def _is_object(sentence: Sentence, verb: Verb, group: Group) -> bool:
    """Tell whether a group is what a verb acts on, offices before it: "met her A and B counterparts, X and Y"."""
    return all(
        token.kind in ("adjective", "place") or token.lower in _OF_OFFICE
        for token in sentence.tokens[verb.end : group.start]
    )


def _brought_along(sentence: Sentence, group: Group) -> bool:
    """Tell whether a group is named as company between commas: "X, accompanied by Y, toured"."""
    before = (sentence.lower(group.start - 2), sentence.lower(group.start - 1))
    return before in (("accompanied", "by"), ("joined", "by"), ("travelling", "with"), ("traveling", "with"))


def _leads_with(sentence: Sentence, group: Group) -> bool:
    """Tell whether a group opens the sentence as company: "Together with X, she"."""
    opening = [sentence.lower(i) for i in range(group.start)]
    return opening in (["together", "with"], ["along", "with"], ["alongside"], ["accompanied", "by"], ["with"])


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
    for place in where or where_clause(sentence, verb) or opening_place(sentence, verb):
        yield tuple(g for g in guests if g not in hosts), place
