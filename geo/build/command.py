"""Folders of articles and the curated tables in, map.geojson out: `python -m geo build`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from geo.build.items import Item, find_items
from geo.build.make import add, complete, lines_of, orphans
from geo.build.output import LARGE, PARQUET, write_map
from geo.build.pool import Pool, cores
from geo.build.progress import Progress
from geo.build.reference import DATA, open_reference
from geo.build.spool import Spool
from geo.build.work import Result, Setup, Work
from geo.corrections import FILE
from geo.errors import ArticleError, WorkerError
from geo.resume import Finished

MAX_WORKERS = 1_024
"""More processes than any machine has cores are a slip of the hand."""
PART_BYTES = 16_000_000
"""Of a part of a cluster's build: some 8,000 articles, two minutes of a core."""
MAX_PART_BYTES = 1_000_000_000
"""A part is read again as a whole when its machine dies."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `build`."""
    parser.add_argument("articles", nargs="*", default=[str(DATA / "articles")], help="folders, files or JSONL shards")
    parser.add_argument(
        "-o", "--output", default=str(DATA / "map.geojson"), help="default: data/map.geojson; X.parquet is GeoParquet"
    )
    parser.add_argument("--milestones", type=Path, default=DATA / "reference/milestones.csv", help="curated table")
    parser.add_argument("--corrections", type=Path, default=FILE, help="what persons mended")
    parser.add_argument("--workers", type=_count, default=cores(), help="processes that read; default: all cores")
    parser.add_argument("--fresh", action="store_true", help="read every article again, also those done before")
    parser.add_argument(
        "--resume", type=Path, default=DATA / ".cache/build.sqlite", help="where what is done is kept; FILE.sqlite"
    )
    parser.add_argument(
        "--engine", choices=("local", "dask"), default="local", help="dask: on a cluster (docs/scale.md)"
    )
    parser.add_argument("--scheduler", help="of dask, tcp://host:port; default: a cluster on this machine")
    parser.add_argument("--part-bytes", type=_bytes, default=PART_BYTES, help="of dask: bytes of articles in a part")


def run(args: argparse.Namespace) -> int:
    """Build and write; the exit code is 2 where an article could not be read, though the others are built."""
    if args.engine == "dask":
        return _cluster(args)
    paths, output = [Path(each) for each in args.articles], Path(args.output)
    reference, rules = open_reference(args.milestones, corrections=args.corrections)
    total = sum(1 for _ in find_items(paths))
    if not total:
        raise ArticleError(f"{', '.join(args.articles)}: no articles; put a .txt, .md or .html file there")
    told, problems, resumed = Progress(total), 0, 0
    corrected: set[str] = set()
    with Finished(args.resume, rules) as finished, Spool(output.parent) as spool:
        setup = Setup(args.milestones, None if args.fresh else args.resume, args.corrections)
        for done, (item, result) in enumerate(_results(paths, setup, args.workers, total), start=1):
            if result.kept and not result.known:
                finished.put(result.key, result.kept, rules)
            problem = add(item, result, spool)
            if result.kept and result.kept.article in reference.corrections:
                corrected.add(result.kept.article)
            for line in result.unfitting:
                sys.stderr.write(f"correction {line}\n")
            if problem:
                problems += 1
                sys.stderr.write(f"error: {problem}\n")
            resumed += result.known
            told(done)
        if not spool.articles:
            sys.stderr.write(f"error: no article could be read; {output} is left as it was\n")
            return 2
        for line in orphans(reference, corrected):
            sys.stderr.write(f"correction {line}\n")
        complete(spool, reference)
        for path in write_map(spool, output, lines_of(reference)):
            sys.stderr.write(f"{path}: {spool.features} features from {spool.articles} articles")
            sys.stderr.write(f", {resumed} of them done before\n" if resumed else "\n")
    _warn_of_older(output, spool.features)
    return 2 if problems else 0


def _cluster(args: argparse.Namespace) -> int:
    try:
        from geo.build import cluster  # noqa: PLC0415 - an extra that most do without
    except ImportError as error:
        raise WorkerError(f"--engine dask: {error.name} is missing; install dateline[cluster]") from error
    return cluster.run(args)


def _results(paths: list[Path], setup: Setup, workers: int, total: int) -> Iterator[tuple[Item, Result]]:
    """Read the articles in worker processes; a single one in this process, which is quicker than starting another."""
    items, opens = find_items(paths), partial(Work.open, setup)
    if total == 1:
        work = opens()
        return ((item, work(item)) for item in items)
    return Pool(min(workers, total), opens, _warn).run(items)


def _warn(said: str) -> None:
    sys.stderr.write(f"warning: {said}\n")


def _warn_of_older(output: Path, features: int) -> None:
    """Say so where a GeoParquet file stands beside a map that no longer has one."""
    beside = output.with_suffix(PARQUET)
    if beside != output and features <= LARGE and beside.exists():
        _warn(f"{beside} was not written by this build; remove it if it is an earlier one's")


def _count(given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) <= MAX_WORKERS:
        raise argparse.ArgumentTypeError(f"{given}: not a number from 1 to {MAX_WORKERS}")
    return int(given)


def _bytes(given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) <= MAX_PART_BYTES:
        raise argparse.ArgumentTypeError(f"{given}: not a number from 1 to {MAX_PART_BYTES}")
    return int(given)
