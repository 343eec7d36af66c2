"""Corrections in; the table with them, and the map with the articles that they touch made anew, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.contract import read_collection
from geo.corrections import Correction, add, by_article, read_corrections
from geo.diff import Change
from geo.pipeline import Reference, article_events, features_of
from geo.read import article_id, find_articles, read_article
from geo.revision import revise
from geo.types import Article


@dataclass(frozen=True, slots=True)
class Files:
    """Where a person's work is kept."""

    map: Path
    articles: Path
    """A folder."""
    corrections: Path


def mend(
    given: Sequence[Correction], files: Files, reference: Reference, *, without: Iterable[str] = ()
) -> tuple[Change, ...]:
    """Add corrections, take slips out by their ids, and make the articles that this touches anew; return what differs.

    An article of the map that the folder does not hold stays as it was; a build lists the correction.

    Raises:
        InputError: a correction, the table or the map does not hold.
        OSError: a file cannot be written.
    """
    slips = set(without)
    taken = [each for each in read_corrections(files.corrections) if each.id in slips]
    add(given, files.corrections, without=slips)
    mended = replace(reference, corrections=by_article(read_corrections(files.corrections)))
    wanted = _touched((*given, *taken), files.map)
    paths = {article_id(path, files.articles): path for path in find_articles(files.articles)}
    found = (read_article(paths[each], files.articles) for each in sorted(wanted) if each in paths)
    return revise(files.map, {each.id: _features(each, mended) for each in found})


def _features(article: Article, reference: Reference) -> list[dict[str, Any]]:
    return features_of(article_events(article, reference), reference)


def _touched(corrections: Iterable[Correction], path: Path) -> set[str]:
    """Return the ids of the articles that corrections are about; of one for all, each that holds its words."""
    corrections = tuple(corrections)
    own = {each.article for each in corrections}
    quotes = [each.quote for each in corrections if each.scope == "all"]
    if not quotes:
        return own
    said: Iterable[Mapping[str, Any]] = (each["properties"] for each in read_collection(path)["features"])
    return own | {each["article"] for each in said if any(quote in (each["excerpt"] or "") for quote in quotes)}
