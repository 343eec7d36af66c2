"""A file (plain text, Markdown or HTML) or a JSONL record in, an `Article` out; or an `ArticleError`."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

from geo.errors import ArticleError
from geo.front_matter import split
from geo.halves import half_in
from geo.types import Article

SUFFIXES = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
SHARDS = frozenset({".jsonl", ".ndjson"})
"""A record a line: `{"id", "text"[, "title", "published", "source", "url"]}`."""
MAX_BYTES = 20_000_000
"""An article of 20 MB is no article: the longest novel has 13."""
MAX_TITLE = 500
MAX_ID = 300
"""Characters of a record's id: it stands in the id of every Feature, and in links."""
FURNITURE = frozenset({"comments", "share", "advertisement", "related articles", "read more", "leave a comment"})
"""Lines that web pages put below an article and that a copied text brings along."""


def find_articles(path: Path, kinds: frozenset[str] = frozenset(SUFFIXES)) -> Iterator[Path]:
    """Yield the files of `kinds` at or below `path`, in order of their relative path; hidden ones are left out.

    Raises:
        ArticleError: there is no such file or folder, it may not be read, or its kind is not.
    """
    if path.is_file():
        if path.suffix.lower() not in kinds:
            raise ArticleError(f"{path}: not a kind of file that is read; use {', '.join(sorted(kinds))}")
        yield path
    elif path.is_dir():
        yield from _walk(path, kinds)
    else:
        raise ArticleError(f"{path}: no such file or folder; name the folder that holds the articles")


def _walk(folder: Path, kinds: frozenset[str]) -> Iterator[Path]:
    """Yield the files below a folder, one folder's names in memory at a time; links to folders are not followed."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        raise ArticleError(f"{folder}: cannot be read ({error.strerror}); check its rights") from error
    for name, is_folder in found:
        path = folder / name
        if name.startswith("."):
            continue
        if is_folder:
            yield from _walk(path, kinds)
        elif path.suffix.lower() in kinds and path.is_file():
            yield path


def article_id(path: Path, root: Path) -> str:
    """Return the id of the file at `path`: its path below `root` without suffix, made safe for an address."""
    relative = path.relative_to(root) if path != root else Path(path.name)
    plain = unicodedata.normalize("NFC", str(relative.with_suffix("").as_posix())).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_") or "article"


def read_article(path: Path, root: Path | None = None) -> Article:
    """Read one article.

    Args:
        path: a file whose suffix is one of `SUFFIXES`.
        root: the folder that ids are counted from; the file's own folder where it is not given.

    Raises:
        ArticleError: empty, too large, binary, not UTF-8, or with a front matter that does not parse.
    """
    return article_from_bytes(read_raw(path, root), path, article_id(path, root or path.parent))


def read_raw(path: Path, root: Path | None = None) -> bytes:
    """Return the bytes of an article's file, at most `MAX_BYTES` and one.

    Raises:
        ArticleError: it cannot be read, or is a link that leads out of the folder `root`: who may add a file there
            may not show every other file with it.
    """
    try:
        if (
            root is not None
            and path.is_symlink()
            and path != root
            and not path.resolve().is_relative_to(root.resolve())
        ):
            raise ArticleError(f"{path}: a link that leads out of its folder; put the file itself there")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror}); check its name and rights") from error


def article_from_bytes(raw: bytes, path: Path, identity: str, metadata: Mapping[str, object] | None = None) -> Article:
    """Read an article of bytes that are at hand: of a file, an upload, a page that was fetched.

    Args:
        raw: the file's content.
        path: its name, whose suffix tells its kind; it stands in the messages.
        identity: the article's id.
        metadata: title, source, url and published where they are known otherwise; they go before the content's own.

    Raises:
        ArticleError: as `read_article`.
    """
    if len(raw) > MAX_BYTES:
        raise ArticleError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; split it into articles")
    kind = SUFFIXES.get(path.suffix.lower(), "text")
    known = {name: value for name, value in (metadata or {}).items() if value}
    if kind == "html":
        found, text = _from_html(raw, path)
        return _article(identity, _without_furniture(text), {**found, **known}, path)
    front, body = split(_decode(raw, path), path)
    text = _markdown_text(body) if kind == "markdown" else body
    return _article(identity, _without_furniture(text), {**front, **known}, path)


def parse_record(raw: bytes, where: str) -> Article:
    """Make an article of a line of a shard; `where` stands in the messages.

    Raises:
        ArticleError: not a JSON object with an `id` and a `text`, too long, or with a field that does not hold.
    """
    if len(raw) > MAX_BYTES:
        raise ArticleError(f"{where}: longer than {MAX_BYTES // 1_000_000} MB; split it into articles")
    try:
        record = json.loads(raw)
        identity, text = str(record["id"]).strip(), record["text"]
        f"{identity}{text}".encode()
    except (ValueError, RecursionError, KeyError, TypeError):
        raise ArticleError(f"{where}: not a JSON object in UTF-8 with id and text; mend the line") from None
    if not isinstance(text, str) or not isinstance(record["id"], (str, int)):
        raise ArticleError(f"{where}: id or text is not a text; mend the line")
    if not 0 < len(identity) <= MAX_ID or not identity.isprintable():
        raise ArticleError(f"{where}: the id is empty, longer than {MAX_ID} characters or not printable; give another")
    if "\0" in text:
        raise ArticleError(f"{where}: binary, not text; mend or remove the line")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _article(identity, _without_furniture(text), record, where)


def _decode(raw: bytes, path: Path) -> str:
    """Decode UTF-8, or UTF-16 with its mark; make every end of line a newline."""
    utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = raw.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in raw:
            raise ArticleError(f"{path}: binary, not text; save the article as plain text, Markdown or HTML") from None
        where = f"byte {error.start}"
        raise ArticleError(f"{path}: not UTF-8 ({where}); save it as UTF-8, for instance with iconv -t UTF-8") from None
    if "\0" in text:
        raise ArticleError(f"{path}: binary, not text; save the article as plain text, Markdown or HTML")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ArticleError(f"{path}: empty; put the article's text in it or remove the file")
    return text


def _article(identity: str, body: str, metadata: Mapping[str, object], path: Path | str) -> Article:
    """Put the title line first and check the metadata."""
    body = body.strip("\n")
    given = _field(metadata, "title", path)
    first = body.lstrip().split("\n", 1)[0].strip()
    title = given or first[:MAX_TITLE]
    text = body if not given or first.casefold() == given.casefold() else f"{given}\n{body}"
    if not body.strip():
        raise ArticleError(f"{path}: empty below its front matter; put the article's text in it")
    return Article(
        id=identity,
        text=text,
        title=title,
        source=_field(metadata, "source", path),
        url=_web_address(_field(metadata, "url", path), path),
        published=_iso_date(metadata.get("published"), path),
        note=_field(metadata, "note", path),
        home=_field(metadata, "home", path),
    )


def _field(metadata: Mapping[str, object], name: str, path: Path | str) -> str | None:
    value = metadata.get(name)
    if value is None:
        return None
    if not isinstance(value, (str, int, float)):
        raise ArticleError(f"{path}: the field {name} is not one line of text; put it in quotes")
    text = " ".join(str(value).split())
    if half := half_in(text):
        raise ArticleError(f"{path}: the field {name} holds half a character ({half}); write it whole")
    return text or None


def _iso_date(value: object, path: Path | str) -> str | None:
    """Return the day of a date or of a time: `2024-08-19`, `2024-08-19T10:00:00Z`."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(str(value).strip()[:10]).isoformat()
    except ValueError:
        raise ArticleError(f"{path}: published is not a date; write it as 2024-08-19") from None


def _web_address(value: str | None, path: Path | str) -> str | None:
    if value is None:
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ArticleError(f"{path}: url is not an http or https address; mend or remove it")
    return value


def _without_furniture(text: str) -> str:
    """Take off the last lines as long as they are page furniture."""
    lines = text.rstrip().split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].strip().casefold() in FURNITURE):
        lines.pop()
    return "\n".join(lines)


def _markdown_text(source: str) -> str:
    """Return the words of a Markdown text, a line a block; marks, images and raw HTML are left out."""
    lines: list[str] = []
    for token in MarkdownIt("commonmark").parse(source):
        if token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
        elif token.type == "inline":
            breaks = {"softbreak": " ", "hardbreak": "\n"}
            kept = ("text", "code_inline")
            parts = (
                breaks.get(child.type, child.content if child.type in kept else "") for child in token.children or ()
            )
            lines.append("".join(parts))
    return "\n".join(line for line in lines if line.strip())


def _from_html(raw: bytes, path: Path) -> tuple[Mapping[str, object], str]:
    """Extract the article of a web page: its title, date, publisher and canonical address, and its text."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second that only web pages should cost

    page: bytes | str = raw
    if b"charset" not in raw[:4096].lower():
        page = _decode(raw, path)
    found = bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)
    document: dict[str, str | None] = found if isinstance(found, dict) else found.as_dict() if found else {}
    text = (document.get("text") or "").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ArticleError(f"{path}: no article found in the page; copy its text into a .txt file")
    address = document.get("url") or ""
    metadata = {
        "title": document.get("title"),
        "source": document.get("sitename"),
        "url": address if urlsplit(address).scheme in ("http", "https") else None,
        "published": document.get("date"),
    }
    return metadata, text
