"""The bytes of a map.geojson in, its checked Features out: the contract between `geo` and whatever reads its file."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn, get_args

from geo.errors import DataError
from geo.halves import half_in
from geo.types import Kind, Method, Precision, Process, Role, Stage, Status

PROPERTIES = (
    "event",
    "kind",
    "type",
    "place",
    "place_id",
    "country",
    "precision",
    "mention",
    "mention_start",
    "mention_end",
    "role",
    "date",
    "date_end",
    "date_source",
    "actors",
    "parties",
    "status",
    "stage",
    "process",
    "document",
    "speaker",
    "excerpt",
    "start",
    "end",
    "summary",
    "sources",
    "article",
    "title",
    "source",
    "url",
    "published",
    "line",
    "confidence",
    "method",
    "reason",
)
"""Every Feature has every property, null where it says nothing: tables made of the file have the same columns."""
MAX_FILE = 500_000_000
"""Bytes. Past 50,000 Features (about 100 MB) the data belongs in GeoParquet."""
MAX_OFFSET = 2**31 - 1
"""Characters: no article comes near, and every reader's whole numbers hold it."""

_VALUES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "precision": get_args(Precision),
    "role": get_args(Role),
    "status": get_args(Status),
    "stage": get_args(Stage),
    "process": get_args(Process),
    "method": get_args(Method),
}


_HALVES = re.compile(rb"\\u[dD][89a-fA-F]")
"""An escape of half a character, or of one of the two halves that together are one."""
_LISTS = ("actors", "parties", "sources")
_DATES = ("date", "date_end", "published")
_OFFSETS = ("mention_start", "mention_end", "start", "end")
_TEXTS = tuple(
    name for name in PROPERTIES if name not in (*_VALUES, *_DATES, *_LISTS, *_OFFSETS, "event", "kind", "confidence")
)


def read_collection(path: Path) -> dict[str, Any]:
    """Read a map.geojson and check every Feature against the contract.

    Returns:
        The FeatureCollection, with `features` and `dateline` (as-of date, disclaimer, attribution).

    Raises:
        DataError: the file is missing, too large, not JSON, or a Feature does not fit; the message says which.
    """
    try:
        if path.stat().st_size > MAX_FILE:
            raise DataError(f"{path}: larger than {MAX_FILE // 1_000_000} MB; give the GeoParquet file instead")
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); make it with: python -m geo build") from error
    return decode(raw, str(path))


def decode(raw: bytes, name: str) -> dict[str, Any]:
    """Parse and check the bytes of a map.geojson; `name` stands in the messages.

    Raises:
        DataError: as `read_collection`.
    """
    try:
        # Bytes would be taken for UTF-16 too, and let half characters pass.
        text = raw.decode("utf-8-sig")
        parsed = json.loads(text, parse_float=_finite, parse_constant=_no_constant, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        said = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise DataError(f"{name}: not valid JSON ({said}); make it anew with: python -m geo build") from None
    if not isinstance(parsed, dict) or parsed.get("type") != "FeatureCollection":
        raise DataError(f"{name}: not a GeoJSON FeatureCollection; give a file that python -m geo build wrote")
    features = parsed.get("features")
    if not isinstance(features, list):
        raise DataError(f"{name}: features is not a list; give a file that python -m geo build wrote")
    if _HALVES.search(raw):
        _check_whole({key: value for key, value in parsed.items() if key != "features"}, name)
        for number, feature in enumerate(features):
            _check_whole(feature, f"{name}: features[{number}]")
    seen: set[str] = set()
    for number, feature in enumerate(features):
        where = f"{name}: features[{number}]"
        _check_feature(feature, where)
        if feature["id"] in seen:
            raise DataError(f"{where}: the id {feature['id']!r} stands twice")
        seen.add(feature["id"])
    parsed["dateline"] = _about(parsed.get("dateline"))
    return parsed


def _about(given: object) -> dict[str, Any]:
    """Return what a file says of itself, without what is not of its type: every export carries it."""
    about = dict(given) if isinstance(given, dict) else {}
    credit = about.get("attribution")
    if "attribution" in about and not (isinstance(credit, list) and all(isinstance(each, str) for each in credit)):
        del about["attribution"]
    if "disclaimer" in about and not isinstance(about["disclaimer"], str):
        about["disclaimer"] = None
    if "as_of" in about and not is_date(about["as_of"]):
        about["as_of"] = None
    return about


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number[:20]} is beyond all numbers")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    unique = dict(pairs)
    if len(unique) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return unique


def _check_whole(value: object, where: str) -> None:
    """Hold every text to whole characters: half of one can be written in JSON, and in no file in UTF-8."""
    if isinstance(value, dict):
        for key, each in value.items():
            _check_whole(key, where)
            _check_whole(each, f"{where}: {key}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            _check_whole(each, f"{where}[{number}]")
    elif isinstance(value, str) and (half := half_in(value)):
        raise DataError(f"{where}: half a character ({half}); write it whole")


def _check_feature(feature: object, where: str) -> None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise DataError(f"{where}: not a Feature")
    if not isinstance(feature.get("id"), str) or not feature["id"]:
        raise DataError(f"{where}: id is not a text")
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        raise DataError(f"{where}: no properties")
    for name in ("event", "kind"):
        if not isinstance(properties.get(name), str):
            raise DataError(f"{where}: {name} is not a text")
    _check_values(properties, where)
    if "geometry" not in feature:
        raise DataError(f"{where}: no geometry; write null where there is none")
    _check_geometry(feature["geometry"], where)


def _check_values(properties: Mapping[str, Any], where: str) -> None:
    given = {name: value for name, value in properties.items() if value is not None}
    for name, allowed in _VALUES.items():
        if name in given and given[name] not in allowed:
            raise DataError(f"{where}: {name} {given[name]!r} is none of {', '.join(allowed)}")
    for name in _DATES:
        if name in given and not is_date(given[name]):
            raise DataError(f"{where}: {name} {given[name]!r} is not an ISO 8601 year, month or day")
    for name in _LISTS:
        value = given.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise DataError(f"{where}: {name} is not a list of texts")
    for name in _TEXTS:
        if not isinstance(given.get(name, ""), str):
            raise DataError(f"{where}: {name} is not a text")
    for name in _OFFSETS:
        value = given.get(name, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_OFFSET:
            raise DataError(f"{where}: {name} is not a number of characters")
    if not _is_number(given.get("confidence", 0)):
        raise DataError(f"{where}: confidence is not a number")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_date(value: object) -> bool:
    """Tell whether `value` is an ISO 8601 year, month or day that exists: `2024`, `2024-03`, `2024-03-31`."""
    if not isinstance(value, str):
        return False
    whole = {4: f"{value}-01-01", 7: f"{value}-01", 10: value}.get(len(value), "")
    try:
        return dt.date.fromisoformat(whole).isoformat() == whole
    except ValueError:
        return False


def _check_geometry(geometry: object, where: str) -> None:
    if geometry is None:
        return
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Point":
        _check_position(coordinates, where)
    elif kind == "MultiLineString" and isinstance(coordinates, list):
        for line in coordinates:
            if not isinstance(line, list) or len(line) < 2:
                raise DataError(f"{where}: a line has fewer than two positions")
            for position in line:
                _check_position(position, where)
    else:
        raise DataError(f"{where}: geometry is neither null nor a Point nor a MultiLineString")


def _check_position(position: object, where: str) -> None:
    """Hold a position to [lon, lat] in degrees, WGS 84 (RFC 7946, section 4)."""
    if not isinstance(position, list) or len(position) != 2:
        raise DataError(f"{where}: a position is not [lon, lat]")
    for value, bound, axis in zip(position, (180, 90), ("longitude", "latitude"), strict=True):
        if not _is_number(value) or abs(value) > bound:
            raise DataError(f"{where}: {axis} {value!r} is outside of ±{bound}")
