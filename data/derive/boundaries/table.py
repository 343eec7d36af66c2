"""The curated tables of data/boundaries in; what the derived files say of each line out."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from geo.boundaries import STYLES, UNKNOWN_STYLE

STATUS, DISPUTED, SECTIONS = "status.csv", "disputed.csv", "sections.csv"
GAZETTEER = Path("../gazetteer/places.csv")
MILESTONES = Path("../reference/milestones.csv")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of the tables by their ids."""

    status: dict[str, Row]
    disputed: dict[str, Row]
    sections: dict[str, Row]
    places: dict[str, Row]
    milestones: dict[str, Row]

    @property
    def styles(self) -> dict[str, str]:
        """The style of each line that is not thin, by the one rule of `geo.boundaries.STYLES`."""
        own = {identity: STYLES.get(row["status"], UNKNOWN_STYLE) for identity, row in self.status.items()}
        return own | {
            identity: STYLES["disputed"]
            for identity, row in self.disputed.items()
            if row["rule"] in ("assembly", "open")
        }

    @property
    def outlined(self) -> frozenset[str]:
        """Dotted borders that a resolution names, so that they are part of two outlines."""
        rows = self.disputed.items()
        return frozenset(each for each, row in rows if (row["kind"], row["rule"]) == ("border", "assembly"))


def read_facts(folder: Path) -> Facts:
    """Read the tables of data/boundaries, and the two of the neighbouring folders that they refer to."""
    return Facts(*(_rows(folder / name) for name in (STATUS, DISPUTED, SECTIONS, GAZETTEER, MILESTONES)))


def _rows(path: Path) -> dict[str, Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}
