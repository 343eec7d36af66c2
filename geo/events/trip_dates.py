"""A trip noun in its sentence in; the date token that says when the trip is, out."""

from __future__ import annotations

from geo.events.clauses import Sentence
from geo.events.outcome import Trip, postponed_to
from geo.events.places import Located
from geo.events.timing import is_when, leading_date
from geo.events.verbs import Verb
from geo.events.words import word_set
from geo.types import Status

_UNTIL = word_set("to until till")
_SET_FOR = word_set("for in planned due scheduled")


def trip_stretch(sentence: Sentence, noun: int) -> range:
    """Give the tokens after a noun that can say where and when: up to the next finite verb or comma."""
    for at in range(noun + 1, len(sentence.tokens)):
        if any(v.first <= at <= v.index for v in sentence.verbs if v.finite) or sentence.tokens[at].text in (";", ":"):
            return range(noun + 1, at)
        if sentence.lower(at) in ("who", "which", "that", "where", "when", "while", "after", "before", "following"):
            return range(noun + 1, at)
        if sentence.tokens[at].text == "," and not _goes_on(sentence, at):
            return range(noun + 1, at)
    return range(noun + 1, len(sentence.tokens))


def _goes_on(sentence: Sentence, comma: int) -> bool:
    """Tell whether what follows a comma still belongs to the trip: a place, a name, "to A"."""
    if sentence.group_ending(comma) is not None:
        return True
    kinds = [t.kind for t in sentence.tokens[comma + 1 : comma + 3]]
    return kinds[:1] in (["place"], ["person"]) or (
        sentence.lower(comma + 1) in ("to", "in") and kinds[1:] == ["place"]
    )


def trip_date(sentence: Sentence, trip: Trip, verb: Verb | None, status: Status, place: Located) -> int | None:
    """Give the date token of a trip; that of its calling off is none."""
    dates = [i for i in range(trip.start, len(sentence.tokens)) if sentence.tokens[i].kind == "date"]
    inside = [i for i in dates if i < trip.noun]
    if inside:
        return inside[0]
    own = _own_date(sentence, place)
    if status == "cancelled":
        # "Has cancelled a trip to A on Friday": a deed done by now has no day of its own.
        # So does "a trip to A on Friday was cancelled" say of the trip when it was to be.
        undated = verb is not None and ((own or 0) < verb.first if verb.index > trip.noun else verb.perfect)
        return own if undated and own is not None else _date_called_off(sentence, dates, place, own)
    if own is not None or sentence.lower(trip.start - 1) == "from":
        return own if sentence.lower(trip.start - 1) != "from" else None
    if status == "planned" and verb is not None and postponed_to(sentence, verb):
        later = (i for i in range(verb.end, len(sentence.tokens)) if sentence.tokens[i].kind == "date")
        return next((i for i in later if sentence.lower(i - 1) in _UNTIL), None)
    if _second_to(sentence, trip.start):
        return None
    end = trip_stretch(sentence, trip.noun).stop
    near = [i for i in dates if i < end and (is_when(sentence, i) or sentence.lower(i - 1) == "from")]
    return near[0] if near else _date_of_predicate(sentence, trip, verb)


def _date_called_off(sentence: Sentence, dates: list[int], place: Located, own: int | None) -> int | None:
    """Give the date for which a trip was set that is off; a bare weekday after it may be that of calling it off."""
    phrase = sentence.tokens[own].date if own is not None else None
    if phrase is not None and phrase.form in ("day", "absolute"):
        return own
    return next((i for i in dates if sentence.lower(i - 1) in _SET_FOR and i > place.index), None)


def _second_to(sentence: Sentence, start: int) -> bool:
    """Tell whether a trip is named only as what came before the dated deed: "after talks in A and a stop in B"."""
    return any(
        sentence.lower(i) in ("after", "following") and sentence.lower(i - 1) == ","
        for i in range(max(0, start - 7), start)
    )


def _own_date(sentence: Sentence, place: Located) -> int | None:
    """Give the date that stands with one place of several: "to A in 1989, when ..., and to B ten years later"."""
    for at in range(place.index + 1, min(place.index + 5, len(sentence.tokens))):
        if is_when(sentence, at):
            return at
        if sentence.lower(at) not in (",", "in", "on", "early", "late", "at", "the"):
            return None
    return None


def _date_of_predicate(sentence: Sentence, trip: Trip, verb: Verb | None) -> int | None:
    """Give the date of the verb that tells of the trip: "began on", "is planned for"."""
    later = next((v for v in sentence.verbs if v.finite and v.index > trip.noun), None)
    if later is not None and (later is verb or later.lemma in ("begin", "start")):
        return next((i for i in sentence.reach(later) if is_when(sentence, i) or sentence.lower(i - 1) in _UNTIL), None)
    if verb is None or verb.index > trip.noun:
        return None
    between = [i for i in range(max(0, verb.first - 3), verb.first) if is_when(sentence, i)]
    return between[-1] if between else leading_date(sentence, verb)
