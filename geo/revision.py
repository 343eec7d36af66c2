"""A map.geojson and the Features of some articles in, the file with these articles anew out, the rest as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.atomic import alone, write_bytes
from geo.contract import read_collection
from geo.diff import Change, differences
from geo.errors import DataError
from geo.geojson import encode
from geo.retold import with_own_events, with_shared_events

Features = Sequence[Mapping[str, Any]]


def revise(path: Path, made: Mapping[str, Features], published: str | None = None) -> tuple[Change, ...]:
    """Put the Features of articles, by their ids, into the file at `path`; return what differs.

    An article stands where it stood; a new one in the order of ids, before the milestones, as a build of a folder has
    it. `published` is the newest date of a new article, ISO 8601. Others who revise at that time wait.

    Raises:
        DataError: the file does not fit the contract, or is not GeoJSON.
        OSError: it cannot be written; it is then as it was.
    """
    if path.suffix.lower() not in (".geojson", ".json"):
        raise DataError(f"{path}: only a GeoJSON file is revised in place; make it anew with: python -m geo build")
    with alone(path):
        whole = read_collection(path)
        old = whole["features"]
        # An event that several articles told may by now be told by one, or by others.
        new = with_shared_events(with_own_events(spliced(old, made)))
        as_of = max((day for day in (whole["dateline"].get("as_of"), published) if day), default=None)
        if new != old:
            write_bytes(path, encode(new, as_of))
    return differences(old, new)


def spliced(old: Features, made: Mapping[str, Features]) -> list[Mapping[str, Any]]:
    """Return a file's Features with those of some articles in the place of what they had before."""
    blocks: dict[str, list[Mapping[str, Any]]] = {}
    rest = []
    for feature in old:
        article = feature["properties"].get("article")
        if article is None:
            rest.append(feature)
        else:
            blocks.setdefault(article, []).append(feature)
    order = list(blocks)
    for article in sorted(set(made) - set(blocks)):
        at = next((number for number, each in enumerate(order) if each > article), len(order))
        order.insert(at, article)
    found = {**blocks, **{article: list(given) for article, given in made.items()}}
    return [feature for article in order for feature in found[article]] + rest
