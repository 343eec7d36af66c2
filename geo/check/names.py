"""The table of labels in, places out that it shows under the name of one side alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geo.check.finding import Finding
from geo.gazetteer.labels import DatedName, read_labels
from geo.table import Faults, read_rows

SIDES = frozenset({"hy", "az"})
_REASON = "a label of one side alone; add the other's name of the same time, or show neither"


def check_names(path: Path) -> Iterator[Finding]:
    """Yield the places of the labels' table that on some date have an Armenian and no Azerbaijani name, or the reverse.

    Raises:
        TableError: the table cannot be read or has rows that do not hold.
    """
    lines: dict[str, int] = {}
    for row in read_rows(path, ("place",), Faults(path)):
        lines.setdefault(row.cells["place"], row.line)
    for place, names in read_labels(path).items():
        alone = next(_alone(names), None)
        if alone:
            yield Finding(path, lines[place], "language", f"{place} ({alone})", _REASON)


def _alone(names: tuple[DatedName, ...]) -> Iterator[str]:
    """Yield the date on which one side's names stand alone; names change at no other date than these."""
    dates = {date for each in names for date in (each.since, each.until) if date}
    for date in (None, "0001-01-01", *sorted(dates)):
        if len(SIDES & {each.language for each in names if each.holds(date)}) == 1:
            yield date or "today"
