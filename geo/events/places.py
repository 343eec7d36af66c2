"""A stretch of a sentence in; the places that it names with the preposition before each out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.events.clauses import Sentence
from geo.events.tokens import Token
from geo.events.words import word_set
from geo.mentions.lexicon import ORGANISATIONS

PREPOSITIONS = word_set(
    """
    in at to into onto on via through for from of near across around over inside outside with between about
    against towards toward within under behind beyond by off along past despite like than as after before
    during
    """
)
_NOUNS_OF = word_set(
    """
    city town village capital port island islands region province monastery church cathedral state republic
    resort suburb district republics kingdom emirate harbour airport fortress peninsula outskirts oblast oasis
    county cities towns villages banks shores shore slopes foot grave tomb memorial site ruins heart centre
    center streets lawn steps gates gardens garden courtyard roof grounds corridors corridor halls edge chapel
    compound station post crossing gate palace barracks camp base fort forts mines mine quarter neighbourhood
    neighborhood suburbs approaches hamlet settlement valley commune premises deck quay pier waterfront ruins
    beaches hills ramparts north south east west city's
    """
)
_INSTITUTIONS = ORGANISATIONS - word_set("city city's office hall house place post conference") | word_set(
    "organisation organization fund programme institute pact declaration dialogue nations"
)
"""Words that make an institution or a document of the name before them."""
_CONTINENTS = word_set("europe asia africa america americas oceania eurasia balkans caribbean sahel maghreb") | {
    *("the balkans", "the gulf", "middle east", "the middle east", "latin america", "south america", "central asia"),
    *(
        "southeast asia",
        "west africa",
        "east africa",
        "the caribbean",
        "the sahel",
        "horn of africa",
        "central america",
    ),
}
"""Too wide to be visited: "a tour of Europe" names no place."""
_QUARRELS = word_set(
    "boundary border frontier dispute question issue crisis conflict row treaty accord pact line shelf"
)
"""Nouns that a place before them only tells more of."""
_WATERS = word_set("river lake sea island valley bay strait delta")
THERE = frozenset({"there", "here"})
"""Stands for a place named before, and for its own preposition."""
_COARSENESS = {"site": 0, "city": 1, "region": 2, "border": 2, "country": 3}
_FARTHEST = 7
"""Words between a preposition and its place ("to the disputed mountain town of X"): longer runs are another phrase."""


@dataclass(frozen=True, slots=True)
class Located:
    """A place in a sentence."""

    index: int
    token: Token
    preposition: str | None
    """Null where it follows a verb directly, as its object."""
    distance: int
    """Words between the preposition, or the verb, and the place; -1 of "there", which needs no preposition."""


def located(sentence: Sentence, stretch: range) -> tuple[Located, ...]:
    """Give the places of a stretch in order, without those that only say where another lies ("Baku, Azerbaijan").

    Places in a row share the first one's preposition. A place that owns something ("Turkey's parliament") is left out
    unless it is a city.
    """
    found: list[Located] = []
    for index in stretch:
        token = sentence.tokens[index]
        if token.kind != "place" or token.toponym is None:
            continue
        if sentence.lower(index + 1) in ("'s", "'") and _coarse(token) > 1:
            continue
        if _names_institution(sentence, index) or token.lower in _CONTINENTS or _left_out(sentence, stretch, index):
            continue
        after = index + 1 + (sentence.lower(index + 1) in _WATERS)
        if sentence.lower(after) in _QUARRELS:
            # "Talks on the Danube boundary", "a survey of the Cunene river boundary".
            continue
        if found and _in_a_row(sentence, found[-1].index, index):
            if sentence.lower(index - 1) == "," and (
                _contains(token, found[-1].token) or _says_where(sentence, index, found[-1].token)
            ):
                continue
            found.append(Located(index, token, found[-1].preposition, found[-1].distance))
            continue
        preposition, distance = _preposition(sentence, stretch.start, index)
        if found and preposition == "in" and index - found[-1].index < 5 and _around(sentence, index, found[-1]):
            continue
        if preposition != "of" or not found or index - found[-1].index > 3:
            found.append(Located(index, token, preposition, distance))
    return tuple(found)


def _left_out(sentence: Sentence, stretch: range, index: int) -> bool:
    """Tell whether a place is named for where somebody does not go: "in A instead of the one in B"."""
    return any(
        (sentence.lower(at), sentence.lower(at + 1)) in (("instead", "of"), ("rather", "than"))
        for at in range(max(stretch.start, index - _FARTHEST), index)
    )


def _names_institution(sentence: Sentence, index: int) -> bool:
    """Tell whether a place is part of an institution's name: "Shanghai Cooperation Organisation"."""
    for at in range(index + 1, min(index + 5, len(sentence.tokens))):
        token, before = sentence.tokens[at], sentence.tokens[at - 1]
        if token.kind != "word" or not token.text[0].isupper() or token.start - before.end != 1:
            return False
        if token.lower in _INSTITUTIONS:
            return True
    return False


def of_prepositions(places: Iterable[Located], allowed: frozenset[str]) -> tuple[Located, ...]:
    """Keep the places that stand after one of the prepositions; "there" stands for any of "in", "at" and "to"."""
    there = bool(allowed & {"in", "to"})
    return tuple(p for p in places if p.preposition in allowed or (there and p.preposition in THERE))


def _coarse(token: Token) -> int:
    place = token.toponym.place if token.toponym else None
    return _COARSENESS[place.precision] if place else 1


def _says_where(sentence: Sentence, index: int, inner: Token) -> bool:
    """Tell whether an area after a comma ends its phrase: "in Crawford, Texas," even where the town is not known."""
    ends = sentence.lower(index + 1) not in ("and", ",") or sentence.lower(index + 2) not in ("and",)
    row = sentence.lower(index + 1) == "and" and sentence.tokens[index + 2 : index + 3] != ()
    return _coarse(sentence.tokens[index]) > 1 >= _coarse(inner) and ends and not row


def _around(sentence: Sentence, index: int, inner: Located) -> bool:
    """Tell whether a place only says where another lies: "Sharurah, in the Empty Quarter"."""
    token = sentence.tokens[index]
    apposed = sentence.lower(inner.index + 1) == "," and sentence.lower(inner.index + 2) == "in"
    return _contains(token, inner.token) or (apposed and _coarse(token) > 1 >= _coarse(inner.token))


def _contains(outer: Token, inner: Token) -> bool:
    if outer.toponym is None or inner.toponym is None or outer.toponym.place is None or inner.toponym.place is None:
        return False
    return outer.toponym.place.country == inner.toponym.place.country and _coarse(outer) > max(1, _coarse(inner))


def _in_a_row(sentence: Sentence, before: int, index: int) -> bool:
    between = [sentence.lower(i) for i in range(before + 1, index) if sentence.tokens[i].kind != "date"]
    between = between[1:] if between[:1] == ["on"] else between
    return between in (
        [","],
        ["and"],
        [",", "and"],
        ["or"],
        [",", "then"],
        ["and", "then"],
        [",", "and", "then"],
        ["and", "the"],
        [",", "the"],
    )


def _preposition(sentence: Sentence, floor: int, index: int) -> tuple[str | None, int]:
    """Give the preposition left of a place, null where none stands there, and how many words stand between."""
    if sentence.lower(index) in THERE:
        before = sentence.lower(index - 1)
        return (before, 0) if before in PREPOSITIONS else (sentence.lower(index), -1)
    for at in range(index - 1, max(floor - 1, index - 1 - _FARTHEST), -1):
        lower = sentence.lower(at)
        if lower == "of" and sentence.lower(at - 1) in _NOUNS_OF:
            continue
        if lower == "as" and sentence.lower(at - 1) == "far":
            return "to", index - at - 1
        if lower == "of" and sentence.lower(at - 1) == "way" and sentence.lower(at - 2) == "by":
            return "via", index - at - 1
        if lower in PREPOSITIONS:
            return lower, index - at - 1
        if sentence.tokens[at].kind in ("mark", "person", "date", "quote") or lower in ("and", "or", "that"):
            return "", index - at
    return None, index - floor
