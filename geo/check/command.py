"""`python -m geo check`: hold the project's own words, names and lines to docs/conventions.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from geo.check.finding import Finding
from geo.check.lines import check_lines
from geo.check.names import check_names
from geo.check.passages import passages
from geo.check.terms import check_words, read_terms
from geo.milestones import read_milestones

ROOT = Path(__file__).parent.parent.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `check`."""
    parser.add_argument("root", nargs="?", type=Path, default=ROOT, help="the repository; default: this one")


def run(args: argparse.Namespace) -> int:
    """Write a line for each finding to standard error; the exit code is 2 where there is one."""
    found = sorted(set(findings(args.root)))
    for each in found:
        sys.stderr.write(f"{each.told(args.root)}\n")
    sys.stderr.write(f"check: {len(found)} found\n" if found else "check: nothing found\n")
    return 2 if found else 0


def findings(root: Path) -> Iterator[Finding]:
    """Yield what breaks the conventions below `root`.

    Raises:
        TableError: a table cannot be read or has rows that do not hold.
        ArticleError: a text cannot be read.
    """
    data = root / "data"
    read_milestones(data / "reference/milestones.csv")
    yield from check_words(passages(root), read_terms(data / "reference/terms.csv"))
    yield from check_names(data / "gazetteer/labels.csv")
    yield from check_lines(data / "boundaries")
