"""A file in, the same under its name in a store out."""

from __future__ import annotations

import os
from typing import BinaryIO

import fsspec

DRAFT = ".tmp"
"""How the names of files end that are not yet whole; they begin with a full stop."""


def put(store: fsspec.AbstractFileSystem, path: str, file: BinaryIO) -> None:
    """Copy a file to a store, where it has its name only when it is whole."""
    folder, _, name = path.rpartition("/")
    draft = f"{folder}/.{name}-{os.getpid()}{DRAFT}"
    with store.open(draft, "wb") as target:
        while block := file.read(1 << 20):
            target.write(block)
    store.mv(draft, path)
