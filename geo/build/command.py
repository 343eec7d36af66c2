"""Folders of articles and the curated tables in, map.geojson out: `python -m geo build`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.atomic import write_bytes
from geo.boundaries import Boundary, read_boundaries
from geo.curated import read_curated
from geo.errors import ArticleError
from geo.gazetteer import Gazetteer
from geo.geojson import encode, to_feature
from geo.pipeline import Reference, article_events, milestone_events, newest_date
from geo.read import find_articles, read_article
from geo.resume import Finished, article_key, rules_fingerprint
from geo.retold import with_shared_events
from geo.types import Article, Event

DATA = Path(__file__).parent.parent / "data"
PROGRESS_S = 1.0
"""Seconds between two lines of progress."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave."""

    content: bytes
    """The bytes of map.geojson."""
    articles: int
    features: int
    resumed: int
    """Articles taken from an earlier build."""
    problems: tuple[str, ...]
    """A line for each article that could not be read."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `build`."""
    parser.add_argument("articles", nargs="*", type=Path, default=[DATA / "articles"], help="folders or files")
    parser.add_argument("-o", "--output", type=Path, default=DATA / "map.geojson", help="default: data/map.geojson")
    parser.add_argument("--milestones", type=Path, default=DATA / "reference/milestones.csv", help="curated table")
    parser.add_argument("--fresh", action="store_true", help="read every article again, also those done before")


def run(args: argparse.Namespace) -> int:
    """Build and write; the exit code is 2 where an article could not be read, though the others are built."""
    reference, fingerprint = open_reference(args.milestones)
    with Finished(DATA / ".cache/build.sqlite") as finished:
        built = build(args.articles, reference, None if args.fresh else (finished, fingerprint), _progress())
    for problem in built.problems:
        sys.stderr.write(f"error: {problem}\n")
    if not built.articles:
        sys.stderr.write(f"error: no article could be read; {args.output} is left as it was\n")
        return 2
    write_bytes(args.output, built.content)
    sys.stderr.write(f"{args.output}: {built.features} features from {built.articles} articles")
    sys.stderr.write(f", {built.resumed} of them done before\n" if built.resumed else "\n")
    return 2 if built.problems else 0


def open_reference(milestones: Path, data: Path = DATA) -> tuple[Reference, str]:
    """Open what articles are read against.

    Returns:
        The reference, and the fingerprint of the rules and tables that results depend on.

    Raises:
        GazetteerError: there is no index, or it is older than its tables.
        TableError: a curated table has a row that does not hold.
    """
    gazetteer = Gazetteer.open()
    boundaries: dict[tuple[str, ...], Boundary] = {each.parties: each for each in read_boundaries(data / "boundaries")}
    curated = read_curated(milestones, gazetteer)
    tables = [milestones, *sorted((data / "boundaries").glob("*.geojson"))]
    fingerprint = rules_fingerprint([gazetteer.fingerprint.encode(), *(path.read_bytes() for path in tables)])
    return Reference(gazetteer, boundaries, curated), fingerprint


def build(
    paths: Iterable[Path],
    reference: Reference,
    resume: tuple[Finished, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Built:
    """Build the map of the articles at `paths` and of the milestones.

    `resume` holds earlier results and the fingerprint under which they count. `progress` is told how many articles of
    how many are done. The result depends on the input alone, not on what was resumed.

    Raises:
        DatelineError: no articles at a path, or two with one id.
    """
    files = [(path, root) for root in paths for path in find_articles(root)]
    if not files:
        raise ArticleError(f"{', '.join(map(str, paths))}: no articles; put a .txt, .md or .html file there")
    articles: dict[str, Article] = {}
    features: list[Mapping[str, Any]] = []
    problems: list[str] = []
    resumed = 0
    for number, (path, root) in enumerate(files, start=1):
        try:
            article = read_article(path, root)
            if article.id in articles:
                raise ArticleError(f"{path}: another article has the id {article.id} already; rename one of the two")
            made, known = _features_of(article, reference, resume)
        except ArticleError as error:
            problems.append(str(error))
        else:
            articles[article.id] = article
            features += made
            resumed += known
        if progress:
            progress(number, len(files))
    for curated in reference.milestones:
        features += _features(milestone_events(curated, reference), reference)
    as_of = newest_date(articles.values(), (curated.milestone for curated in reference.milestones))
    features = with_shared_events(features)
    return Built(encode(features, as_of), len(articles), len(features), resumed, tuple(problems))


def _features_of(
    article: Article, reference: Reference, resume: tuple[Finished, str] | None
) -> tuple[list[dict[str, Any]], bool]:
    """Return the article's Features, and whether they were there already."""
    if resume is None:
        return list(_features(article_events(article, reference), reference)), False
    finished, fingerprint = resume
    key = article_key(article, fingerprint)
    kept = finished.get(key)
    if kept is not None:
        return kept, True
    made = list(_features(article_events(article, reference), reference))
    finished.put(key, made)
    return made, False


def _features(events: Iterable[Event], reference: Reference) -> Iterator[dict[str, Any]]:
    lines = {boundary.id: boundary.geometry for boundary in reference.boundaries.values()}
    for event in events:
        yield to_feature(event, lines[event.line] if event.line else None)


def _progress() -> Callable[[int, int], None]:
    """Return a function that writes a line of progress to standard error, at most one in `PROGRESS_S`."""
    began = last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < PROGRESS_S:
            return
        last = now
        rate = done / (now - began)
        left = (total - done) / rate
        sys.stderr.write(f"{done} of {total} articles, {rate:.1f} a second, {left:.0f} s left\n")

    return tell
