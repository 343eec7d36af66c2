"""A verb in its sentence in; the visits that its subject does not make (skipped, boycotted, not attended) out."""

from __future__ import annotations

from collections.abc import Iterator

from geo.events.calendar import Direction
from geo.events.certainty import cancels
from geo.events.clauses import Sentence
from geo.events.found import Found
from geo.events.lexicon import MEETING_NOUNS, SKIP
from geo.events.places import located, of_prepositions
from geo.events.presence import AT
from geo.events.timing import date_near
from geo.events.verbs import Verb
from geo.events.words import word_set

_TAKES_PART = word_set("attend join participate take address turn show appear come go travel")
_PARTS = word_set("opening start beginning first end close part")
"""Who misses the opening of a meeting may be at it all the same."""
_WITHDRAWS = {("pull", "out"), ("back", "out"), ("stay", "away"), ("withdraw", None), ("drop", "out"), ("duck", "out")}


def absences(sentence: Sentence, verb: Verb, real: str) -> Iterator[Found]:
    """Give the visits that the subject does not make: a summit skipped, boycotted or not attended."""
    stretch = sentence.reach(verb)
    subject = sentence.subjects.get(verb.index, ())
    if not subject:
        return
    withdraws = (verb.lemma, verb.particle) in _WITHDRAWS
    turns_back = verb.lemma == "turn" and sentence.lower(verb.index + 2) == "back"
    skips = verb.lemma in SKIP or withdraws or turns_back
    declines = verb.negated and verb.lemma in _TAKES_PART and verb.tense in ("future", "past", "present", "conditional")
    in_part = any(sentence.lower(i) in _PARTS for i in range(verb.end, min(verb.end + 3, stretch.stop)))
    if in_part or (not (skips and real in ("completed", "planned")) and not declines and not cancels(verb)):
        return
    places = located(sentence, stretch)
    side: Direction | None = "past" if verb.tense == "past" else None
    if cancels(verb) and not skips and not verb.passive and not verb.negated and real in ("completed", "planned"):
        met = any(sentence.lower(i) in MEETING_NOUNS for i in range(verb.end, min(verb.end + 6, stretch.stop)))
        for place in of_prepositions(places, AT) if met else ():
            yield Found(subject, place, "cancelled", None)
        return
    direct = skips and not (withdraws or turns_back) and places and places[0].preposition is None
    away_from = (verb.lemma, verb.particle) == ("stay", "away") and places and places[0].preposition == "from"
    if direct or away_from:
        when = date_near(sentence, verb, places[0].index, stretch)
        yield Found(subject, places[0], "cancelled", when, direction=side)
        return
    if not any(sentence.lower(i) in MEETING_NOUNS for i in stretch):
        return
    for place in of_prepositions(places, AT | {"to"} if declines else AT):
        when = date_near(sentence, verb, place.index, stretch)
        yield Found(subject, place, "cancelled", when, direction=side)
