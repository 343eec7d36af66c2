"""A correction or an article in; the table or the folder with it, and the map with what it touches made anew, out.

Of several who do so at once, in one process or in several, each waits for the other from the reading of the
corrections to the writing of the map: what one decided is never made anew without what the other did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.atomic import alone
from geo.contract import read_collection
from geo.corrections import Correction, add, by_article, read_corrections
from geo.diff import Change
from geo.intake import Kept, keep
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
    with _desk(files):
        taken = [each for each in read_corrections(files.corrections) if each.id in slips]
        add(given, files.corrections, without=slips)
        mended = _corrected(reference, files)
        wanted = _touched((*given, *taken), files.map)
        paths = {article_id(path, files.articles): path for path in find_articles(files.articles)}
        found = (read_article(paths[each], files.articles) for each in sorted(wanted) if each in paths)
        return revise(files.map, {each.id: _features(each, mended) for each in found})


def take_in(article: Article, files: Files, reference: Reference) -> Kept:
    """Keep an article in the folder and put what it says on the map, with the corrections as they are then.

    Raises:
        ArticleError: it would not be read back as it is.
        InputError: the table or the map does not hold.
        OSError: a file cannot be written.
    """
    with _desk(files):
        kept = keep(article, files.articles)
        made = _features(kept.article, _corrected(reference, files))
        revise(files.map, {kept.article.id: made}, kept.article.published)
    return kept


def _desk(files: Files) -> AbstractContextManager[None]:
    return alone(files.map.with_name("desk"))


def _corrected(reference: Reference, files: Files) -> Reference:
    return replace(reference, corrections=by_article(read_corrections(files.corrections)))


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
