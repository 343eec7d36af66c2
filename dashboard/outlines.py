"""data/boundaries in, ready answers for the map out: outlines of the world and of its cells, and the lines.

The shape of the bodies is docs/architecture.md's, "The outlines". They change only with the committed files, so each is
read and compressed once and carries its hash. All functions raise `DataError` where a file is missing or is not what
`make derive` writes.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo import DataError

BOUNDARIES = Path(__file__).parent.parent / "data" / "boundaries"
KEPT_CELLS = 500
"""More than there are cells; all of them, plain and compressed, are some 3 MB."""
_NAMED = re.compile(rb'\{"cell":"(-?\d{1,3}_-?\d{1,2})",')


@dataclass(frozen=True, slots=True)
class Payload:
    """A body that is answered as it stands."""

    body: bytes
    """JSON, UTF-8."""
    gzipped: bytes
    """The same, compressed."""
    etag: str
    """Hash of the body, without quotation marks."""


@lru_cache(1)
def world(folder: Path = BOUNDARIES) -> Payload:
    """Return land, coasts, borders and countries of the world, and the names of the cells."""
    return _payload(_read(folder / "world.json"))


@lru_cache(1)
def lines(folder: Path = BOUNDARIES) -> Payload:
    """Return the lines and the sections of data/boundaries with status, dates and sources: two FeatureCollections."""
    parts = (_read(folder / f"{name}.geojson").strip() for name in ("lines", "sections"))
    return _payload(b'{"lines":%b,"sections":%b}\n' % tuple(parts))


@lru_cache(KEPT_CELLS)
def detail(cell: str, folder: Path = BOUNDARIES) -> Payload | None:
    """Return the finer outlines of a cell ("40_30" by its south-western corner), null where there is none."""
    body = _cells(folder).get(cell)
    return None if body is None else _payload(body)


def cells(folder: Path = BOUNDARIES) -> list[str]:
    """Return the names of all cells, from the south-west."""
    return list(_cells(folder))


@lru_cache(1)
def _cells(folder: Path) -> dict[str, bytes]:
    """Return the cells' bodies by name: each is a line of the file, so none needs to be parsed."""
    found: dict[str, bytes] = {}
    for number, line in enumerate(_read(folder / "detail.ndjson").splitlines(), 1):
        named = _NAMED.match(line)
        if named is None:
            raise DataError(f"{folder / 'detail.ndjson'}:{number}: no cell is named; {_REMEDY}")
        found[named[1].decode()] = line
    return found


_REMEDY = "restore it, or derive it anew with: make derive"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path}: {error.strerror}; {_REMEDY}") from error


def _payload(body: bytes) -> Payload:
    # No time in the header: the same body gives the same bytes.
    return Payload(body, gzip.compress(body, mtime=0), hashlib.blake2b(body, digest_size=12).hexdigest())
