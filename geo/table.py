"""A CSV table kept by hand in, its rows with their lines out; what does not hold is gathered, not only the first."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import TableError

MAX_CELL = 20_000
"""Characters. The csv module's own bound is 131,072; no sentence or list of ours is longer than a page."""
MAX_ROWS = 10_000
"""More than a person keeps by hand; a table that is longer was given by mistake."""
MAX_FAULTS = 100
"""Faults that one message names: nobody mends more before the next run."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    line: int
    """Of the file, from 1; of a row that runs over several lines the first."""
    cells: dict[str, str]
    """By column, without spaces at either end."""


@dataclass(slots=True)
class Faults:
    """What does not hold in a table, in the order in which it was found."""

    path: Path
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, column: str, message: str) -> None:
        """Note a fault of one cell; the message says what is wrong and how to mend it."""
        self.found.append((line, f"column {column}: {message}"))

    def add_row(self, line: int, message: str) -> None:
        """Note a fault of a whole row."""
        self.found.append((line, message))

    def check(self) -> None:
        """Do nothing where nothing was found.

        Raises:
            TableError: a line for each fault, by lines of the table, at most `MAX_FAULTS`.
        """
        if not self.found:
            return
        # Sorting is stable: the columns of a line stay in order.
        told = [f"{self.path}: line {line}: {text}" for line, text in sorted(self.found, key=lambda each: each[0])]
        more = [f"{self.path}: and {len(told) - MAX_FAULTS} more"] if len(told) > MAX_FAULTS else []
        raise TableError("\n".join(told[:MAX_FAULTS] + more))


def read_rows(path: Path, columns: Sequence[str], faults: Faults) -> Iterator[Row]:
    """Yield the rows of `path` that have a cell for each column; the others are among the `faults`.

    Raises:
        TableError: the file cannot be read, is no CSV table in UTF-8, lacks a column or has too many rows.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            heading = next(reader, [])
            _check_heading(heading, columns, path)
            line = reader.line_num + 1
            for number, cells in enumerate(reader):
                if number == MAX_ROWS:
                    raise TableError(f"{path}: line {line}: more than {MAX_ROWS} rows; divide the table")
                if cells:
                    yield from _row(line, heading, cells, faults)
                line = reader.line_num + 1
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}); put the table there") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not a CSV table in UTF-8 ({error}); save it as such") from None
    except csv.Error as error:
        raise TableError(
            f"{path}: line {reader.line_num}: not a CSV table ({error}); mend the quotation marks"
        ) from None


def _check_heading(heading: Sequence[str], columns: Sequence[str], path: Path) -> None:
    missing = [name for name in columns if name not in heading]
    if missing:
        raise TableError(f"{path}: line 1: no column {', '.join(missing)}; add it to the heading")
    twice = sorted({name for name in heading if heading.count(name) > 1})
    if twice:
        raise TableError(f"{path}: line 1: column {', '.join(twice)} stands twice; name each column once")


def _row(line: int, heading: Sequence[str], cells: Sequence[str], faults: Faults) -> Iterator[Row]:
    if len(cells) != len(heading):
        faults.add_row(line, f"{len(cells)} cells under {len(heading)} columns; quote cells that hold a comma")
        return
    found = {name: cell.strip() for name, cell in zip(heading, cells, strict=True)}
    for name, cell in found.items():
        if len(cell) > MAX_CELL:
            faults.add(line, name, f"longer than {MAX_CELL} characters; shorten it")
    yield Row(line, found)
