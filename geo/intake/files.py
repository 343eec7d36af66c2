"""A file's name and bytes in (text, Markdown, HTML, JSONL, PDF, DOCX, or a zip of these), its articles out."""

from __future__ import annotations

import io
import json
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence

from geo.halves import half_in
from geo.intake.documents import DOCUMENTS, text_of
from geo.intake.taken import Taken, shown_name, taken
from geo.read import SUFFIXES

MAX_FILE = 5_000_000
"""Bytes of one file as brought; the cap on uploads of .streamlit/config.toml."""
MAX_UNPACKED = 20_000_000
"""Bytes that an archive may hold unpacked, all members together: a bomb is refused long before it fills the memory."""
MAX_DOCUMENTS_S = 60.0
"""Seconds that the documents of one archive may take to read, all together."""
MAX_MEMBERS = 2_000
"""Articles of one archive or JSONL file; more belong in data/articles and a build."""

_CHUNK = 65_536
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways that zips of people are packed in; another may ask for gigabytes of memory before its first byte (LZMA)."""


def from_text(text: str, title: str = "", published: str | None = None, url: str | None = None) -> Taken:
    """Take a text that was pasted."""
    return _text(title or "the text", text, {"title": title, "published": published, "url": url})


def from_file(name: str, raw: bytes) -> Iterator[Taken]:
    """Yield what a file holds: one article, or one for each member or line; each failure as one line of its own."""
    shown, suffix = shown_name(name), _suffix(name)
    if len(raw) > MAX_FILE:
        yield Taken(shown, None, f"{shown}: larger than {MAX_FILE // 1_000_000} MB; split it, or use a build")
    elif suffix == ".zip":
        yield from _members(shown, raw)
    else:
        yield from _file(shown, raw, suffix)


def _file(name: str, raw: bytes, suffix: str) -> Iterator[Taken]:
    if suffix in SUFFIXES:
        yield taken(name, raw, suffix)
    elif suffix == ".jsonl":
        yield from _lines(name, raw)
    elif suffix in DOCUMENTS:
        yield text_of(name, raw, suffix)
    else:
        kinds = ", ".join(sorted((*SUFFIXES, *DOCUMENTS, ".jsonl", ".zip")))
        yield Taken(name, None, f"{name}: not a kind of file that is read; use {kinds}")


def _suffix(name: str) -> str:
    stem, dot, ending = shown_name(name).rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""


def _lines(name: str, raw: bytes) -> Iterator[Taken]:
    for number, line in enumerate(raw.splitlines(), start=1):
        if number > MAX_MEMBERS:
            yield Taken(name, None, f"{name}: more than {MAX_MEMBERS} lines; the rest was left out, use a build")
            return
        if line.strip():
            yield _record(f"{name}, line {number}", line)


def _record(where: str, line: bytes) -> Taken:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Taken(where, None, f"{where}: not JSON; each line is one object with a text")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return Taken(where, None, f"{where}: not an object with a text")
    metadata = {field: record.get(field) for field in ("title", "source", "url", "published", "note")}
    return _text(where, record["text"], metadata)


def _text(name: str, text: str, metadata: Mapping[str, object]) -> Taken:
    if half := half_in(text):
        shown = shown_name(name)
        return Taken(shown, None, f"{shown}: the text holds half a character ({half}); write it whole")
    return taken(name, text.encode(), ".txt", metadata)


def _members(name: str, raw: bytes) -> Iterator[Taken]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            # `is_dir` of Python 3.11 ends in an IndexError for a member without a name.
            files = [each for each in archive.infolist() if not each.filename.endswith("/")]
            members = [each for each in files if not _furniture(each.filename)]
            if len(members) > MAX_MEMBERS:
                yield Taken(name, None, f"{name}: more than {MAX_MEMBERS} files; split the archive, or use a build")
                return
            yield from _each(name, archive, members)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        yield Taken(name, None, f"{name}: not a whole zip file ({type(error).__name__}); pack it again")


def _each(name: str, archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> Iterator[Taken]:
    """Yield what the members hold, within the bounds of one archive on bytes and on time, refused ones included."""
    left, seconds = MAX_UNPACKED, MAX_DOCUMENTS_S
    for number, member in enumerate(members):
        shown, suffix = shown_name(member.filename), _suffix(member.filename)
        if left <= 0:
            rest = f"{len(members) - number} of its files were left out"
            yield Taken(name, None, f"{name}: more than {MAX_UNPACKED // 1_000_000} MB unpacked, {rest}; split it")
            return
        content, size = _unpacked(archive, member, min(MAX_FILE, left))
        left -= size
        if isinstance(content, str):
            yield Taken(shown, None, f"{name}: {shown} {content}")
        elif suffix not in DOCUMENTS:
            yield from _file(shown, content, suffix)
        elif seconds <= 0:
            yield Taken(shown, None, f"{name}: {shown} was left out: its documents take too long; give it by itself")
        else:
            began = time.monotonic()
            read = text_of(shown, content, suffix)
            seconds -= time.monotonic() - began
            yield read


def _furniture(path: str) -> bool:
    """Tell whether a member is what an operating system adds: hidden files, resource forks."""
    return any(part.startswith((".", "__MACOSX")) for part in path.replace("\\", "/").split("/"))


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> tuple[bytes | str, int]:
    """Return a member's content, or why there is none, and how many bytes were unpacked for it.

    What its header says of its size is not believed.
    """
    if member.flag_bits & 1:
        return "is locked by a password; unpack it first", 0
    if _suffix(member.filename) == ".zip":
        return "is an archive in an archive; unpack it first", 0
    if member.compress_type not in _PACKED:
        return "is packed in a way that is not read; pack it again", 0
    content = bytearray()
    try:
        with archive.open(member) as packed:
            while chunk := packed.read(_CHUNK):
                content += chunk
                if len(content) > most:
                    return "is too large once unpacked; give it by itself", len(content)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
        return "is damaged; pack it again", len(content)
    return bytes(content), len(content)
