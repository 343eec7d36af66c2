"""Results in the order of the input in, a full spool out; and the whole build in one process, for the library."""

from __future__ import annotations

import io
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.build.items import Item, find_items
from geo.build.output import LARGE, Lines, write_geojson
from geo.build.shared import shared_events
from geo.build.spool import Spool
from geo.build.work import Result, Work, feature_lines, pack
from geo.pipeline import Reference, milestone_events, newest_date


@dataclass(frozen=True, slots=True)
class Built:
    """What a build in memory gave."""

    content: bytes
    """The bytes of map.geojson."""
    articles: int
    features: int
    problems: tuple[str, ...]
    """A line for each article that could not be read."""
    unfitting: tuple[str, ...] = ()
    """A line for each correction that no longer fits."""


def build(paths: Iterable[Path], reference: Reference) -> Built:
    """Build the map of the articles at `paths` and of the milestones, in this process and in memory.

    Raises:
        ArticleError: there is no such path, or its kind is not read.
    """
    work, file = Work(reference), io.BytesIO()
    with Spool() as spool:
        problems: list[str | None] = []
        unfitting: list[str] = []
        seen: set[str] = set()
        for item in find_items(paths):
            result = work(item)
            problems.append(add(item, result, spool))
            unfitting += result.unfitting
            seen.update([result.kept.article] if result.kept else ())
        unfitting += orphans(reference, seen)
        complete(spool, reference)
        write_geojson(spool, file, {} if spool.features > LARGE else lines_of(reference))
        return Built(file.getvalue(), spool.articles, spool.features, tuple(filter(None, problems)), tuple(unfitting))


def orphans(reference: Reference, seen: Container[str]) -> Iterator[str]:
    """Yield a line for each correction of an article that is not among those `seen`, by their ids."""
    for given in reference.corrections.values():
        for each in given:
            if each.scope != "all" and each.article not in seen:
                yield f"{each.id}: {each.article}: no article of this id is in the build"


def add(item: Item, result: Result, spool: Spool) -> str | None:
    """Add one result to a spool; return what is wrong with it, null where nothing is."""
    kept = result.kept
    if kept is None:
        return result.problem
    if not spool.claim(kept.article):
        return f"{item.where}: another article has the id {kept.article} already; rename one of the two"
    spool.add(kept.features, kept.count, kept.published, result.told)
    spool.articles += 1
    return None


def complete(spool: Spool, reference: Reference) -> None:
    """Add the Features of the curated table behind those of the articles, and join what several of them tell."""
    newest = newest_date((), (curated.milestone for curated in reference.milestones))
    for lines in milestone_lines(reference):
        spool.add(pack(lines), len(lines), newest)
    spool.rename(shared_events(spool.told()))


def milestone_lines(reference: Reference) -> Iterator[list[bytes]]:
    """Yield the encoded Features of each milestone."""
    for curated in reference.milestones:
        yield feature_lines(milestone_events(curated, reference))


def lines_of(reference: Reference) -> Lines:
    """Return the geometry of each line's id."""
    return {boundary.id: boundary.geometry for boundary in reference.boundaries.values()}
