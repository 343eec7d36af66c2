"""A place, a date and a policy in, the label to show out; read from a table of its own, without the index.

The rule of order: an English name first where the place has one of its own; then the names of each side by the
English name of their language (Armenian, Azerbaijani), whichever place it is. No label says whose place it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.contract import is_date
from geo.table import Faults, read_rows

POLICIES = ("both", "source", "hy", "az", "ru", "en")
"""`both`: every name current on the date, with its language; `source`: as the article writes it; else one language."""
TABLE = Path(__file__).parent.parent.parent / "data/gazetteer/labels.csv"
COLUMNS = ("place", "language", "text", "local", "since", "until", "source")
LANGUAGES = ("en", "hy", "az", "ru")

_ORDER = ("en", "hy", "az")


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name of a place that labels show, and when it is used."""

    language: str
    """One of `LANGUAGES`."""
    text: str
    """As English texts write it; of `ru` in Cyrillic letters."""
    local: str
    """In the language's own spelling, or empty."""
    since: str
    """ISO 8601, to the precision known: first day, month or year; empty where it was always so."""
    until: str
    """ISO 8601: the first day, month or year without the name; empty where it is still used."""
    source: str

    def holds(self, date: str | None) -> bool:
        """Tell whether the name was used on some day of an ISO 8601 date; on none, whether it still is."""
        if date is None:
            return not self.until
        # A year or a month is its first to its last day: ISO 8601 dates padded to days sort as texts.
        first, last = date + "0000-01-01"[len(date) :], date + "0000-12-31"[len(date) :]
        return (not self.since or self.since <= last) and (not self.until or first < self.until)


def label(place_id: str, name: str, date: str | None, policy: str, mention: str | None = None) -> str:
    """Return the label of a place.

    Args:
        place_id: as in `Place.id`.
        name: the plain name, which stands where the policy has no other.
        date: ISO 8601, of the event: names that were not in use then are left out; null for today's.
        policy: one of `POLICIES`.
        mention: the place as the article writes it, for the policy `source`.

    Raises:
        ValueError: there is no such policy.
    """
    if policy not in POLICIES:
        raise ValueError(f"no policy {policy!r}; use one of {', '.join(POLICIES)}")
    if policy == "source" and mention:
        return mention
    current = [each for each in _labels().get(place_id, ()) if each.holds(date)]
    if policy == "both":
        shown = [each for language in _ORDER for each in current if each.language == language]
        return " / ".join(map(_with_language, shown)) or name
    wanted = "en" if policy == "source" else policy
    return " / ".join(each.text for each in current if each.language == wanted) or name


def read_labels(path: Path = TABLE) -> Mapping[str, tuple[DatedName, ...]]:
    """Read the names of `path` by the id of their place, in order of the table.

    Raises:
        TableError: the file cannot be read, or rows do not hold: a line for each fault.
    """
    faults = Faults(path)
    found: dict[str, tuple[DatedName, ...]] = {}
    for row in read_rows(path, COLUMNS, faults):
        cells = row.cells
        for column in ("place", "text", "source"):
            if not cells[column]:
                faults.add(row.line, column, "empty; every name needs one")
        if cells["language"] not in LANGUAGES:
            faults.add(row.line, "language", f"{cells['language']!r} is none of {', '.join(LANGUAGES)}")
        for column in ("since", "until"):
            if cells[column] and not is_date(cells[column]):
                faults.add(row.line, column, f"{cells[column]!r} is not a year, month or day; write it as 2024-08-18")
        if cells["since"] and cells["until"] and cells["until"] <= cells["since"]:
            faults.add(row.line, "until", f"{cells['until']} is not after {cells['since']}")
        name = DatedName(*(cells[column] for column in COLUMNS[1:]))
        if name in found.get(cells["place"], ()):
            faults.add(row.line, "text", f"{name.text!r} stands twice; take one of the rows away")
        found[cells["place"]] = (*found.get(cells["place"], ()), name)
    faults.check()
    return found


def _with_language(each: DatedName) -> str:
    if each.language == "en":
        return each.text
    # The local spelling helps where it is in Latin letters too: Xankəndi beside Khankendi.
    local = f": {each.local}" if each.local and each.language == "az" else ""
    return f"{each.text} ({each.language}{local})"


_labels = cache(read_labels)
