"""A FeatureCollection and the outlines in, what the one file holds out: one JSON value that its script reads."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.contract import PROPERTIES
from geo.errors import DataError
from geo.export.html.view import fitting
from geo.gazetteer.labels import read_labels

MAX_OUTLINES = 500_000
"""Bytes of finer outlines: with the world's, a third of a file of 3 MB."""
CREDITS = ("Places: GeoNames, CC BY 4.0", "Outlines: Natural Earth", "Map: Leaflet")
_CELL = 10
"""Degrees of a cell of the finer outlines."""


def contents(collection: Mapping[str, Any], boundaries: Path) -> dict[str, Any]:
    """Return Features, names of places, outlines and lines, and how the file opens.

    Raises:
        DataError: the folder `boundaries` lacks a file.
    """
    about = collection.get("dateline") or {}
    view = fitting(about.get("view"))
    features = [_flat(feature) for feature in collection["features"]]
    places = _places(features)
    world, cells = _outlines(features, boundaries)
    return {
        "about": {**about, "credits": list(CREDITS)},
        "view": view,
        "features": [{name: value for name, value in each.items() if value not in (None, [], {})} for each in features],
        "places": places,
        "world": world,
        "cells": cells,
        "lines": {name: _json(boundaries / f"{name}.geojson") for name in ("lines", "sections")},
    }


def _flat(feature: Mapping[str, Any]) -> dict[str, Any]:
    """Return a Feature as one level, a property that it lacks as null.

    A line's geometry is left out, since the lines come once, under their ids.
    """
    geometry = feature.get("geometry") or {}
    lon, lat = geometry["coordinates"] if geometry.get("type") == "Point" else (None, None)
    return {**dict.fromkeys(PROPERTIES), **feature["properties"], "id": feature["id"], "lon": lon, "lat": lat}


def _places(features: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return for each place the value of its facet, unique in the file, and the rows of its names."""
    first: dict[str, Mapping[str, Any]] = {}
    for feature in features:
        if feature["place_id"] is not None:
            first.setdefault(feature["place_id"], feature)
    values, names = _unique(sorted(first), first), read_labels()
    return {
        place: {
            "value": values[place],
            "country": first[place]["country"],
            "names": [[each.language, each.text, each.local, each.since, each.until] for each in names.get(place, ())],
        }
        for place in sorted(first)
    }


def _unique(ids: Sequence[str], first: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return each place's name, with its country where that is shared, with its id where both are."""
    labels = {place: _name(first[place]) for place in ids}
    shared = Counter(labels.values())
    for place in ids:
        if shared[labels[place]] > 1 and first[place]["country"]:
            labels[place] = f"{labels[place]} ({first[place]['country']})"
    shared = Counter(labels.values())
    plain = dict(labels)
    taken = {text for text in labels.values() if shared[text] == 1}
    for place in ids:
        while shared[labels[place]] > 1 or (labels[place] != plain[place] and labels[place] in taken):
            labels[place] = f"{labels[place]} ({place})"
        taken.add(labels[place])
    return labels


def _name(feature: Mapping[str, Any]) -> str:
    return str(feature["place"] or feature["place_id"])


def _outlines(features: Iterable[Mapping[str, Any]], boundaries: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the world's outlines, and the finer ones where most events are, up to `MAX_OUTLINES`."""
    world = _json(boundaries / "world.json")
    counts = Counter(_cell(each["lon"], each["lat"]) for each in features if each["lon"] is not None)
    lines = {json.loads(line)["cell"]: line for line in _text(boundaries / "detail.ndjson").splitlines()}
    room, kept = MAX_OUTLINES, {}
    for name, _count in counts.most_common():
        if name in lines and len(lines[name]) <= room:
            room -= len(lines[name])
            kept[name] = json.loads(lines[name])
    return {**world, "cells": list(kept)}, kept


def _cell(lon: float, lat: float) -> str:
    return f"{math.floor(lon / _CELL) * _CELL}_{math.floor(lat / _CELL) * _CELL}"


def _json(path: Path) -> Any:
    return json.loads(_text(path))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise DataError(f"{path}: {error.strerror}; restore it, or derive it anew with: make derive") from error
