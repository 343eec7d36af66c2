"""A map.geojson in, files in other formats out: `python -m geo export --csv out.csv --gpkg out.gpkg`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.atomic import write_bytes
from geo.contract import read_collection
from geo.errors import InputError
from geo.export.formats import FORMATS, export
from geo.export.html import read_view

DATA = Path(__file__).parent.parent.parent / "data/map.geojson"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `export`."""
    parser.add_argument("--data", type=Path, default=DATA, help="the map to export; default: data/map.geojson")
    parser.add_argument(
        "--state", metavar="VIEW", help="how the HTML file opens: the query of a link, or a view's token"
    )
    parser.add_argument("--contact", metavar="ADDRESS", help="where the HTML file sends corrections; http or https")
    for ending, found in FORMATS.items():
        parser.add_argument(f"--{ending}", type=Path, metavar="FILE", help=f"write {found.title}")


def run(args: argparse.Namespace) -> int:
    """Write each format that is asked for, whole or not at all."""
    wanted = {ending: getattr(args, ending) for ending in FORMATS if getattr(args, ending)}
    if not wanted:
        raise InputError(f"export: no format asked for; give one of {', '.join('--' + ending for ending in FORMATS)}")
    view = {"view": read_view(args.state)} if args.state else {}
    collection = read_collection(args.data)
    collection["dateline"] |= view | ({"contact": args.contact} if args.contact else {})
    for ending, path in wanted.items():
        content = export(collection, ending)
        write_bytes(path, content)
        sys.stderr.write(f"{path}: {len(collection['features'])} features, {len(content) / 1000:.0f} KB\n")
    return 0
