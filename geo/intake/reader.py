"""The suffix and bytes of a document in, its text on standard output: run as a process by `geo.intake.documents`."""

from __future__ import annotations

import io
import resource
import sys
from collections.abc import Iterator

MAX_PAGES = 500
"""Of a PDF."""
MAX_TEXT = 2_000_000
"""Characters of text that are taken from one document."""
MAX_MEMORY = 1_000_000_000
"""Bytes of address space: the readers themselves need a third."""
MAX_CPU_S = 8
"""Seconds of processor time."""


def main() -> int:
    """Read standard input as the kind of document that the first argument names."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S))
    raw = sys.stdin.buffer.read()
    size = 0
    for part in _pdf(raw) if sys.argv[1] == ".pdf" else _docx(raw):
        sys.stdout.buffer.write(part.encode("utf-8", "replace") + b"\n")
        size += len(part)
        if size > MAX_TEXT:
            break
    return 0


def _pdf(raw: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - one reader alone is loaded

    for number, page in enumerate(PdfReader(io.BytesIO(raw)).pages):
        if number == MAX_PAGES:
            return
        yield page.extract_text()


def _docx(raw: bytes) -> Iterator[str]:
    from docx import Document  # noqa: PLC0415 - one reader alone is loaded

    for paragraph in Document(io.BytesIO(raw)).paragraphs:
        yield paragraph.text


if __name__ == "__main__":
    sys.exit(main())
