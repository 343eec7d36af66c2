"""Files of the browser's code in, their bytes under fixed names out: what `GET web/VERSION/NAME` may answer.

All stand below the version of them all, so that what one module imports of another is kept for ever too.

The list is made once, at the start; a name of a request is looked up in it and never becomes part of a path.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WEB = Path(__file__).parent / "web"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
}
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

    def __init__(self, folder: Path = WEB) -> None:
        self._paths = dict(_listed(folder))
        self._kept: dict[str, Asset] = {}

    def names(self) -> tuple[str, ...]:
        """Return the names that are served, sorted."""
        return tuple(sorted(self._paths))

    def get(self, name: str) -> Asset | None:
        """Return the file of a name as it is now, null where there is none of that name."""
        path = self._paths.get(name)
        if path is None:
            return None
        try:
            changed = path.stat().st_mtime_ns
            kept = self._kept.get(name)
            if kept is None or kept.changed != changed:
                kept = self._kept[name] = _asset(path, changed)
        except OSError:
            return None
        return kept

    def version(self) -> str:
        """Return the hash of all files as they are now."""
        found = (self.get(name) for name in self._paths)
        versions = "".join(asset.version for asset in found if asset)
        return hashlib.blake2b(versions.encode(), digest_size=8).hexdigest()

    def address(self, name: str) -> str | None:
        """Return the address of a file below the app's own, `web/VERSION/map.js`, null where there is none."""
        return None if self.get(name) is None else f"web/{self.version()}/{name}"


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


def _asset(path: Path, changed: int) -> Asset:
    body = path.read_bytes()
    version = hashlib.blake2b(body, digest_size=8).hexdigest()
    return Asset(body, gzip.compress(body, mtime=0), version, TYPES[path.suffix], changed)
