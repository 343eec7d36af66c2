"""The repository in, the passages that are the project's own words out; what others wrote is not among them.

Left out: articles of other publishers, quotations and code in the documents, addresses everywhere.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.check.finding import Finding
from geo.errors import ArticleError
from geo.table import Faults, read_rows

TABLES: Mapping[str, tuple[str, ...]] = {
    "data/reference/milestones.csv": ("kind", "title", "summary"),
    "data/boundaries/status.csv": ("name", "status", "note"),
    "data/boundaries/disputed.csv": ("name", "note"),
    "data/boundaries/sections.csv": ("note",),
    "data/gazetteer/places.csv": ("name", "note"),
    "data/gazetteer/countries.csv": ("name",),
    "data/gazetteer/divisions.csv": ("name",),
    "data/gazetteer/regions.csv": ("name",),
    "data/gazetteer/sites.csv": ("name",),
}
"""The columns with words of ours; the others hold names that find a place, codes and addresses."""
DOCUMENTS = ("README.md", "CHANGELOG.md", "SECURITY.md", "docs/*.md", "data/SOURCES.md")
SCRIPTS = ("dashboard/web/*.js",)
MODULES = ("dashboard/*.py", "dashboard/store/*.py", "geo/*.py", "geo/export/*.py")
"""What writes messages, labels and disclaimers; the word lists of `geo/events` are for reading articles."""
OWN_SOURCE = "Dateline"
"""The `source` in the front matter of an article that was written for the project."""
MAX_FILE = 5_000_000
"""Bytes. A text or a script of ours that is longer is not one."""

_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+")
_OTHERS = re.compile(r"```.*?```|`[^`\n]*`|\"[^\"\n]*\"|“[^”\n]*”", re.DOTALL)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A cell, a paragraph or a text in a script."""

    path: Path
    line: int
    """Of its first character, from 1."""
    text: str
    """With spaces in place of what others wrote, so that every character keeps its place."""
    column: str | None = None
    """Of a table; null in running text."""
    at: int = 1
    """The number of its first character in the line, from 1."""
    dated: bool = False
    """True where it must name a year at least."""

    def finding(self, start: int, term: str, reason: str) -> Finding:
        """Return the finding of a term at a character of the text."""
        if self.column is not None:
            return Finding(self.path, self.line, self.column, term, reason)
        before = self.text[:start]
        lines = before.count("\n")
        at = start - before.rfind("\n") if lines else start + self.at
        return Finding(self.path, self.line + lines, str(at), term, reason)


def passages(root: Path) -> Iterator[Passage]:
    """Yield the project's own words below `root`.

    Raises:
        TableError: a table cannot be read.
        ArticleError: a text is no UTF-8 or too long.
    """
    for name, columns in TABLES.items():
        yield from _of_table(root / name, columns)
    for path in sorted((root / "data/articles").glob("*")):
        yield from _of_article(path)
    for path in _files(root, DOCUMENTS):
        yield from _paragraphs(path, _OTHERS.sub(_blank, _read(path)), 0)
    for path in _files(root, SCRIPTS):
        text = _read(path)
        for found in _STRING.finditer(text):
            yield _passage(path, text, found.start() + 1, found[0][1:-1])
    for path in _files(root, MODULES):
        yield from _of_module(path)


def _files(root: Path, patterns: tuple[str, ...]) -> list[Path]:
    return [path for pattern in patterns for path in sorted(root.glob(pattern))]


def _read(path: Path) -> str:
    if path.stat().st_size > MAX_FILE:
        raise ArticleError(f"{path}: larger than {MAX_FILE // 1_000_000} MB; divide it")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path}: not UTF-8 ({error}); save it as such") from None


def _of_table(path: Path, columns: tuple[str, ...]) -> Iterator[Passage]:
    faults = Faults(path)
    for row in read_rows(path, columns, faults):
        for column in columns:
            if row.cells[column]:
                yield Passage(path, row.line, _ADDRESS.sub(_blank, row.cells[column]), column)
    faults.check()


def _of_article(path: Path) -> Iterator[Passage]:
    """Yield our notes on the article, and its text where it is our own: title, then dated lines."""
    text = _read(path)
    front = _FRONT.match(text)
    if front is None:
        return
    note = re.search(r"^note:.*$", front[1], re.MULTILINE)
    if note:
        yield _passage(path, text, front.start(1) + note.start(), note[0])
    if re.search(rf"^source: *\"?{OWN_SOURCE}\"? *$", front[1], re.MULTILINE):
        for number, line in enumerate(re.compile(r"[^\n]+").finditer(text, front.end())):
            # The first is the title, which the lines below it date.
            yield _passage(path, text, line.start(), line[0], dated=number > 0)


def _paragraphs(path: Path, text: str, start: int) -> Iterator[Passage]:
    for found in _PARAGRAPH.finditer(text, start):
        yield _passage(path, text, found.start(), found[0])


def _of_module(path: Path) -> Iterator[Passage]:
    nodes = list(ast.walk(ast.parse(_read(path), str(path))))
    # A docstring is an expression by itself: it speaks to who reads the code, not to who reads the map.
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield Passage(path, node.lineno, _ADDRESS.sub(_blank, node.value), at=node.col_offset + 2)


def _passage(path: Path, text: str, start: int, found: str, *, dated: bool = False) -> Passage:
    line = text.count("\n", 0, start)
    at = start - text.rfind("\n", 0, start)
    return Passage(path, line + 1, _ADDRESS.sub(_blank, found), at=at, dated=dated)


def _blank(found: re.Match[str]) -> str:
    """Return spaces and line ends in place of what was found."""
    return re.sub(r"[^\n]", " ", found[0])
