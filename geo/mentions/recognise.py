"""An article's words in, its persons and the spans that may name a place out: what a recogniser is, and ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from geo.errors import InputError
from geo.gazetteer import Gazetteer, Words
from geo.mentions.geography import known_places
from geo.mentions.persons import find_persons
from geo.mentions.search import Found, search
from geo.types import Person

BUILT_IN = "built-in"
SPACY = "spacy"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a recogniser finds in one article."""

    persons: tuple[Person, ...]
    """In order of their first mention, bare surnames joined to the full name."""
    names: tuple[Found, ...]
    """In order, not overlapping, without the persons; which of them is a place is decided later, by evidence."""


class Recogniser(Protocol):
    """What finds the names of an article; the built-in one is `LongestMatch`."""

    def recognise(self, words: Words, gazetteer: Gazetteer) -> Recognised:
        """Find the persons of a text and the spans that may name a place.

        Args:
            words: `geo.gazetteer.words(text)`, perhaps cut short, and the text itself; a span is a run of words.
            gazetteer: answers what a name is used for.
        """


class LongestMatch:
    """The built-in recogniser: persons by given names and titles, then the longest name of the gazetteer."""

    def recognise(self, words: Words, gazetteer: Gazetteer) -> Recognised:
        """Find persons and names; a place's name within a person's is not yielded."""
        persons, owners = find_persons(words, known_places(gazetteer))
        return Recognised(persons, tuple(search(words, gazetteer, owners)))


def recogniser_of(spec: str) -> Recogniser:
    """Return the recogniser that `spec` names: `built-in`, or `spacy:MODEL` with a pipeline's name or folder.

    Raises:
        InputError: another name, or a pipeline that cannot be loaded.
    """
    kind, _, model = spec.partition(":")
    if spec == BUILT_IN:
        return LongestMatch()
    if kind == SPACY and model:
        from geo.mentions.recognise_spacy import SpacyRecogniser  # noqa: PLC0415 - an extra, loaded where asked for

        return SpacyRecogniser(model)
    raise InputError(f"--recogniser {spec}: no such recogniser; use {BUILT_IN}, or {SPACY}:MODEL_OR_PATH")
