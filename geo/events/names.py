"""A sentence's words in; the runs of capitalised words that can be a person's name out, with what precedes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo.events.lexicon import ROLE_WORDS
from geo.events.words import word_set
from geo.mentions.lexicon import CALENDAR, FEATURES, FUNCTION_WORDS, ORGANISATIONS, PARTICLES, TITLES
from geo.types import Analysis, Span, Toponym

_WORD = re.compile(r"\b(?:U\.[SKN]\.(?:A\.)?|E\.U\.)|(?<!\w['’])\w+(?:['’](?!s\b)\w+|-\w+)*")
_MOST_WORDS = 5
"""Words of one person's name, particles included."""
NAME_PARTICLES = PARTICLES | word_set("das dos do das e")
SHORTEST_NAME = 2
"""Letters of a short name; shorter is an initial."""
_ARTICLED = re.compile(r"^(?:al|el|as|ash|ar|at|an|ad|az|ould)-", re.IGNORECASE)
_PLURAL_TITLES = word_set(
    """
    presidents ministers secretaries chancellors premiers leaders senators ambassadors kings envoys queens
    governors mayors diplomats negotiators lawmakers commissioners generals
    """
)
_BEFORE_NAME = word_set(
    """
    deputy vice prime foreign defence defense interior finance economy energy trade home external affairs
    first former acting interim late lt col gen maj capt sgt adm brig rear sen rep gov dr mr mrs ms prof rev
    msgr hon comrade datuk dato seri tan tun alhaji haji hajji mullah maulana herr frau signor señor don hofrat
    saint crown grand special union justice education health culture transport environment
    information development water agriculture labour labor industry tourism commerce communications planning
    security budget oil state chief representatives attorney
    """
)
_NOT_NAMES = word_set(
    """
    nations organisation organization ministry kremlin house typhoon hurricane storm cyclone christmas easter
    ramadan world international european african asian arab american united airport monument memorial statue
    bridge stadium shrine temple mosque basilica abbey monastery war revolution day week year prize game games
    line agency radio television tv embassy consulate cabinet congress front movement brotherhood army navy
    corps wire reuters security general-assembly security-council economic development fund programme program
    institution centre center catholics muslims christians jews democrats republicans liberals socialists
    communists greens markets bank banks stock
    """
)
"""Words that stand in the name of an institution, an event or a people: a run that holds one is no person."""


class Word:
    """One word of the article; offsets are the article's."""

    __slots__ = ("capital", "end", "lower", "start", "text")

    def __init__(self, start: int, text: str) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.lower = text.lower()
        self.capital = text[0].isupper() and not (len(text) > 1 and text.isupper())
        """True where it is written like a name: a capital and not all capitals."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` to `last` (exclusive) of a sentence that can be a name; `titled` where an office stands before."""

    first: int
    last: int
    titled: bool


def sentence_words(text: str, span: Span) -> tuple[Word, ...]:
    """Give the words of a span of the article."""
    return tuple(Word(m.start(), m[0]) for m in _WORD.finditer(text, span.start, span.end))


def name_runs(text: str, words: tuple[Word, ...], places: Places) -> Iterator[Run]:
    """Give the runs in order, without titles and adjectives of countries at their head."""
    at = 0
    while at < len(words):
        if not _name_word(words[at]):
            at += 1
            continue
        end = at + 1
        while end < len(words) and _adjoining(text, words[end - 1], words[end]):
            small = end
            while small < len(words) and words[small].text in NAME_PARTICLES and small - end < 2:
                small += 1
            if (
                small >= len(words)
                or not _name_word(words[small])
                or (small > end and not _spaced(text, words, end, small))
            ):
                break
            end = small + 1
        yield from _named(text, words, Run(at, end, titled=False), places)
        at = end


def _named(text: str, words: tuple[Word, ...], run: Run, places: Places) -> Iterator[Run]:
    first = run.first
    while first < run.last and (words[first].lower in _NOT_FIRST or words[first].text[0].isdigit()):
        if words[first].lower in _BEFORE_OR_TITLE:
            break
        first += 1
    titled = False
    for at in range(first, run.last):
        lower = words[at].lower
        if lower in _OFFICES or (at == 0 and lower in OCCUPATIONS):
            first, titled = at + 1, True
        elif not (lower in _BEFORE_NAME or places.adjective(words[at])):
            break
    while first < run.last and (places.adjective(words[first]) or words[first].lower in _BEFORE_NAME):
        titled = titled or words[first].lower in _BEFORE_NAME
        first += 1
    titled = titled or (first == run.first and _office_before(text, words, first))
    name = words[first : run.last]
    if len(name) > 1 and name[-1].lower in _LAST_OF_OFFICE:
        # "Surveyor General" is no name.
        return
    if not name or len(name) > _MOST_WORDS:
        return
    if any(w.lower in _INSTITUTIONAL for w in name) or (len(name) > 1 and not titled and name[-1].lower in FEATURES):
        return
    yield Run(first, run.last, titled)


def _office_before(text: str, words: tuple[Word, ...], first: int) -> bool:
    """Tell whether an office in small letters stands before a name: "Kerala minister X", "fisherman X"."""
    if first == 0:
        return False
    before = words[first - 1]
    if not _adjoining(text, before, words[first]) and text[before.end : words[first].start] != ". ":
        return False
    return before.lower in _OFFICE_WORDS


OCCUPATIONS = word_set(
    """
    fisherman farmer historian teacher lawyer activist biographer spokesman spokeswoman analyst economist
    author writer journalist pastor priest bishop driver trader shopkeeper surveyor geologist student doctor
    nurse engineer resident villager herder agent ombudsman adviser advisor aide researcher scientist expert
    veteran captain commander colleague counterpart deputy successor predecessor host guest widow son daughter
    brother sister wife husband mother father singer actor actress footballer coach striker professor
    archaeologist cartographer geographer mediator prosecutor billionaire banker businessman businesswoman
    entrepreneur head boss chair founder legislator parliamentarian co-chair novelist poet filmmaker diplomat
    operator owner manager vendor trucker sailor soldier consultant carpenter shepherd midwife nun monk imam rabbi
    curator librarian conductor violinist pianist painter sculptor architect pilot skipper ferryman baker butcher
    publisher broker trawlerman beekeeper potter weaver miner smith clerk archivist linguist botanist
    ex-president ex-premier ex-minister vice-president vice-premier
    """
)
"""Nouns that a person's name follows or that explain it, beside offices."""
_LAST_OF_OFFICE = word_set("general secretary minister president ambassador governor premier chancellor commissioner")
_NOT_FIRST = FUNCTION_WORDS | CALENDAR
_BEFORE_OR_TITLE = TITLES | _BEFORE_NAME
_OFFICES = TITLES | _PLURAL_TITLES | ROLE_WORDS
_OFFICE_WORDS = _OFFICES | OCCUPATIONS
_INSTITUTIONAL = ORGANISATIONS | _NOT_NAMES | CALENDAR


def _name_word(word: Word) -> bool:
    return word.capital or (len(word.text) == 1 and word.text.isupper()) or bool(_ARTICLED.match(word.text))


def _adjoining(text: str, left: Word, right: Word) -> bool:
    gap = text[left.end : right.start]
    return gap in (" ", "\u00a0") or (gap == ". " and (len(left.text) == 1 or left.lower in _BEFORE_NAME))


def _spaced(text: str, words: tuple[Word, ...], start: int, end: int) -> bool:
    return all(_adjoining(text, words[i], words[i + 1]) for i in range(start, end))


class Places:
    """The place names of an article, asked by offset."""

    def __init__(self, analysis: Analysis) -> None:
        self._by_start: dict[int, Toponym] = {t.mention.start: t for t in analysis.toponyms}
        self._inside: list[tuple[int, int]] = [(t.mention.start, t.mention.end) for t in analysis.toponyms]

    def exactly(self, start: int, end: int) -> bool:
        """Tell whether a place name, adjectives apart, is these very characters."""
        found = self._by_start.get(start)
        return found is not None and found.mention.end == end and not found.mention.demonym

    def adjective(self, word: Word) -> bool:
        """Tell whether a word is the adjective or the name of a country."""
        found = self._by_start.get(word.start)
        if found is None or found.mention.end > word.end:
            return False
        return found.mention.demonym or (found.place is not None and found.place.precision == "country")

    def within(self, word: Word) -> bool:
        """Tell whether a word is part of a place name."""
        return any(start <= word.start and word.end <= end for start, end in self._inside)

    def at(self, word: Word) -> Toponym | None:
        """Give the place name that begins with a word."""
        return self._by_start.get(word.start)


def rank(short: list[str], parts: list[str]) -> int:
    """Rate how well a short name fits a full one: 3 its end, 2 an inner family name, 1 its first word, 0 not at all.

    Both are words whose case is folded.
    """
    size = len(short)
    if parts == short:
        return 3
    if size >= len(parts) or any(len(p) < SHORTEST_NAME for p in short):
        return 0
    if parts[-size:] == short or (size == 1 and parts[-1].partition("-")[2] == short[0]):
        return 3
    inner = [parts[i : i + size] for i in range(1, len(parts) - size)]
    if short in inner and short[0] not in NAME_PARTICLES:
        return 2
    return 1 if size == 1 and parts[0] == short[0] else 0


def after_last_comma(text: str, window: tuple[Word, ...]) -> tuple[Word, ...]:
    """Give the words after the last comma of a window."""
    for at in range(len(window) - 1, 0, -1):
        if "," in text[window[at - 1].end : window[at].start]:
            return window[at:]
    return window


def until_comma(text: str, window: tuple[Word, ...]) -> Iterator[Word]:
    """Give the words of a window up to its first mark."""
    for at, word in enumerate(window):
        if at and any(m in text[window[at - 1].end : word.start] for m in ",;:."):
            return
        yield word
