"""A verb in its sentence in; the place that its clause is set in by other words than its own, out.

"In Lima", "after talks in Lima" and "Lima, where" set a scene; "attended the Lima summit" names it in the object.
"""

from __future__ import annotations

from geo.events.clauses import Sentence
from geo.events.lexicon import HOST, MEETING_NOUNS, PRESENCE, SPEECH
from geo.events.places import Located, located
from geo.events.verbs import Verb
from geo.events.words import word_set

_AT_MEETING = word_set("at during after following of to from before in attending")
_WHERE = PRESENCE | HOST | word_set("go travel fly arrive land come return drive sail head")
_OPENED = PRESENCE | SPEECH | HOST | {"be"}
_OPENS = _AT_MEETING | {"on"}
_TAKES_PART = word_set("attend join address open chair host lead leave quit close")


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


def where_clause(sentence: Sentence, verb: Verb) -> tuple[Located, ...]:
    """Give the place that a clause tells more of: "to Geneva, where he met X"."""
    if verb.passive or verb.lemma not in _WHERE:
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


def at_meeting(sentence: Sentence, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places of meetings that the clause takes part in: "at a summit in", "after talks in"."""
    found = []
    for place in places:
        noun = place.index - place.distance - 2
        for at in range(noun, max(-1, noun - 7), -1):
            if sentence.lower(at) in MEETING_NOUNS and attended(sentence, at):
                found.append(place)
                break
            if sentence.tokens[at].kind == "mark":
                break
    return tuple(found)


def attended(sentence: Sentence, noun: int) -> bool:
    """Tell whether a preposition puts the subject into the meeting: "after talks", "on the sidelines of a summit"."""
    for at in range(noun - 1, max(-1, noun - 5), -1):
        lower = sentence.lower(at)
        if lower == "of":
            return sentence.lower(at - 1) in ("sidelines", "margins", "fringes", "part", "eve", "edge")
        if lower in _AT_MEETING:
            return True
    return False


def opening_place(sentence: Sentence, verb: Verb) -> tuple[Located, ...]:
    """Give the place of "In PLACE" or "After talks in PLACE" at the head of a sentence, for its first verb."""
    first = next((v for v in sentence.verbs if v.finite), None)
    if verb is not first or verb.passive or not sentence.subjects.get(verb.index):
        return ()
    end = next((i for i in range(verb.first) if sentence.tokens[i].text == ","), verb.first)
    start = next((i for i in range(min(end, 4)) if sentence.lower(i) in ("in", "at")), None)
    dated = start is not None and all(_is_of_date(sentence, i) for i in range(start))
    if dated and verb.lemma in _OPENED:
        places = located(sentence, range(min(end, 9)))
        if places and start is not None and places[0].index - places[0].distance == start + 1:
            return places[:1]
    if sentence.lower(0) in _OPENS:
        return at_meeting(sentence, located(sentence, range(end)))
    return ()
