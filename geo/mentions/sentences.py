"""A text in, the spans of its sentences out; a line end always ends one, so that a title stands alone."""

from __future__ import annotations

import re
from typing import Final

from geo.types import Span

ABBREVIATIONS: Final = frozenset(
    """mr mrs ms dr prof rev fr sr jr st ste mt ft gen col lt maj capt sgt cpl adm cmdr gov sen rep pres hon amb
    no nos vs etc inc ltd co corp bros dept est approx jan feb mar apr jun jul aug sep sept oct nov dec
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn
    tenn tex va vt wash wis wyo ont que alta sask man ave blvd rd sq fig p pp vol ed al""".split()
)
"""What a full stop follows within a sentence, folded."""

_BREAKS: Final = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
"""What `str.splitlines` ends a line at."""
# Looking back and the possessive quantifiers keep a row of a million full stops linear.
_END = re.compile(
    rf"""[{_BREAKS}.!?…](?:(?<=[{_BREAKS}])\s*+|(?<=[.!?…])(?<![.!?…]{{2}})"""
    rf"""([.!?…]*+["'”’»)\]]*+)[^\S{_BREAKS}]++(?=["'“‘«(\[]*+[^\W_a-z]))"""
)
"""The end of a line, or a sentence's last mark with the space behind it; the group is what stands behind the mark."""
_MARKS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029.!?…"
"""What it begins with: sought one by one, which takes less than a look at each character."""
_LAST_WORD: Final = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]\.)([^\W\d_]++|(?:[^\W\d_]\.)++[^\W\d_])$")
_NEW_SENTENCE: Final = re.compile(r"(?<!\s)\s*+(?:The|He|She|It|They|In|But|A) ")
"""What follows a full stop that ends a sentence though an initial stands before it."""
_REACH: Final = 30
"""Characters before a full stop in which its word stands."""


def sentences(text: str) -> list[Span]:
    """Return the sentences of `text` in order, without the white space around them."""
    found: list[Span] = []
    begin = len(text) - len(text.lstrip())
    for mark in _marks(text):
        if mark < begin:
            continue
        stop = _END.match(text, mark)
        if stop is None:
            continue
        end = stop.end(1)
        if end < 0:
            end = mark
            while end > begin and text[end - 1].isspace():
                end -= 1
        elif end == mark + 1 and text[mark] == "." and _inside_sentence(text, begin, mark):
            continue
        if begin < end:
            found.append(Span(begin, end))
        begin = stop.end()
    end = len(text.rstrip())
    if begin < end:
        found.append(Span(begin, end))
    return found


def _marks(text: str) -> list[int]:
    """Return where the marks stand that a sentence may end at, in order."""
    marks: list[int] = []
    for mark in _MARKS:
        at = text.find(mark)
        while at >= 0:
            marks.append(at)
            at = text.find(mark, at + 1)
    marks.sort()
    return marks


def _inside_sentence(text: str, begin: int, stop: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation or an initial ("Aug. 19", "J. Smith", "U.S. forces")."""
    first = max(begin, stop - _REACH)
    word = text[max(first, text.rfind(" ", first, stop) + 1) : stop]
    if not word.isalpha():
        found = _LAST_WORD.search(text, first, stop)
        if found is None:
            return False
        word = found.group()
    if "." in word or (len(word) == 1 and word != "I"):
        return not _NEW_SENTENCE.match(text, stop + 1)
    return word[0].isupper() and word.casefold() in ABBREVIATIONS
