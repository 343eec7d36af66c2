"""An article's words in, the persons and places that a spaCy pipeline's entities name out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.errors import InputError
from geo.gazetteer import Gazetteer, Words, fold
from geo.mentions.geography import known_places
from geo.mentions.persons import gather_persons, runs
from geo.mentions.recognise import Recognised
from geo.mentions.search import Found, search
from geo.mentions.surnames import Run

if TYPE_CHECKING:
    from spacy.language import Language

PLACES = frozenset({"GPE", "LOC", "FAC"})
"""Labels of OntoNotes that name a place: states and towns, other locations, buildings."""
PEOPLES = "NORP"
"""Nationalities and religious or political groups; those that the gazetteer knows as demonyms count."""
PERSON = "PERSON"
_ADJECTIVES = ("demonym", "adjective")


class SpacyRecogniser:
    """A spaCy pipeline with entities labelled as in OntoNotes, in the built-in recogniser's place."""

    def __init__(self, model: str) -> None:
        """Load the pipeline: the name of an installed package, or a folder that `Language.to_disk` wrote.

        Raises:
            InputError: spaCy is not installed, or there is no such pipeline.
        """
        self._nlp = _loaded(model)

    def recognise(self, words: Words, gazetteer: Gazetteer) -> Recognised:
        """Find persons and places; text past the pipeline's `max_length` is not read."""
        entities = self._nlp(words.text[: self._nlp.max_length]).ents
        labelled = [(run, each.label_) for each in entities if (run := _run(words, each.start_char, each.end_char))]
        people = [run for run, label in labelled if label == PERSON]
        persons, owners = gather_persons(words, people, runs(words), known_places(gazetteer))
        names = (
            found
            for run, label in labelled
            if label in PLACES or label == PEOPLES
            for found in _names(words, run, gazetteer)
            if label != PEOPLES or any(use.kind in _ADJECTIVES for use in found.uses)
        )
        free = (each for each in names if not any(number in owners for number in range(each.first, each.last)))
        return Recognised(persons, tuple(free))


def _loaded(model: str) -> Language:
    try:
        import spacy  # noqa: PLC0415 - an extra: its import costs a second and only its users have it
    except ImportError:
        raise InputError(f"spacy:{model}: spaCy is not installed; install it with: pip install '.[spacy]'") from None
    try:
        return spacy.load(model)
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(
            f"spacy:{model}: the pipeline cannot be loaded ({reason}); name an installed one or its folder"
        ) from None


def _run(words: Words, start: int, end: int) -> Run | None:
    """Return the words that begin within the characters `start` to `end`; null where none does."""
    first = bisect_left(range(len(words)), start, key=words.start)
    last = bisect_left(range(len(words)), end, key=words.start)
    return Run(first, last) if first < last else None


def _names(words: Words, run: Run, gazetteer: Gazetteer) -> Iterator[Found]:
    """Yield the names of the gazetteer within an entity; the entity itself, without uses, where there is none."""
    known = False
    for found in search(words, gazetteer, {}, run.first, run.last):
        known = True
        yield Found(found.first, found.last, found.key, found.uses, labelled=True)
    if not known:
        written = words.text[words.start(run.first) : words.end(run.last - 1)]
        yield Found(run.first, run.last, fold(written), (), labelled=True)
