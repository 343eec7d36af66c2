"""A text in, the spans of its sentences out; a line end always ends one, so that a title stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.types import Span

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev fr sr jr st ste mt ft gen col lt maj capt sgt cpl adm cmdr gov sen rep pres hon amb
    no nos vs etc inc ltd co corp bros dept est approx jan feb mar apr jun jul aug sep sept oct nov dec
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn
    tenn tex va vt wash wis wyo ont que alta sask man ave blvd rd sq fig p pp vol ed al""".split()
)
"""What a full stop follows within a sentence, folded."""

_END = re.compile(r"""(?<![.!?…])[.!?…]++["'”’»)\]]*+(?=\s++["'“‘«(\[]*+[^\W_a-z])""")
_LAST_WORD = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]\.)([^\W\d_]++|(?:[^\W\d_]\.)++[^\W\d_])$")


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of `text` in order, without the white space around them."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield from _of_line(text, start, start + len(line))
        start += len(line)


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in _END.finditer(text, start, end):
        if not _inside_sentence(text, begin, stop):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _inside_sentence(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Tell whether a full stop belongs to an abbreviation or an initial ("Aug. 19", "J. Smith", "U.S. forces")."""
    if stop.group() != ".":
        return False
    word = _LAST_WORD.search(text, max(begin, stop.start() - 30), stop.start())
    if word is None:
        return False
    if "." in word.group() or (len(word.group()) == 1 and word.group() != "I"):
        return not text[stop.end() :].lstrip().startswith(("The ", "He ", "She ", "It ", "They ", "In ", "But ", "A "))
    return word.group().casefold() in ABBREVIATIONS and word.group()[0].isupper()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
