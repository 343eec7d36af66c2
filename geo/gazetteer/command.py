"""The tables and GeoNames' places in, the index out: `python -m geo gazetteer build`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.gazetteer.index import build_index
from geo.gazetteer.lookup import INDEX, TABLES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `gazetteer`."""
    parser.add_argument("action", choices=["build"], help="build: make the index anew")
    parser.add_argument("--index", type=Path, default=INDEX, help="folder of the index; default: data/gazetteer/index")


def run(args: argparse.Namespace) -> int:
    """Build the index and say so."""
    count = build_index(TABLES, args.index, _tell)
    sys.stderr.write(f"{args.index}: {count} places\n")
    return 0


def _tell(doing: str) -> None:
    sys.stderr.write(f"gazetteer: {doing}\n")
