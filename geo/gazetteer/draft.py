"""The own tables in, their places and names in memory out: the part of an index that is the project's own."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from geo.errors import TableError
from geo.gazetteer.fold import fold
from geo.gazetteer.layout import KINDS, MAX_NAME_WORDS, PRECISIONS, Entry, Sources, pack_names
from geo.gazetteer.tables import NameKind, Row, read_names, read_tables
from geo.types import Name, Place


@dataclass(slots=True)
class Draft:
    """Places by number, and what each folded name is used for."""

    places: list[Place] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    keys: defaultdict[str, dict[tuple[int, NameKind], None]] = field(default_factory=lambda: defaultdict(dict))
    written: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The abbreviations as written, by key: "US" is a place, "us" is not."""
    names: dict[int, list[Name]] = field(default_factory=dict)
    curated: set[int] = field(default_factory=set)

    @classmethod
    def of_tables(cls, tables: Path) -> Draft:
        """Read the rows of the own tables; their tables of names are for `add_names`.

        Raises:
            TableError: a row does not hold.
        """
        draft = cls()
        for row in read_tables(tables).values():
            draft.add(row)
        return draft

    def add(self, row: Row) -> None:
        """Add a place and its names."""
        number = self.add_place(row.place)
        if row.curated:
            self.curated.add(number)
        for name, kind in row.names:
            self.add_name(number, name, kind)

    def add_place(self, place: Place) -> int:
        """Add a place without names; return its number."""
        number = self.numbers[place.id] = len(self.places)
        self.places.append(place)
        return number

    def fill(self, number: int, population: int, admin1: str | None) -> None:
        """Give a place the population and division of another source where its own row has none."""
        known = self.places[number]
        self.places[number] = replace(
            known, population=known.population or population, admin1=known.admin1 or admin1 or None
        )

    def add_name(self, number: int, name: Name, kind: NameKind) -> None:
        """Add a name of a place; one that no text could repeat is left out."""
        key = fold(name.text)
        if not key or key.count(" ") >= MAX_NAME_WORDS:
            return
        self.keys[key][number, kind] = None
        self.names.setdefault(number, []).append(name)
        if kind == "abbreviation":
            self.written[key].add(name.text)

    def add_names(self, tables: Path) -> None:
        """Add the names of the own tables of names.

        Raises:
            TableError: a row does not hold, or its place is not here.
        """
        for identity, name, kind in read_names(tables):
            if identity not in self.numbers:
                raise TableError(f"{tables}: the names of {identity} belong to no place; add its row or remove them")
            self.add_name(self.numbers[identity], name, kind)

    def lower_case_starts(self) -> list[str]:
        """Return the first words, folded, of names that running text writes small: "grave of ..."."""
        texts = (name.text for names in self.names.values() for name in names)
        return sorted({fold(text).split()[0] for text in texts if text[0].islower() and fold(text)})

    def entries(self, countries: dict[str, int], divisions: dict[str, int], sources: Sources) -> Iterator[Entry]:
        """Yield the places in order of their numbers."""
        for number, place in enumerate(self.places):
            yield Entry(
                id=place.id,
                name=place.name,
                lon=math.nan if place.lon is None else place.lon,
                lat=math.nan if place.lat is None else place.lat,
                precision=PRECISIONS.index(place.precision),
                country=countries[place.country or ""],
                admin1=divisions[place.admin1 or ""],
                population=place.population,
                flags=place.approximate + 2 * (number in self.curated),
                names=pack_names(self.names.get(number, ()), sources),
            )

    def uses(self) -> Iterator[tuple[str, int, int]]:
        """Yield folded name, number of the place and number of the kind, by name."""
        for key in sorted(self.keys):
            for number, kind in self.keys[key]:
                yield key, number, KINDS.index(kind)
