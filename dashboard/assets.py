"""Files of the browser's code in, their bytes under fixed names out: what `GET web/VERSION/NAME` may answer.

A module that a page begins with is served with all that it imports as one file, so that a browser asks once. All
stand below the version of them all, so that what one module imports of another is kept for ever too.

The list is made once, at the start; a name of a request is looked up in it and never becomes part of a path.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo import bundle

WEB = Path(__file__).parent / "web"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
}
BUNDLES = {f"{entry}.bundle.js": entry for entry in ("early", "map", "page")}
"""Served names, and the modules that they begin with."""
LOOK_S = 1.0
"""For which it is not looked up anew which files there are, and their version: a page asks some thirty times."""
_LEAFLET = "node_modules/leaflet/dist"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    body: bytes
    gzipped: bytes
    version: str
    """Hash of the body."""
    type: str
    changed: int
    """Time of change of the file in nanoseconds."""


class Assets:
    """The files of a folder `web`, and Leaflet's of its `node_modules` where they are installed."""

    def __init__(self, folder: Path = WEB, look_s: float = LOOK_S) -> None:
        """Take the folder, and for how many seconds the version of its files is not looked up anew."""
        self._folder = folder
        self._look_s = look_s
        self._paths = dict(_listed(folder))
        self._modules = [path for name, path in self._paths.items() if path.parent == folder and name.endswith(".js")]
        self._bundles = {name: entry for name, entry in BUNDLES.items() if f"{entry}.js" in self._paths}
        self._kept: dict[str, Asset] = {}
        self._looked: tuple[float, str, frozenset[str]] | None = None
        """Until when it holds, the version, and the names of the files that there are."""

    def names(self) -> tuple[str, ...]:
        """Return the names that are served, sorted."""
        return tuple(sorted([*self._paths, *self._bundles]))

    def get(self, name: str) -> Asset | None:
        """Return the file of a name as it is now, null where there is none of that name."""
        entry = self._bundles.get(name)
        path = self._paths.get(name)
        if path is None and entry is None:
            return None
        try:
            changed = max(each.stat().st_mtime_ns for each in ([path] if path else self._modules))
            kept = self._kept.get(name)
            if kept is None or kept.changed != changed:
                body = path.read_bytes() if path else _bundled(str(entry), self._folder)
                kept = self._kept[name] = _asset(body, Path(name).suffix, changed)
        except OSError:
            return None
        return kept

    def version(self) -> str:
        """Return the hash of all files, as they were a moment ago."""
        return self._look()[0]

    def address(self, name: str) -> str | None:
        """Return the address of a file below the app's own, `web/VERSION/map.js`, null where there is none."""
        version, there = self._look()
        return f"web/{version}/{name}" if name in there else None

    def _look(self) -> tuple[str, frozenset[str]]:
        known = self._looked
        if known and time.monotonic() < known[0]:
            return known[1:]
        found = {name: asset for name in self.names() if (asset := self.get(name))}
        versions = "".join(asset.version for asset in found.values())
        version, there = hashlib.blake2b(versions.encode(), digest_size=8).hexdigest(), frozenset(found)
        self._looked = time.monotonic() + self._look_s, version, there
        return version, there


def _listed(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.glob("*")):
        if path.suffix in (".js", ".css") and path.is_file():
            yield path.name, path
    leaflet = folder / _LEAFLET
    for name in ("leaflet.js", "leaflet.css"):
        if (leaflet / name).is_file():
            yield name, leaflet / name
    for path in sorted((leaflet / "images").glob("*.png")):
        yield f"images/{path.name}", path


def _bundled(entry: str, folder: Path) -> bytes:
    """Return a module and all that it imports as one module that exports what it does by default, or in all."""
    return f"{bundle(entry, [folder], None)}\nexport default module_{entry};\n".encode()


def _asset(body: bytes, suffix: str, changed: int) -> Asset:
    version = hashlib.blake2b(body, digest_size=8).hexdigest()
    return Asset(body, gzip.compress(body, mtime=0), version, TYPES[suffix], changed)
