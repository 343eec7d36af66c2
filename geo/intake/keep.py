"""An article and a folder in, the article as a file of that folder out, once however often it is brought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from geo.atomic import alone, sweep, write_bytes
from geo.errors import ArticleError
from geo.intake.taken import text_hash
from geo.read import MAX_TITLE, article_from_bytes, article_id, read_article
from geo.types import Article

MAX_STEM = 80
"""Bytes of a file's name before its ending: with what a temporary file adds, far below the 255 of most disks."""
MAX_COMPARED = 2_000
"""Files that are looked at for the same text under another name, those of about the same size alone."""
_SLACK = 4_000
"""Bytes by which two files with the same text may differ: front matter and line breaks."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of the folder."""

    path: Path
    article: Article
    """As a build reads it, with the id that the file gives it."""
    new: bool
    """False where the folder had its text already."""


def keep(article: Article, folder: Path) -> Kept:
    """Write an article into a folder as text with a front matter, by temporary file and replace.

    Raises:
        ArticleError: it would not be read back as it is.
        OSError: the disk is full or the folder not writable.
    """
    raw = _file(article)
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder / "articles"):
        sweep(folder)
        held = next(_same(article, folder, len(raw)), None)
        if held is not None:
            return Kept(held, read_article(held, folder), new=False)
        path = folder / f"{_stem(article.id)}.txt"
        kept = article_from_bytes(raw, path, article_id(path, folder))
        if kept.text != article.text or path.exists():
            raise ArticleError(f"{path.name}: cannot be kept as a text file; save it into the folder by hand")
        write_bytes(path, raw)
        return Kept(path, kept, new=True)


def _file(article: Article) -> bytes:
    first = article.text.lstrip().split("\n", 1)[0].strip()
    fields = {
        # A title that is not the first line would be put before it a second time.
        "title": article.title if first.casefold() == article.title.casefold() and len(first) <= MAX_TITLE else None,
        "published": article.published,
        "source": article.source,
        "url": article.url,
        "note": article.note,
        "home": article.home,
        "hash": text_hash(article.text),
    }
    given = {name: value for name, value in fields.items() if value}
    head = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{head}---\n{article.text}\n".encode()


def _stem(identity: str) -> str:
    """Return a name for a file: letters, digits and hyphens alone, whatever the id holds; its hash stays at the end."""
    plain = re.sub(r"[\W_]+", "-", identity).strip("-")
    stem, _, ending = plain.rpartition("-")
    short = stem.encode()[: MAX_STEM - len(ending.encode()) - 1].decode("utf-8", "ignore").strip("-")
    return f"{short}-{ending}" if short else ending[:MAX_STEM] or "article"


def _same(article: Article, folder: Path, size: int) -> Iterator[Path]:
    """Yield the text files of a folder that hold an article's text."""
    wanted = text_hash(article.text)
    near = (
        path for path in sorted(folder.rglob("*.txt")) if path.is_file() and abs(path.stat().st_size - size) <= _SLACK
    )
    for _, path in zip(range(MAX_COMPARED), near, strict=False):
        try:
            held = read_article(path, folder)
        except ArticleError:
            # A build names it; it is no copy of this one.
            continue
        if text_hash(held.text) == wanted:
            yield path
