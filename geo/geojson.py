"""`Event`s in, the Features and the bytes of map.geojson out."""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from geo.errors import DataError
from geo.types import Event

DISCLAIMER = (
    "Points and lines are for orientation, generalised, and express no view on the status of any territory. "
    "Excerpts are the publishers' words."
)
ATTRIBUTION = ("GeoNames (CC BY 4.0)", "Natural Earth (public domain)")
_ABOUT, _ABOUT_SUM = "dateline", "dateline.crc32"
"""Keys of a Parquet file's metadata: what the map says of itself, and its CRC-32 in eight hexadecimal digits."""
_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_DECIMALS = 5
"""About a metre at the equator, finer than any point of the gazetteer."""


def feature_id(article: str, kind: str, *parts: object) -> str:
    """Return the id of a Feature: the same article and the same parts give the same id."""
    digest = hashlib.blake2s("\x1f".join(map(str, parts)).encode(), digest_size=6).hexdigest()
    return f"{article}:{kind}:{digest}"


def to_feature(event: Event, geometry: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the GeoJSON Feature of one event, with the place's point unless `geometry` is given.

    An event that speaks of a line has no point: its geometry is the line's, or null where that is drawn once for all.

    Raises:
        DataError: the excerpt or the mention is not the article's own characters.
    """
    place, article, milestone = event.place, event.article, event.milestone
    excerpt = article.text[event.excerpt.start : event.excerpt.end] if article and event.excerpt else None
    if event.excerpt and not excerpt:
        raise DataError(f"{event.id}: the excerpt is not in the article's text; report this as a fault")
    if event.mention and article and article.text[event.mention.start : event.mention.end] != event.mention.text:
        raise DataError(f"{event.id}: the mention is not in the article's text; report this as a fault")
    if geometry is None and not event.line and place and place.lon is not None and place.lat is not None:
        geometry = {"type": "Point", "coordinates": [round(place.lon, _DECIMALS), round(place.lat, _DECIMALS)]}
    values: dict[str, Any] = {
        "event": event.event,
        "kind": event.kind,
        "type": event.type,
        "place": place.name if place else None,
        "place_id": place.id if place else None,
        "country": place.country if place else None,
        "precision": place.precision if place else None,
        "mention": event.mention.text if event.mention else None,
        "mention_start": event.mention.start if event.mention else None,
        "mention_end": event.mention.end if event.mention else None,
        "role": event.mention.role if event.mention else None,
        "date": event.date,
        "date_end": event.date_end,
        "date_source": event.date_source,
        "actors": list(event.actors),
        "parties": list(event.parties),
        "status": event.status,
        "stage": event.stage,
        "process": event.process,
        "document": event.document,
        "speaker": event.speaker,
        "excerpt": excerpt,
        "start": event.excerpt.start if event.excerpt else None,
        "end": event.excerpt.end if event.excerpt else None,
        "summary": milestone.summary if milestone else None,
        "sources": list(milestone.sources) if milestone else [],
        "article": article.id if article else None,
        "title": article.title if article else milestone.title if milestone else None,
        "source": article.source if article else None,
        "url": article.url if article else None,
        "published": article.published if article else None,
        "line": event.line,
        "confidence": round(event.confidence, 2),
        "method": event.method,
        "reason": None if geometry or event.line else event.reason,
    }
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": values}


def encode(features: Iterable[Mapping[str, Any]], as_of: str | None) -> bytes:
    """Return the file's bytes: a FeatureCollection, a Feature a line, in the order given.

    `as_of` is the newest date the data knows of, ISO 8601: the same input gives the same bytes.
    """
    file = io.BytesIO()
    write_collection(file, map(encode_feature, features), as_of)
    return file.getvalue()


def encode_feature(feature: Mapping[str, Any]) -> bytes:
    """Return a Feature as one line of JSON, without the end of the line."""
    return _compact(feature).encode()


def write_collection(file: BinaryIO, lines: Iterable[bytes], as_of: str | None) -> None:
    """Write a FeatureCollection of encoded Features, one at a time."""
    file.writelines(collection_parts(lines, as_of))


def collection_parts(lines: Iterable[bytes], as_of: str | None) -> Iterator[bytes]:
    """Yield the bytes of a FeatureCollection of encoded Features: its head, each Feature, its end."""
    yield f'{{"type":"FeatureCollection","dateline":{_compact(about(as_of))},"features":['.encode()
    separator = b"\n"
    for line in lines:
        yield separator + line
        separator = b",\n"
    yield b"\n]}\n"


def about(as_of: str | None) -> dict[str, Any]:
    """Return what a map says of itself: its `dateline` member."""
    return {"as_of": as_of, "disclaimer": DISCLAIMER, "attribution": list(ATTRIBUTION)}


def write_about(about: Mapping[str, Any]) -> dict[str, str]:
    """Return what a map says of itself as metadata of a Parquet file, whose own checksums are of its pages alone."""
    said = json.dumps(about, ensure_ascii=False)
    return {_ABOUT: said, _ABOUT_SUM: _sum(said.encode())}


def read_about(metadata: Mapping[bytes, bytes]) -> dict[str, Any]:
    """Return what a map says of itself in the metadata of a Parquet file; nothing where that says nothing.

    Raises:
        DataError: it is not JSON, or not what its checksum was made of.
    """
    said, noted = metadata.get(_ABOUT.encode(), b"{}"), metadata.get(_ABOUT_SUM.encode())
    if noted is not None and noted != _sum(said).encode():
        raise DataError(f"the key {_ABOUT!r} of its metadata has changed since it was written")
    try:
        parsed = json.loads(said)
    except (ValueError, RecursionError):
        raise DataError(f"the key {_ABOUT!r} of its metadata is not JSON") from None
    return parsed if isinstance(parsed, dict) else {}


def _sum(said: bytes) -> str:
    return f"{zlib.crc32(said):08x}"
