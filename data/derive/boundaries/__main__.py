"""The folder of world-atlas in; outlines, lines and their manifest in data/boundaries out.

    python -m data.derive.boundaries dashboard/web/node_modules/world-atlas

The same package gives the same bytes. Nothing is fetched.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geo.atomic import write_bytes

from .atlas import read_atlas
from .features import borders, disputed, neighbours, sections
from .outlines import WORLD, cells, topology
from .shape import Box
from .table import DISPUTED, SECTIONS, STATUS, Facts, read_facts
from .territory import Territory, territory

BOUNDARIES = Path("data/boundaries")
COARSE, FINE = "countries-50m.json", "countries-10m.json"
WORLD_TOLERANCE = 0.02
"""Degrees: half a pixel at zoom 5, the last at which the world's outlines are drawn alone."""
DETAIL_TOLERANCE = 0.011
"""Degrees: a pixel at zoom 7. All land at the source's own grid (0.0036) would take 6 MB."""
NEAR = (Box(36, 36, 52, 45), 0.002)
"""The South Caucasus, where most of the stories are: finer than the source's own grid, so all of it is kept but the
vertices of straight runs."""
ABOUT = "Natural Earth 4.1.0 (public domain) by way of world-atlas 2.0.2; generalised; see docs/conventions.md"


def main() -> int:
    """Derive the files and write them, and print what each weighs."""
    parser = argparse.ArgumentParser(prog="python -m data.derive.boundaries", description="Derive data/boundaries.")
    parser.add_argument("atlas", type=Path, help="the folder of the npm package world-atlas, 2.0.2")
    parser.add_argument("-o", "--output", type=Path, default=BOUNDARIES, help=f"default: {BOUNDARIES}")
    args = parser.parse_args()
    try:
        sources = {name: (args.atlas / name).read_bytes() for name in (COARSE, FINE)}
    except OSError as error:
        sys.stderr.write(f"error: {error}; install world-atlas with npm in dashboard/web\n")
        return 2
    files = dict(derived(args.atlas, read_facts(BOUNDARIES)))
    own = {name: (BOUNDARIES / name).read_bytes() for name in (STATUS, DISPUTED, SECTIONS)}
    for name, content in files.items():
        write_bytes(args.output / name, content)
        sys.stderr.write(f"{args.output / name}: {len(content)} bytes\n")
    write_bytes(args.output / "MANIFEST.json", _manifest(sources, own, files))
    return 0


def derived(atlas: Path, facts: Facts) -> Iterator[tuple[str, bytes]]:
    """Yield each derived file: its name and bytes."""
    coarse = territory(read_atlas(atlas / COARSE), WORLD_TOLERANCE)
    whole = read_atlas(atlas / FINE)
    fine = territory(whole, DETAIL_TOLERANCE, NEAR)
    detail = {
        name: {"cell": name, "about": ABOUT, **_topology(inside, box, facts)} for name, box, inside in cells(fine)
    }
    yield "detail.ndjson", b"".join(map(_compact, detail.values()))
    world = {"cell": "world", "about": ABOUT, "cells": list(detail), **_topology(coarse, WORLD, facts)}
    yield "world.json", _compact(world)
    exact = territory(whole, 0)
    yield "lines.geojson", _collection([*borders(exact, facts), *disputed(fine, facts)])
    yield "neighbours.geojson", _collection(neighbours(fine, facts))
    yield "sections.geojson", _collection(sections(facts))


def _topology(part: Territory, box: Box, facts: Facts) -> dict[str, Any]:
    return topology(part, box, facts.styles, facts.outlined)


def _collection(features: Iterable[dict[str, Any]]) -> bytes:
    """Return a FeatureCollection, a Feature a line."""
    lines = b",\n".join(_compact(feature).rstrip() for feature in features)
    return b'{"type":"FeatureCollection","features":[\n' + lines + b"\n]}\n"


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def _manifest(*groups: dict[str, bytes]) -> bytes:
    hashes = [{name: hashlib.sha256(content).hexdigest() for name, content in group.items()} for group in groups]
    manifest = dict(zip(("world-atlas", "tables", "derived"), hashes, strict=True))
    return json.dumps(manifest, indent=1).encode() + b"\n"


if __name__ == "__main__":
    sys.exit(main())
