"""An article or the reason why there is none, and the hash by which the same text brought twice is one article."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.errors import ArticleError
from geo.read import SUFFIXES, article_from_bytes
from geo.types import Article

MAX_NAME = 120
"""Characters of a file's name in a message."""
_MAX_STEM = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing that was brought: what became of it."""

    name: str
    """Of the file, the archive's member or the address."""
    article: Article | None
    reason: str | None = None
    """One line that says what is wrong and what to do, where there is no article."""


def text_hash(text: str) -> str:
    """Return the hash of a text's words: line breaks, spaces and forms of the same letter make no difference."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def taken(name: str, raw: bytes, suffix: str, metadata: Mapping[str, object] | None = None) -> Taken:
    """Read one text, page or Markdown file; never raises for what it holds."""
    shown = shown_name(name)
    # The suffix tells the kind; the name alone stands in a message, and is no path here.
    path = Path(shown)
    if SUFFIXES.get(path.suffix.lower(), "text") != SUFFIXES[suffix]:
        path = Path((shown.rpartition(".")[0] or shown) + suffix)
    try:
        article = article_from_bytes(raw, path, "article", metadata)
    except ArticleError as error:
        return Taken(shown, None, str(error))
    return Taken(shown, _named(article))


def _named(article: Article) -> Article:
    """Give an article the id that its text has, whoever brings it."""
    stem = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", article.title).casefold()).strip("-_")[:_MAX_STEM]
    return Article(
        id=f"{stem or 'article'}-{text_hash(article.text)[:8]}",
        text=article.text,
        title=article.title,
        source=article.source,
        url=article.url,
        published=article.published,
        note=article.note,
    )


def shown_name(name: str) -> str:
    """Return a name from outside as one short printable line without folders."""
    plain = "".join(each if each.isprintable() else "�" for each in name.replace("\\", "/").rpartition("/")[2])
    return plain[:MAX_NAME] or "unnamed"
