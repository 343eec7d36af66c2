"""A PDF or DOCX file in, its text as an article out; the readers come with the extra `documents`.

The readers run in a process of their own (geo.intake.reader) with little time and memory: a document made to be
endless ends there, and the app goes on.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from geo.intake.taken import Taken, taken

DOCUMENTS = {".pdf": "pypdf", ".docx": "docx"}
"""By suffix: the module that reads it."""
MAX_SECONDS = 8.0
"""For one document; a report of 500 pages takes three."""
EXTRA = "install the readers of documents with: pip install .[documents]"

_ROOT = Path(__file__).resolve().parents[2]


def text_of(name: str, raw: bytes, suffix: str) -> Taken:
    """Read one document; never raises for what it holds."""
    if find_spec(DOCUMENTS[suffix]) is None:
        return Taken(name, None, f"{name}: PDF and DOCX are not read here; {EXTRA}")
    command = [sys.executable, "-m", "geo.intake.reader", suffix]
    try:
        read = subprocess.run(command, input=raw, capture_output=True, timeout=MAX_SECONDS, cwd=_ROOT, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        return Taken(name, None, f"{name}: took over {MAX_SECONDS:g} s to read; copy its text")
    if read.returncode:
        return Taken(name, None, f"{name}: cannot be read as {suffix[1:].upper()}; copy its text")
    if not read.stdout.strip():
        return Taken(name, None, f"{name}: holds no text, perhaps pictures of pages; copy its text")
    return taken(name, read.stdout, ".txt")
