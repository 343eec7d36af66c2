"""A place, a date and a policy in, the label to show out; read from a table of its own, without the index.

The rule of order: an English name first where the place has one of its own; then the names of each side by the
English name of their language (Armenian, Azerbaijani), whichever place it is. No label says whose place it is.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

POLICIES = ("both", "source", "hy", "az", "ru", "en")
"""`both`: every name current on the date, with its language; `source`: as the article writes it; else one language."""
TABLE = Path(__file__).parent.parent.parent / "data/gazetteer/labels.csv"

_ORDER = ("en", "hy", "az")


@dataclass(frozen=True, slots=True)
class _Label:
    language: str
    text: str
    """In Latin letters, as English texts write it."""
    local: str
    since: str
    until: str

    def holds(self, date: str | None) -> bool:
        """Tell whether the name is current on an ISO 8601 date; on none, whether it still is."""
        if date is None:
            return not self.until
        return (not self.since or self.since <= date) and (not self.until or date < self.until)


def label(place_id: str, name: str, date: str | None, policy: str) -> str:
    """Return the label of a place.

    Args:
        place_id: as in `Place.id`.
        name: the plain name, which stands where the policy has no other.
        date: ISO 8601, of the event: names that were not in use then are left out; null for today's.
        policy: one of `POLICIES`.

    Raises:
        ValueError: there is no such policy.
    """
    if policy not in POLICIES:
        raise ValueError(f"no policy {policy!r}; use one of {', '.join(POLICIES)}")
    current = [each for each in _labels().get(place_id, ()) if each.holds(date)]
    if policy in ("source", "en") or not current:
        return name
    if policy != "both":
        return next((each.text for each in current if each.language == policy), name)
    shown = sorted((each for each in current if each.language in _ORDER), key=lambda each: _ORDER.index(each.language))
    return " / ".join(map(_with_language, shown))


def _with_language(each: _Label) -> str:
    if each.language == "en":
        return each.text
    # The local spelling helps where it is in Latin letters too: Xankəndi beside Khankendi.
    local = f": {each.local}" if each.local and each.language == "az" else ""
    return f"{each.text} ({each.language}{local})"


@cache
def _labels() -> dict[str, tuple[_Label, ...]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = dict.fromkeys(row["place"] for row in rows)
    fields = ("language", "text", "local", "since", "until")
    return {place: tuple(_Label(*(r[f] for f in fields)) for r in rows if r["place"] == place) for place in places}
