"""What an error says in, the same without the folders of this machine out: what a visitor is shown of it."""

from __future__ import annotations

import re

from dashboard import desk

_FOLDERS = re.compile(r"(?<![^\s'\"(])/(?:[^\s/:'\"]+/)+")
"""Of a path from the root on: all but its last part."""


def without_folders(said: str) -> str:
    """Return what an error says with each path in it cut to the name of its file, in one line."""
    files = desk.files()
    # Known ones first: a folder's name may hold spaces.
    own = {desk.DATA, files.articles, *(path.parent for path in (files.map, files.articles, files.corrections))}
    for folder in sorted({str(each) for each in own} - {"/", "."}, key=len, reverse=True):
        said = said.replace(f"{folder}/", "").replace(folder, folder.rpartition("/")[2])
    return " ".join(_FOLDERS.sub("", said).split())
