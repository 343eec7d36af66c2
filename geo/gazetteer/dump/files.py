"""A folder in, the dump files in it out: their names, sizes, dates and hashes, and their lines."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, cast

from geo.errors import TableError

Table = Literal["places", "countries", "divisions", "alternates"]

SERVER = "https://download.geonames.org/export/dump/"
MAX_LINE = 64 * 1024
"""Bytes. The longest field of the format has 10,000 characters, of four bytes at most; the rest is short."""
MAX_UNZIPPED = 32 * 1024**3
"""Twenty times what allCountries.txt has: a larger member is no dump but a bomb."""

_WHOLE = "allCountries"
_COUNTRY = re.compile(r"([A-Z]{2}|no-country)\.(txt|zip)")
_OTHERS: tuple[tuple[str, Table], ...] = (
    ("countryInfo", "countries"),
    ("admin1CodesASCII", "divisions"),
    ("admin2Codes", "divisions"),
    ("alternateNamesV2", "alternates"),
)
"""In the order in which they are read, after the places."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class DumpFile:
    """A file of the dump."""

    path: Path
    table: Table
    stem: str
    """`AM`, `allCountries`, `alternateNamesV2`."""
    size: int
    """Bytes of its lines, unpacked."""

    @property
    def zipped(self) -> bool:
        """True for a zip file, whose member has the stem's name."""
        return self.path.suffix == ".zip"


@dataclass(frozen=True, slots=True)
class Made:
    """What an index remembers of a file."""

    name: str
    size: int
    """Bytes on disk."""
    modified: str
    """ISO 8601, UTC."""
    sha256: str


def find_files(folder: Path) -> tuple[tuple[DumpFile, ...], tuple[str, ...]]:
    """Return the dump files of `folder` in the order in which they are read, and what there is to say of them.

    Raises:
        TableError: there is no folder, none of GeoNames' places in it, or a zip file is damaged.
    """
    if not folder.is_dir():
        raise TableError(f"{folder}: no such folder; put files of {SERVER} into one and name it")
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    whole = _pick(folder, names, _WHOLE)
    found = sorted({match[1] for match in map(_COUNTRY.fullmatch, names) if match})
    notes = []
    if whole and found:
        notes.append(f"{whole.name} has all countries: {', '.join(found)} not read")
    stems = [_WHOLE] if whole else found
    if not stems:
        raise TableError(f"{folder}: neither allCountries nor a country's file (AM.txt, AM.zip); get one from {SERVER}")
    wanted: list[tuple[str, Table]] = [(stem, "places") for stem in stems]
    wanted += _OTHERS
    files = []
    for stem, table in wanted:
        path = _pick(folder, names, stem)
        if path is None:
            notes.append(f"no {stem}.txt: done without it")
        else:
            files.append(DumpFile(path, table, stem, _size(path, f"{stem}.txt")))
    return tuple(files), tuple(notes)


def _pick(folder: Path, names: list[str], stem: str) -> Path | None:
    return next((folder / name for name in (f"{stem}.txt", f"{stem}.zip") if name in names), None)


def describe(file: DumpFile, tell: Callable[[int], None]) -> Made:
    """Return name, size, date and hash of a file, all of which is read; `tell` hears the bytes of each part."""
    digest = hashlib.sha256()
    with file.path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            tell(len(block))
    status = file.path.stat()
    modified = datetime.fromtimestamp(int(status.st_mtime), UTC).isoformat()
    return Made(file.path.name, status.st_size, modified, digest.hexdigest())


def as_json(made: tuple[Made, ...]) -> list[dict[str, object]]:
    """Return the files as about.json has them."""
    return [asdict(each) for each in made]


def read_lines(file: DumpFile, offset: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines from byte `offset` of the unpacked file: where each ends, and its bytes without the line end.

    A line longer than `MAX_LINE` is null.

    Raises:
        TableError: the zip file is damaged.
    """
    with _naming_damage(file.path), _open(file) as stream:
        stream.seek(offset)
        buffered = io.BufferedReader(cast(io.RawIOBase, stream), _BLOCK)
        end = offset
        while line := buffered.readline(MAX_LINE):
            end += len(line)
            if len(line) == MAX_LINE and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = buffered.readline(MAX_LINE)
                    end += len(line)
                yield end, None
            else:
                yield end, line.rstrip(b"\r\n")


@contextmanager
def _open(file: DumpFile) -> Iterator[BinaryIO]:
    if not file.zipped:
        with file.path.open("rb", buffering=0) as stream:
            yield cast(BinaryIO, stream)
        return
    with zipfile.ZipFile(file.path) as archive, archive.open(f"{file.stem}.txt") as member:
        yield cast(BinaryIO, member)


def _size(path: Path, member: str) -> int:
    if path.suffix != ".zip":
        return path.stat().st_size
    with _naming_damage(path), zipfile.ZipFile(path) as archive:
        try:
            info = archive.getinfo(member)
        except KeyError:
            raise TableError(f"{path}: no {member} in it; get it again from {SERVER}") from None
        if info.flag_bits & 1:
            raise TableError(f"{path}: the zip file is encrypted; GeoNames' own are not: get it from {SERVER}")
        if info.file_size > MAX_UNZIPPED:
            raise TableError(f"{path}: {member} would be {info.file_size} bytes; no file of GeoNames is as large")
        return info.file_size


@contextmanager
def _naming_damage(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        said = f"the zip file is damaged or was not downloaded whole ({error})"
        raise TableError(f"{path}: {said}; get it again from {SERVER}") from None
