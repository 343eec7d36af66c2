"""A name and its text in, the words around it out: what governs it, what follows it, and the list it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteer import Word
from geo.mentions import Found, is_capitalised
from geo.mentions.lexicon import CALENDAR, COMPASS, FUNCTION_WORDS
from geo.mentions.sentences import ABBREVIATIONS
from geo.resolve.role_words import INSIDE, PLAIN

_REACH = 7
"""Words before "between X and Y" in which the relation stands, and over which a list of names is read back."""
_CLAUSE = frozenset('.;:!?\n()"“”—')
"""Marks that end what a name can belong to; a comma parts a list."""
LIST = frozenset({"and", "or", "nor"})
_SKIPPED = COMPASS | {"the", "both", "neighbouring", "neighboring", "nearby"}


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a name in its clause."""

    before: tuple[str, ...]
    """Folded words before the list of names that it stands in, the nearest last."""
    after: tuple[Word, ...]
    """Words that follow without a mark of punctuation."""
    subject: tuple[str, ...]
    """Folded words that follow its list: of "Baku and Yerevan agreed", `agreed`."""
    joint: str
    """The two characters right behind the name."""
    listed: bool
    """True where it stands in a list of names."""


def context_of(text: str, words: Sequence[Word], found: Found) -> Context:
    """Return the context of a name: at most seven words before it, five after it, to the next mark of punctuation."""
    end = words[found.last - 1].end
    stop = _is_stop(text, words[found.last - 1])
    begin, listed = _list_begins(text, words, found)
    subject = _list_ends(text, words, found.last)
    return Context(
        before=tuple(word.folded for word in _clause_before(text, words, begin)),
        after=tuple(_same_clause(text, words, found.last, 5)),
        subject=tuple(word.folded for word in _same_clause(text, words, subject, 6)),
        joint=text[end + stop : end + stop + 2],
        listed=listed or subject != found.last,
    )


def _list_begins(text: str, words: Sequence[Word], found: Found) -> tuple[int, bool]:
    """Return the first word of the list of names that ends in this one, articles and "northern" included."""
    at, joined = found.first, False
    ends_list = found.last < len(words) and words[found.last].folded in LIST
    while at > 0 and found.first - at < _REACH:
        before = words[at - 1]
        gap = gap_after(text, words, at - 1)
        if any(mark in gap for mark in _CLAUSE):
            break
        if before.folded in LIST and at > 1 and is_capitalised(words[at - 2]):
            joined = True
        elif before.folded not in _SKIPPED:
            member = is_capitalised(before) and before.folded not in FUNCTION_WORDS | INSIDE | CALENDAR | PLAIN
            comma = "," in gap and (joined or ends_list)
            if not member or not (comma or joined) or (gap == " " and words[at].folded in _SKIPPED):
                break
        at -= 1
    return at, joined


def _list_ends(text: str, words: Sequence[Word], last: int) -> int:
    """Return the word after the list of names that begins with the one before `last`, or its relative pronoun."""
    at = last
    while at + 1 < len(words) and at - last < _REACH:
        gap, word = gap_after(text, words, at - 1), words[at]
        if gap == ", " and word.folded in ("which", "who"):
            return at + 1
        named = is_capitalised(words[at + 1]) or (
            words[at + 1].folded == "the" and at + 2 < len(words) and is_capitalised(words[at + 2])
        )
        if word.folded in LIST and gap.strip() in ("", ",") and named:
            at += 2 + (words[at + 1].folded == "the")
        elif is_capitalised(word) and (gap == ", " or (at > last and gap == " ")) and word.folded not in CALENDAR:
            at += 1
        else:
            break
    return at


def gap_after(text: str, words: Sequence[Word], number: int) -> str:
    """Return the characters between a word and the next, without the stop of an abbreviation ("U.S. ")."""
    word = words[number]
    return text[word.end + _is_stop(text, word) : words[number + 1].start]


def _is_stop(text: str, word: Word) -> bool:
    """Tell whether the full stop behind a word belongs to it: "U.S. forces", not "in Lima. They"."""
    initial = len(word.text) == 1 or word.folded in ABBREVIATIONS
    return initial and text[word.end : word.end + 1] == "."


def _clause_before(text: str, words: Sequence[Word], first: int) -> Sequence[Word]:
    at = first
    while at > 0 and first - at < _REACH and not _parts(gap_after(text, words, at - 1)):
        at -= 1
    return words[at:first]


def _same_clause(text: str, words: Sequence[Word], first: int, count: int) -> Sequence[Word]:
    """Return up to `count` words from `first` on with no mark of punctuation before or between them."""
    at = first
    while at < min(first + count, len(words)) and not _parts(gap_after(text, words, at - 1)):
        at += 1
    return words[first:at]


def _parts(gap: str) -> bool:
    return "," in gap or any(mark in gap for mark in _CLAUSE) or gap in (" - ", " – ")
