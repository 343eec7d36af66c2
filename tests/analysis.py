"""A marked-up text in; the `Analysis` that a perfect reading of its names would give out.

`[Baku|city AZ]` marks a place of precision city in AZ, `[Armenian|country AM Armenia]` one whose place has another
name, `[Jane Roe|person US President]` a person with country and office ("-" for no country). Later surnames of a marked
person are found by themselves. Sentences end at a full stop, a question mark or the end of a line.
"""

from __future__ import annotations

import re

from geo.events import extract
from geo.types import Analysis, Article, Mention, Person, Place, Span, Toponym

RUIZ = "[Lena Ruiz|person ES President]"
PETROV = "[Ivan Petrov|person BG Prime Minister]"
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
_SENTENCE = re.compile(r"[^\n]+?(?:[.?!][”\"]?(?=\s+[A-Z“\"(]|\s*\n|\s*$)|(?=\n|$))")


def _plain(marked: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    text, names, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        names.append((len(text), len(text) + len(match[1]), match[2].split()))
        text += match[1]
        at = match.end()
    return text + marked[at:], names


def _toponym(text: str, start: int, end: int, fields: list[str]) -> Toponym:
    precision, country, *name = fields
    known = " ".join(name) or text[start:end]
    place = Place(f"test:{known.lower()}", known, 0.0, 0.0, None if country == "-" else country, precision)  # type: ignore[arg-type]
    return Toponym(Mention(start, end, text[start:end]), place, 1.0)


def _person(text: str, start: int, end: int, fields: list[str], taken: list[tuple[int, int]]) -> Person:
    _, country, *title = fields
    name = text[start:end]
    spans = [Span(start, end)]
    for match in re.finditer(rf"(?<![\w-]){re.escape(name.split()[-1])}(?![\w-])", text):
        if not any(match.start() < e and s < match.end() for s, e in taken):
            spans.append(Span(match.start(), match.end()))
    return Person(
        name, tuple(sorted(spans, key=lambda s: s.start)), " ".join(title) or None, None if country == "-" else country
    )


def analysis(marked: str, published: str | None = "2023-05-17", title: str = "Test") -> Analysis:
    """Build the analysis of a marked-up text; 17 May 2023 was a Wednesday."""
    text, names = _plain(marked)
    taken = [(start, end) for start, end, _ in names]
    toponyms = tuple(_toponym(text, s, e, f) for s, e, f in names if f[0] != "person")
    persons = tuple(_person(text, s, e, f, taken) for s, e, f in names if f[0] == "person")
    sentences = tuple(
        Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.end()) for m in _SENTENCE.finditer(text) if m[0].strip()
    )
    return Analysis(Article("test", text, title, published=published), sentences, toponyms, persons)


def visits_told(marked: str, published: str | None = "2023-05-17") -> list[str]:
    """Give the visits of a marked-up text as "surname place status date", sorted, "-" for no date."""
    found = extract(analysis(marked, published)).visits
    return sorted(f"{v.actor.split()[-1]} {v.toponym.mention.text} {v.status} {v.date or '-'}" for v in found)
