"""A name and its text in, the words around it out: what governs it, what follows it, and the list it stands in."""

from __future__ import annotations

from typing import Final, final

from geo.gazetteer import Form, Words
from geo.mentions import Found
from geo.mentions.lexicon import CALENDAR, COMPASS, FUNCTION_WORDS
from geo.mentions.sentences import ABBREVIATIONS
from geo.resolve.role_words import INSIDE, PLAIN

_REACH: Final = 7
"""Words before "between X and Y" in which the relation stands, and over which a list of names is read back."""
_CLAUSE: Final = frozenset('.;:!?\n()"“”—')
"""Marks that end what a name can belong to; a comma parts a list."""
LIST: Final = frozenset({"and", "or", "nor"})
_SKIPPED: Final = COMPASS | {"the", "both", "neighbouring", "neighboring", "nearby"}


_NO_MEMBERS: Final = FUNCTION_WORDS | INSIDE | CALENDAR | PLAIN


@final
class Context:
    """What stands around a name in its clause."""

    __slots__ = ("after", "before", "joint", "listed", "subject")

    def __init__(self, before: list[str], after: list[Form], subject: list[str], joint: str, listed: bool) -> None:
        self.before: list[str] = before
        """Folded words before the list of names that it stands in, the nearest last."""
        self.after: list[Form] = after
        """Words that follow without a mark of punctuation."""
        self.subject: list[str] = subject
        """Folded words that follow its list: of "Baku and Yerevan agreed", `agreed`."""
        self.joint: str = joint
        """The two characters right behind the name."""
        self.listed: bool = listed
        """True where it stands in a list of names."""


def context_of(words: Words, found: Found) -> Context:
    """Return the context of a name: at most seven words before it, five after it, to the next mark of punctuation."""
    stop = words.end(found.last - 1) + _is_stop(words, found.last - 1)
    begin, listed = _list_begins(words, found)
    subject = _list_ends(words, found.last)
    return Context(
        before=[form.folded for form in _clause_before(words, begin)],
        after=_same_clause(words, found.last, 5),
        subject=[form.folded for form in _same_clause(words, subject, 6)],
        joint=words.text[stop : stop + 2],
        listed=listed or subject != found.last,
    )


def _list_begins(words: Words, found: Found) -> tuple[int, bool]:
    """Return the first word of the list of names that ends in this one, articles and "northern" included."""
    forms = words.forms
    at, joined = found.first, False
    ends_list = found.last < len(forms) and forms[found.last].folded in LIST
    while at > 0 and found.first - at < _REACH:
        before = forms[at - 1]
        gap = gap_after(words, at - 1)
        if gap != " " and not _CLAUSE.isdisjoint(gap):
            break
        if before.folded in LIST and at > 1 and forms[at - 2].capital:
            joined = True
        elif before.folded not in _SKIPPED:
            member = before.capital and before.folded not in _NO_MEMBERS
            comma = "," in gap and (joined or ends_list)
            if not member or not (comma or joined) or (gap == " " and forms[at].folded in _SKIPPED):
                break
        at -= 1
    return at, joined


def _list_ends(words: Words, last: int) -> int:
    """Return the word after the list of names that begins with the one before `last`, or its relative pronoun."""
    forms = words.forms
    at = last
    while at + 1 < len(forms) and at - last < _REACH:
        gap, form = gap_after(words, at - 1), forms[at]
        if gap == ", " and form.folded in ("which", "who"):
            return at + 1
        named = forms[at + 1].capital or (
            forms[at + 1].folded == "the" and at + 2 < len(forms) and forms[at + 2].capital
        )
        if form.folded in LIST and gap.strip() in ("", ",") and named:
            at += 2 + (forms[at + 1].folded == "the")
        elif form.capital and (gap == ", " or (at > last and gap == " ")) and form.folded not in CALENDAR:
            at += 1
        else:
            break
    return at


def gap_after(words: Words, number: int) -> str:
    """Return the characters between a word and the next, without the stop of an abbreviation ("U.S. ")."""
    gap = words.gaps[number + 1]
    return gap[1:] if gap != " " and gap.startswith(".") and _is_stop(words, number) else gap


def _is_stop(words: Words, number: int) -> bool:
    """Tell whether the full stop behind a word belongs to it: "U.S. forces", not "in Lima. They"."""
    form = words.forms[number]
    initial = len(form.text) == 1 or form.folded in ABBREVIATIONS
    return initial and words.text.startswith(".", words.end(number))


def _clause_before(words: Words, first: int) -> list[Form]:
    gaps, at = words.gaps, first
    least = max(0, first - _REACH)
    while at > least and (gaps[at] == " " or not _parts(gap_after(words, at - 1))):
        at -= 1
    return words.forms[at:first]


def _same_clause(words: Words, first: int, count: int) -> list[Form]:
    """Return up to `count` words from `first` on with no mark of punctuation before or between them."""
    gaps, at = words.gaps, first
    end = min(first + count, len(gaps) - 1)
    while at < end and (gaps[at] == " " or not _parts(gap_after(words, at - 1))):
        at += 1
    return words.forms[first:at]


def _parts(gap: str) -> bool:
    return "," in gap or not _CLAUSE.isdisjoint(gap) or gap in (" - ", " – ")
