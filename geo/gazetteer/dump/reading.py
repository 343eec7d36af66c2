"""Dump files in, their rows in the staging file out; bad lines are counted, the first are named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.errors import TableError
from geo.gazetteer.dump.features import LEFT_OUT
from geo.gazetteer.dump.files import SERVER, DumpFile, read_lines
from geo.gazetteer.dump.pace import Pace
from geo.gazetteer.dump.rows import (
    COLUMNS,
    NameRow,
    PlaceRow,
    cells_of,
    read_alternate,
    read_country,
    read_division,
    read_place,
)
from geo.gazetteer.dump.staging import EXAMPLES, Batch, Progress, StagedPlace, Staging
from geo.gazetteer.layout import KINDS, is_code

BATCH = 20_000
"""Lines of a transaction: what a killed process reads again, half a second's work."""
SNIFF = 100
"""Lines by which a file is taken for one of GeoNames: more than half of them must hold."""

_NAME, _ALIAS = KINDS.index("name"), KINDS.index("alias")
_BOM = "\ufeff".encode()


@dataclass(slots=True)
class Reader:
    """Reads files into a staging file."""

    staging: Staging
    pace: Pace
    with_others: bool
    """Whether the places' own column of other names is read: not where alternateNamesV2 has them with languages."""

    def read(self, file: DumpFile) -> Progress:
        """Read a file from where it was left; return what was in it.

        Raises:
            TableError: it is no file of GeoNames, or a damaged zip file.
            GazetteerError: the staging file cannot be written.
        """
        progress = self.staging.progress(file.path.name)
        self.pace.skip(progress.offset)
        if progress.done:
            return progress
        known = None if file.table == "places" else self.staging.is_known()
        batch, began = Batch(), progress.offset
        for end, line in read_lines(file, progress.offset):
            progress.offset = end
            progress.lines += 1
            if line == b"" or (line and line.startswith(b"#") and file.table == "countries"):
                continue
            try:
                cells = cells_of(line.removeprefix(_BOM) if line and not began else line, COLUMNS[file.table])
                self._add(file, cells, known, progress, batch)
            except TableError as error:
                progress.bad += 1
                if len(progress.examples) < EXAMPLES:
                    progress.examples.append(f"{file.path}: line {progress.lines}: {error}")
            if progress.lines == SNIFF:
                _refuse_others(file, progress)
            if progress.lines % BATCH == 0:
                self.staging.save(file.path.name, progress, batch)
                batch = Batch()
                self.pace.add(file.path.name, BATCH, progress.offset - began)
                began = progress.offset
        _refuse_others(file, progress)
        progress.done = True
        self.staging.save(file.path.name, progress, batch)
        self.pace.add(file.path.name, progress.lines % BATCH, progress.offset - began)
        return progress

    def _add(self, file: DumpFile, cells: list[str], known: Any, progress: Progress, batch: Batch) -> None:
        if file.table == "places":
            reason = _add_place(read_place(cells), batch, with_others=self.with_others)
        else:
            row = _READERS[file.table](cells)
            reason = _add_name(row, known, batch)
        if reason is None:
            progress.kept += 1
        else:
            progress.left_out[reason] = progress.left_out.get(reason, 0) + 1


_READERS: dict[str, Callable[[list[str]], NameRow | None]] = {
    "countries": read_country,
    "divisions": read_division,
    "alternates": read_alternate,
}


def _refuse_others(file: DumpFile, progress: Progress) -> None:
    """Refuse a file most of whose lines do not hold."""
    held = progress.kept + sum(progress.left_out.values())
    if progress.bad >= held:
        first = progress.examples[0].partition(": ")[2] if progress.examples else "it is empty"
        raise TableError(f"{file.path}: no file of GeoNames' export, or not whole: {first}; get it from {SERVER}")


def _add_place(row: PlaceRow, batch: Batch, *, with_others: bool) -> str | None:
    """Add a place and its names; return the reason where it is left out."""
    if row.precision is None:
        return LEFT_OUT.get(row.feature_class, "features of an unknown class")
    batch.places.append(
        StagedPlace(
            id=row.id,
            name=row.name,
            lon=row.lon,
            lat=row.lat,
            precision=row.precision,
            country=row.country,
            admin1=row.admin1,
            admin2=row.admin2,
            level=row.level,
            population=row.population,
            former=row.former,
        )
    )
    for text in _texts(row, with_others=with_others):
        if text == row.name or not is_code(text):
            batch.add_use(text, row.id, _NAME if text == row.name else _ALIAS)
    return None


def _texts(row: PlaceRow, *, with_others: bool) -> Iterator[str]:
    yield row.name
    if row.ascii != row.name:
        yield row.ascii
    if with_others:
        yield from row.others


def _add_name(row: NameRow | None, known: np.ndarray[Any, Any], batch: Batch) -> str | None:
    """Add a name of a place that is there; return the reason where it is left out."""
    if row is None:
        return "codes, addresses and comments"
    if not known[row.id]:
        return "names of places that are not in the other files"
    kind = KINDS.index(row.kind)
    if not batch.add_use(row.text, row.id, kind):
        return "names that no text could repeat"
    batch.names.append((row.id, row.rank, kind, row.text, row.language, row.since, row.until))
    if row.population:
        batch.populations.append((row.population, row.id))
    return "dates that are no dates, the name kept without" if row.undated else None
