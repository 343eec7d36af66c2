"""An `Analysis` in; the same with the persons that only their sentences show, and with every later short name, out.

`geo.mentions` must not take a place for a person, and so asks for a given name that it knows. A sentence that tells an
event says more: an office or an apposition beside the name ("her counterpart, X,"), a verb that only persons do.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator

from geo.events.names import (
    NAME_PARTICLES,
    SHORTEST_NAME,
    Places,
    Run,
    Word,
    name_runs,
    rank,
    sentence_words,
)
from geo.events.signs import ALONE, PERSONAL, Signs
from geo.events.words import word_set
from geo.mentions.lexicon import common_words, surnames
from geo.types import Analysis, Person, Span

_MOST_SENTENCES = 5000
_MOST_PERSONS = 400
"""Persons of one article: a list of delegates has fewer, and each is looked for in the whole text."""
_BEFORE_PERSON = word_set(
    """
    with met received welcomed hosted telephoned phoned thanked greeted by and alongside said told joined saw
    host meet receive
    """
)
_LOCATIVE = word_set(
    """
    in at to from into near of through via outside around across towards toward off leave reach visit left
    visited reached
    """
)
_WATERS = word_set("reef reefs shoal shoals atoll cay rocks glacier lagoon strait bank basin delta falls")
"""Last words of a place's name."""
_SITES = word_set("villa fort camp mount lake hotel palais château palazzo isla port")
"""First words of a site's name that lists of given names hold too."""


def with_people(analysis: Analysis) -> Analysis:
    """Add the persons that the sentences show and the short names of all persons."""
    finder = _Finder(analysis)
    return dataclasses.replace(analysis, persons=finder.persons())


class _Finder:
    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.article.text
        self.places = Places(analysis)
        self.signs = Signs(self.text)
        self.known = [_untitled(p) for p in analysis.persons if not _names_site(p)]
        self.sentences = [sentence_words(self.text, s) for s in analysis.sentences[:_MOST_SENTENCES]]
        self.runs = [(words, tuple(name_runs(self.text, words, self.places))) for words in self.sentences]
        self.acting = frozenset(self._acting_alone())
        self.spans: dict[str, list[Span]] = {}
        self.owner: dict[int, str] = {}
        self.words_of: dict[str, list[str]] = {}
        """Of each name that was ever taken, its words, their case folded."""
        self.holders: defaultdict[str, list[str]] = defaultdict(list)
        """By a word, the names that hold it: all that a short name with that word can stand for."""
        for person in self.known:
            for span in person.spans:
                self._note(person.name, span)

    def persons(self) -> tuple[Person, ...]:
        for alone in (False, False, True):
            for words, runs in self.runs:
                for number, run in enumerate(runs):
                    if (run.last - run.first == 1) == alone and len(self.spans) < _MOST_PERSONS:
                        self._add(words, run, runs[number - 1] if number else None)
            for words, runs in self.runs:
                for run in runs:
                    self._claim(words, run)
        told = {p.name: p for p in self.known}
        made = [
            dataclasses.replace(told[name], spans=_sorted(spans)) if name in told else Person(name, _sorted(spans))
            for name, spans in self.spans.items()
            if spans
        ]
        return tuple(sorted(made, key=lambda p: p.spans[0].start))

    def _note(self, name: str, span: Span) -> None:
        self.spans.setdefault(name, []).append(span)
        if name not in self.words_of:
            words = self.words_of[name] = [word.casefold() for word in name.split()]
            for word in {*words, *(last.partition("-")[2] for last in words[-1:])}:
                self.holders[word].append(name)
        self.owner.update(dict.fromkeys(range(span.start, span.end), name))

    def _free(self, start: int, end: int) -> bool:
        return self.owner.keys().isdisjoint(range(start, end))

    def _add(self, words: tuple[Word, ...], run: Run, before: Run | None) -> None:
        start, end = words[run.first].start, words[run.last - 1].end
        name = self.text[start:end]
        holders = list(dict.fromkeys(self.owner[at] for at in range(start, end) if at in self.owner))
        if holders:
            self._lengthen(holders, name, Span(start, end), titled=run.titled)
            return
        if self.places.exactly(start, end) and not run.titled:
            return
        if run.last - run.first < 2 and not self._single(words, run):
            return
        if run.last - run.first >= 2 and not (run.titled or self._shown(words, run, before)):
            return
        self._note(name, Span(start, end))

    def _lengthen(self, holders: list[str], name: str, span: Span, *, titled: bool) -> None:
        """Take a longer reading of a name that was cut at a particle: "Anselmo" of "Anselmo das Neves"."""
        if len(holders) != 1 or name in self.spans or name == holders[0]:
            return
        held_name = holders[0]
        rest = name[len(held_name) :]
        goes_on = name.startswith(held_name) and (rest[0] == "-" or rest.split()[0] in NAME_PARTICLES)
        # "Mac Suibhne" of "Brid Mac Suibhne": only where an office stands before the whole.
        if not goes_on and not (titled and name.endswith(f" {held_name}")):
            return
        for held in self.spans.pop(held_name):
            self._note(name, span if held.start < span.end and span.start < held.end else held)
        self.known = [dataclasses.replace(p, name=name) if p.name == held_name else p for p in self.known]

    def _single(self, words: tuple[Word, ...], run: Run) -> bool:
        """Tell whether one capitalised word alone is a person: a family name that does what persons do."""
        word = words[run.first]
        if run.titled:
            return not self.places.exactly(word.start, word.end)
        if run.first == 0 and self.signs.explained_after(words, run) and not self.places.within(word):
            # "Sutarman, the Indonesian home minister, ...": of many peoples one name is the whole.
            return word.lower not in common_words()
        if len(word.text) <= SHORTEST_NAME or self.places.within(word) or not self.signs.acts(words, run, ALONE):
            return False
        return word.lower in surnames() or word.lower.endswith(_FAMILY_ENDINGS)

    def _acting_alone(self) -> Iterator[str]:
        """Give the words that alone do what persons do: "Braithwaite said" makes a person of "Shane Braithwaite"."""
        for words, runs in self.runs:
            for run in runs:
                if (
                    run.last - run.first == 1
                    and self.signs.acts(words, run, ALONE)
                    and not self.places.within(words[run.first])
                ):
                    yield words[run.first].text

    def _shown(self, words: tuple[Word, ...], run: Run, before: Run | None) -> bool:
        return (
            self.signs.acts(words, run, PERSONAL)
            or words[run.last - 1].text in self.acting
            or self.signs.explained_before(words, run)
            or self.signs.explained_after(words, run)
            or self._governed(words, run, before)
        )

    def _governed(self, words: tuple[Word, ...], run: Run, before: Run | None) -> bool:
        """Tell whether a word before the name calls for a person, or a person stands in one row with it."""
        if self._row_follows(words, run):
            return True
        if run.first == 0:
            return False
        left = words[run.first - 1]
        gap = self.signs.gap(words, run.first)
        if gap in ("'s ", "’s "):
            return self.places.at(left) is not None and self._acts_or_ends(words, run)
        if gap.strip() not in ("", ",", "”", '"', ",”", ',"'):
            return False
        if left.lower in ("and", ",") or gap.strip() == ",":
            return (
                before is not None
                and run.first - before.last <= 1
                and not self._free(words[before.first].start, words[before.last - 1].end)
            )
        return left.lower in _BEFORE_PERSON

    def _row_follows(self, words: tuple[Word, ...], run: Run) -> bool:
        """Tell whether a person who is found already follows in one row: "X and Y", "X, Y and Z"."""
        at = run.last + (run.last < len(words) and words[run.last].lower == "and")
        gap = self.signs.gap(words, run.last)
        joined = at > run.last or gap == ", "
        return joined and at < len(words) and not self._free(words[at].start, words[at].end)

    def _acts_or_ends(self, words: tuple[Word, ...], run: Run) -> bool:
        return run.last >= len(words) or not words[run.last].capital

    def _claim(self, words: tuple[Word, ...], run: Run) -> None:
        """Give a short name to the person whose full name holds it, the family name before others."""
        start, end = words[run.first].start, words[run.last - 1].end
        if not self._free(start, end) or run.last - run.first > 3:
            return
        short = [w.text.casefold() for w in words[run.first : run.last]]
        best: list[tuple[int, int, str]] = []
        for name in self.holders.get(short[0], ()):
            spans = self.spans.get(name, [])
            fit = rank(short, self.words_of[name]) if spans else 0
            if fit:
                best.append((fit, max((s.start for s in spans if s.start < start), default=-1), name))
        if not best:
            return
        fit, _, name = max(best)
        if run.last - run.first == 1 and self._is_place(words, run, family=fit > 1):
            return
        self._note(name, Span(start, end))

    def _is_place(self, words: tuple[Word, ...], run: Run, *, family: bool) -> bool:
        """Tell whether a word that is a name and a place is the place here."""
        word = words[run.first]
        if not self.places.exactly(word.start, word.end):
            return False
        before = words[run.first - 1].lower if run.first else ""
        if before in _LOCATIVE:
            return True
        return not family and not self.signs.acts(words, run, ALONE)


_FAMILY_ENDINGS = (
    "yan",
    "shvili",
    "dze",
    "enko",
    "escu",
    "ovic",
    "ović",
    "sson",
    "opoulos",
    "akis",
    "sky",
    "skyy",
    "ski",
    "adeh",
    "zadeh",
)


def _names_site(person: Person) -> bool:
    """Tell whether what was read as a person is a place by one of its words: "Villa Ana", "Minerva Reef"."""
    words = person.name.lower().split()
    return words[0] in _SITES or (person.title is None and len(words) > 1 and words[-1] in _WATERS)


def _untitled(person: Person) -> Person:
    """Cut a plural title off a name: "Ministers X"."""
    head, _, rest = person.name.partition(" ")
    if not rest or head.lower() not in ("ministers", "presidents", "secretaries", "premiers", "chancellors", "leaders"):
        return person
    cut = len(head) + 1
    spans = tuple(Span(s.start + cut, s.end) if s.end - s.start == len(person.name) else s for s in person.spans)
    return dataclasses.replace(person, name=rest, spans=spans)


def _sorted(spans: list[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda s: s.start))
