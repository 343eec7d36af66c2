"""The path of a map.geojson in, its Features as columns out; what does not fit is a `DataError` of one line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard import dates
from geo import MAX_FILE, PROPERTIES, DataError, decode

_LISTS = ("actors", "parties", "sources")
_WHOLE = ("mention_start", "mention_end", "start", "end")
SCHEMA = pa.schema(
    [pa.field("id", pa.string(), nullable=False)]
    + [pa.field(name, pa.string()) for name in PROPERTIES if name not in (*_LISTS, *_WHOLE, "confidence")]
    + [pa.field(name, pa.list_(pa.string())) for name in _LISTS]
    + [pa.field(name, pa.int64()) for name in _WHOLE]
    + [pa.field(name, pa.float64()) for name in ("confidence", "lon", "lat")]
)
"""A Feature a row: the properties of the contract, and lon and lat in degrees, null where it has no point."""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    version: str
    """Hash of its bytes: the same data has the same version."""
    as_of: str | None = None
    """The newest date the data knows of, ISO 8601."""
    disclaimer: str = ""
    attribution: tuple[str, ...] = ()


def version_of(raw: bytes) -> str:
    """Return the version of a file's bytes: 16 hexadecimal digits."""
    return hashlib.blake2b(raw, digest_size=8).hexdigest()


def read_bytes(path: Path) -> bytes:
    """Return the bytes of the file.

    Raises:
        DataError: it is missing, too large or cannot be read.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); make it with: python -m geo build") from error
    if len(raw) > MAX_FILE:
        raise DataError(f"{path}: larger than {MAX_FILE // 1_000_000} MB; give the GeoParquet file instead")
    return raw


def to_table(raw: bytes, name: str) -> tuple[pa.Table, About]:
    """Return the rows of a map.geojson in the order of the file; `name` stands in the messages.

    Raises:
        DataError: the bytes are not JSON or do not fit the contract.
    """
    parsed = decode(raw, name)
    features = parsed["features"]
    for number, feature in enumerate(features):
        if feature["geometry"] and feature["geometry"]["type"] != "Point" and not feature["properties"].get("line"):
            raise DataError(f"{name}: features[{number}]: a line without the id of the line; make it anew")
    try:
        columns = [pa.array((_value(feature, field.name) for feature in features), field.type) for field in SCHEMA]
    except (
        pa.ArrowInvalid,
        pa.ArrowTypeError,
        pa.ArrowNotImplementedError,
        UnicodeEncodeError,
        OverflowError,
    ) as error:
        said = str(error).splitlines()[0]
        raise DataError(
            f"{name}: a property is not of its type ({said}); make it anew with: python -m geo build"
        ) from None
    return pa.table(columns, schema=SCHEMA), about_of(parsed["dateline"], version_of(raw))


def _value(feature: Mapping[str, Any], name: str) -> Any:
    if name == "id":
        return feature["id"]
    if name in ("lon", "lat"):
        geometry = feature["geometry"]
        return geometry["coordinates"][name == "lat"] if geometry and geometry["type"] == "Point" else None
    value = feature["properties"].get(name)
    return [] if value is None and name in _LISTS else value


def about_of(said: Mapping[str, Any], version: str) -> About:
    """Return what a file says of itself under `dateline`; what is not of its type is left out."""

    def text(value: object) -> str:
        return value if isinstance(value, str) else ""

    given = said.get("attribution")
    attribution = tuple(text(each) for each in given) if isinstance(given, list) else ()
    as_of = text(said.get("as_of"))
    return About(version, as_of if dates.holds(as_of) else None, text(said.get("disclaimer")), attribution)
