"""The sources of reading in, the folder of their compiled form out; imports come from there where it is whole."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent.parent
MADE = ROOT / ".compiled"
"""Holds a folder for the state of the sources that was compiled last."""
SWITCH = "DATELINE_COMPILED"
"""Set to 0 in the environment: the Python sources run."""
GROUP = "dateline_compiled"
"""What the library with the code of all modules is named after."""
COMPILED = (
    "geo.gazetteer.fold",
    "geo.gazetteer.lately",
    "geo.mentions.geography",
    "geo.mentions.persons",
    "geo.mentions.recognise",
    "geo.mentions.search",
    "geo.mentions.sentences",
    "geo.mentions.surnames",
    "geo.resolve.analyse",
    "geo.resolve.confidence",
    "geo.resolve.context",
    "geo.resolve.evidence",
    "geo.resolve.home",
    "geo.resolve.rank",
    "geo.resolve.role_words",
    "geo.resolve.roles",
    "geo.resolve.scope",
    "geo.resolve.senses",
    "geo.resolve.weights",
)
"""The modules that are compiled: what is done anew for each article."""
_RESTS_ON = ("geo/compiled/*.py", "geo/gazetteer/*.py", "geo/mentions/*.py", "geo/resolve/*.py", "geo/types.py")
"""The modules themselves, and those whose types they are compiled against."""
_OLD = "geo: the compiled form is not of these sources, which run instead; make it anew with: make fast\n"


def use() -> None:
    """Import the compiled modules from now on, where they are there and of the sources as they are."""
    if os.environ.get(SWITCH) == "0" or not MADE.is_dir():
        return
    files = files_of(MADE / digest())
    if files:
        sys.meta_path.insert(0, _Finder(files))
    elif multiprocessing.parent_process() is None:  # said once, not by each worker
        sys.stderr.write(_OLD)


def is_made() -> bool:
    """Tell whether there is a compiled form of the sources as they are."""
    return bool(files_of(MADE / digest()))


def is_used() -> bool:
    """Tell whether the compiled form runs."""
    return any(isinstance(finder, _Finder) for finder in sys.meta_path)


def digest() -> str:
    """Return the name of the compiled form of the sources as they are, for this Python."""
    made = hashlib.sha256(EXTENSION_SUFFIXES[0].encode())
    for path in sorted(path for pattern in _RESTS_ON for path in ROOT.glob(pattern)):
        made.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()[:20]


def files_of(folder: Path) -> dict[str, Path]:
    """Return the files of a compiled form by the names they are imported under; none where one is missing."""
    names = (*COMPILED, f"{GROUP}__mypyc")
    files = {name: folder.joinpath(*name.split(".")).with_suffix(EXTENSION_SUFFIXES[0]) for name in names}
    return files if all(file.is_file() for file in files.values()) else {}


class _Finder:
    """Finds the compiled modules before their sources are looked for."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files

    def find_spec(self, name: str, _: Sequence[str] | None, __: ModuleType | None = None) -> ModuleSpec | None:
        """Return where a compiled module is, null for any other."""
        file = self._files.get(name)
        return spec_from_file_location(name, file, loader=ExtensionFileLoader(name, str(file))) if file else None
