"""The table of terms and our own words in, the places where a term stands that must not out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from geo.check.finding import Finding
from geo.check.passages import Passage
from geo.table import Faults, read_rows

TermKind = Literal["loaded", "status", "name"]
COLUMNS = ("kind", "term", "pattern", "unless", "reason")
UNDATED = "undated"

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
_DATE = re.compile(r"\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a turn of phrase that our own words do not use."""

    kind: TermKind
    """`loaded`: a verdict of one side; `status`: a verb that does not fit the document; `name`: of one side alone."""
    term: str
    pattern: re.Pattern[str]
    """Any case, except of a `name`."""
    unless: re.Pattern[str] | None
    """What must stand beside it, in the sentence, of a `name` in the passage; null where nothing helps."""
    reason: str


def read_terms(path: Path) -> tuple[Term, ...]:
    """Read the table of terms.

    Raises:
        TableError: the file cannot be read, or rows do not hold: a line for each fault.
    """
    faults = Faults(path)
    found: list[Term] = []
    for row in read_rows(path, COLUMNS, faults):
        for column in ("term", "pattern", "reason"):
            if not row.cells[column]:
                faults.add(row.line, column, "empty; every term needs one")
        if row.cells["kind"] not in get_args(TermKind):
            faults.add(row.line, "kind", f"{row.cells['kind']!r} is none of {', '.join(get_args(TermKind))}")
        flags = re.NOFLAG if row.cells["kind"] == "name" else re.IGNORECASE
        patterns: dict[str, re.Pattern[str]] = {}
        for column in ("pattern", "unless"):
            try:
                patterns[column] = re.compile(row.cells[column], flags)
            except re.error as error:
                faults.add(row.line, column, f"not a regular expression ({error})")
        if len(patterns) == 2:
            unless = patterns["unless"] if row.cells["unless"] else None
            kind: TermKind = row.cells["kind"]  # type: ignore[assignment]
            found.append(Term(kind, row.cells["term"], patterns["pattern"], unless, row.cells["reason"]))
    faults.check()
    return tuple(found)


def check_words(passages: Iterable[Passage], terms: Iterable[Term]) -> Iterator[Finding]:
    """Yield where a passage holds a term, and where a line that must be dated is not."""
    known = tuple(terms)
    for passage in passages:
        if passage.dated and not _DATE.search(passage.text):
            yield passage.finding(0, UNDATED, "a line about the border without a date; say of when it is")
        for term in known:
            yield from _found(passage, term)


def _found(passage: Passage, term: Term) -> Iterator[Finding]:
    scopes = [(0, passage.text)]
    if term.kind == "status":
        scopes = [(found.start(), found[0]) for found in _SENTENCE.finditer(passage.text)]
    for start, text in scopes:
        if term.unless and term.unless.search(text):
            continue
        for found in term.pattern.finditer(text):
            yield passage.finding(start + found.start(), found[0], f"{term.term}: {term.reason}")
