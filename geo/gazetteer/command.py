"""The tables and GeoNames' places in, the index out: `python -m geo gazetteer build` and `import`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from geo.errors import GazetteerError
from geo.gazetteer.dump import Imported, Sources, import_dump
from geo.gazetteer.index import build_index
from geo.gazetteer.lookup import INDEX, TABLES, Gazetteer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `gazetteer`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    build = actions.add_parser("build", help="make the index anew from the own tables and the bundled places")
    build.add_argument("--keep-import", action="store_true", help="leave an index that was imported as it is")
    imported = actions.add_parser("import", help="make the index from GeoNames' dump files and the own tables")
    imported.add_argument("folder", type=Path, metavar="DIR", help="folder of allCountries.zip or AM.zip, and others")
    for action in (build, imported):
        action.add_argument("--index", type=Path, default=INDEX, help="the index; default: data/gazetteer/index")


def run(args: argparse.Namespace) -> int:
    """Build or import the index and say so."""
    if args.action == "import":
        _report(args.folder, args.index, import_dump(Sources(args.folder, TABLES), args.index, _tell))
        return 0
    if args.keep_import and _is_imported(args.index):
        _tell(f"{args.index} is an import of GeoNames' files: kept as it is")
        try:
            Gazetteer.open(args.index, TABLES)
        except GazetteerError as error:
            _tell(str(error))
        return 0
    count = build_index(TABLES, args.index, _tell)
    sys.stderr.write(f"{args.index}: {count} places\n")
    return 0


def _is_imported(index: Path) -> bool:
    try:
        about = json.loads((index / "about.json").read_bytes())
    except (FileNotFoundError, ValueError):
        return False
    return about.get("dump") is not None


def _report(folder: Path, index: Path, imported: Imported) -> None:
    for name, progress in imported.files:
        sys.stderr.write(f"{folder / name}: {progress.lines:,} lines, {progress.kept:,} kept, {progress.bad:,} bad\n")
        for reason, count in sorted(progress.left_out.items()):
            sys.stderr.write(f"  {count:,} {reason}\n")
        for example in progress.examples:
            sys.stderr.write(f"  skipped: {example}\n")
    sys.stderr.write(f"{index}: {imported.places} places; place names and points: GeoNames, CC BY 4.0\n")


def _tell(doing: str) -> None:
    sys.stderr.write(f"gazetteer: {doing}\n")
