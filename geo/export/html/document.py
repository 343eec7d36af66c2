"""A FeatureCollection in, the bytes of one HTML file out: its policy, styles, text as JSON, Leaflet and our script.

The policy of the file lets the two scripts and the styles run that are in it, known by their hashes, and nothing else:
no network, no frame, no form, no script that a text might smuggle in.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from geo.errors import DataError
from geo.export.html.bundle import bundle
from geo.export.html.contents import contents

ROOT = Path(__file__).parents[3]
OWN = Path(__file__).parent / "web"
WEB = ROOT / "dashboard/web"
"""The browser's own modules and styles, as data: nothing of the page is imported."""
BOUNDARIES = ROOT / "data/boundaries"
MAX_FEATURES = 20_000
"""Of one file, some 20 MB: with more a browser takes seconds for each filter. The page itself shows millions."""
SHADOWED = ("asof.css", "card.css", "evidence.css", "facets.css", "head.css", "timeline.css")
"""Styles of parts that have a root of their own; the script puts them there."""
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_PICTURE = re.compile(r"url\(images/[^)]*\)")
_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def to_html(collection: Mapping[str, Any], web: Path = WEB, boundaries: Path = BOUNDARIES) -> bytes:
    """Return the file. It opens with the filters of `dateline.view`, where the collection has one.

    Raises:
        DataError: Leaflet or another part is not installed, or there are more Features than a browser can hold.
    """
    count = len(collection["features"])
    if count > MAX_FEATURES:
        raise DataError(f"html: {count} features are more than the {MAX_FEATURES} of one file; set a filter")
    held = contents(collection, boundaries)
    held["styles"] = {name: _read(web / name) for name in SHADOWED}
    leaflet = _read_leaflet(web, "LICENSE"), _read_leaflet(web, "dist/leaflet.js")
    scripts = (f"/*\n{leaflet[0].strip()}\n*/\n{_MAP.sub('', leaflet[1])}", bundle("file", (OWN, web)))
    styles = "\n".join(
        (
            _PICTURE.sub("none", _read_leaflet(web, "dist/leaflet.css")),
            *(_read(web / name) for name in ("theme.css", "card.css", "map.css")),
            _read(OWN / "file.css"),
        )
    )
    return _document(held, scripts, styles).encode()


def policy(scripts: tuple[str, ...], styles: str) -> str:
    """Return the Content-Security-Policy of the file (CSP Level 3): what it holds may run, nothing may be fetched."""
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(styles)}; img-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _document(held: Mapping[str, Any], scripts: tuple[str, ...], styles: str) -> str:
    about = held["about"]
    told = [about.get("disclaimer") or "", f"As of {about['as_of']}." if about.get("as_of") else ""]
    told += ["Sources: " + ", ".join([*(about.get("attribution") or ()), *held["about"]["credits"]]) + "."]
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(scripts, styles))}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>Dateline</title>",
        f"<style>{styles}</style>",
        "</head>",
        "<body>",
        f"<noscript>{escape(' '.join(filter(None, told)))} The map needs scripts.</noscript>",
        f'<script type="application/json" id="dateline-data">{_encoded(held)}</script>',
        *(f"<script>{script}</script>" for script in scripts),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _encoded(value: object) -> str:
    """Return JSON in which no sign is left that an HTML parser obeys, nor one that ends a line of JavaScript."""
    plain = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # Half a character has no UTF-8; its escape is JSON's own.
    return plain.translate(_ESCAPES).encode("utf-8", "backslashreplace").decode()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read_leaflet(web: Path, name: str) -> str:
    path = web / "node_modules/leaflet" / name
    if not path.is_file():
        raise DataError("html: Leaflet is not installed, and the file must hold it; install it with: make setup")
    return _read(path)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise DataError(f"{path}: {error.strerror}; restore it") from error
