"""Commands in, files out: `python -m geo build | diff | export | geocode | annotate | check | gazetteer`."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from types import ModuleType

from geo import annotate, check, diff, geocode
from geo.build import command as build
from geo.compiled import is_used
from geo.errors import DatelineError
from geo.export import command as export
from geo.gazetteer import command as gazetteer
from geo.geocode.service import VERSION

COMMANDS: dict[str, tuple[ModuleType, str]] = {
    "build": (build, "articles to map.geojson"),
    "diff": (diff, "what differs between two maps, a line a feature"),
    "export": (export, "map.geojson to other formats"),
    "geocode": (geocode, "places to GeoJSON on standard output"),
    "annotate": (annotate, "articles of a JSONL file to toponyms, visits, border references and quotations"),
    "check": (check, "the project's own words, names and lines, held to the conventions"),
    "gazetteer": (gazetteer, "build the index of place names"),
}
"""Each module declares `add_arguments(parser)` and `run(arguments)`, which returns the exit code."""


def main(argv: list[str] | None = None) -> int:
    """Run one command; return 0, or 2 with one line on standard error for what a person can mend."""
    parser = argparse.ArgumentParser(prog="python -m geo", description="News articles to places, visits and GeoJSON.")
    form = "compiled" if is_used() else "not compiled"
    parser.add_argument("--version", action="version", version=f"Dateline {VERSION}, {form}")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, (module, purpose) in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=module.__doc__)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    arguments = parser.parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except DatelineError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"error: {error.filename or 'file'}: {error.strerror}; check the disk and your rights\n")
        return 2
    except sqlite3.Error as error:
        sys.stderr.write(f"error: what is kept between runs: {error}; check the disk and your rights\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("stopped; what is done is kept, the same command goes on from there\n")
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
