"""A Feature and the day it was looked at in; a footnote, a BibTeX entry and a wiki reference out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from geo.export.text import visible

MAX_QUOTE = 400
"""Characters of an excerpt in a reference; a longer one is cut at a word and marked with an ellipsis."""
_SPACE = re.compile(r"\s+")
_BIBTEX = {character: f"\\{character}" for character in "#$%&_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_WIKI = {
    "|": "{{!}}",
    "[": "&#91;",
    "]": "&#93;",
    "{": "&#123;",
    "}": "&#125;",
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
    "'": "&#39;",
    "=": "&#61;",
}
"""Signs that a template or the wiki's markup would obey."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The same reference in three forms."""

    footnote: str
    bibtex: str
    wiki: str


def citations(feature: Mapping[str, Any], accessed: dt.date, view: str | None = None) -> Citation:
    """Return references to the article of a Feature, or to the first source of a milestone.

    Args:
        feature: of a map.geojson.
        accessed: the day on which it was looked at.
        view: http or https address of the map, null where it is not public.
    """
    properties = feature["properties"]
    title = _plain(properties.get("title") or "Untitled")
    publisher = _plain(properties.get("source") or "")
    sources = properties.get("sources") or []
    url = _web(properties.get("url") or (sources[0] if sources else None))
    published = properties.get("published") or (properties.get("date") if sources else None)
    quote = _quoted(properties.get("excerpt") or "")
    parts = {
        "title": title,
        "publisher": publisher,
        "date": published or "",
        "quote": quote,
        "url": url or _web(view) or "",
        "accessed": accessed.isoformat(),
    }
    return Citation(_footnote(parts), _bibtex(parts, str(feature["id"])), _wiki(parts))


def _footnote(parts: Mapping[str, str]) -> str:
    said = [f"“{parts['title']}”", parts["publisher"], parts["date"], parts["url"], f"accessed {parts['accessed']}"]
    whole = ", ".join(filter(None, said)) + "."
    return f"{whole} “{parts['quote']}”" if parts["quote"] else whole


def _bibtex(parts: Mapping[str, str], identity: str) -> str:
    fields = {
        "title": "{" + _escaped(parts["title"], _BIBTEX) + "}",
        "organization": _escaped(parts["publisher"], _BIBTEX),
        "date": parts["date"],
        # Of an address only the signs that end a BibTeX value are dangerous.
        "url": parts["url"].replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "urldate": parts["accessed"],
        "note": f"``{_escaped(parts['quote'], _BIBTEX)}''" if parts["quote"] else "",
    }
    key = re.sub(r"[^A-Za-z0-9-]+", "-", identity).strip("-")
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@online{{{key},\n" + ",\n".join(lines) + "\n}"


def _wiki(parts: Mapping[str, str]) -> str:
    fields = {
        "url": parts["url"].replace("|", "%7C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20"),
        "title": _escaped(parts["title"], _WIKI),
        "publisher": _escaped(parts["publisher"], _WIKI),
        "date": parts["date"],
        "access-date": parts["accessed"],
        "quote": _escaped(parts["quote"], _WIKI),
    }
    template = "cite web" if parts["url"] else "cite news"
    said = " ".join(f"|{name}={value}" for name, value in fields.items() if value)
    return f"<ref>{{{{{template} {said}}}}}</ref>"


def _plain(text: str) -> str:
    return _SPACE.sub(" ", visible(text)).strip()


def _quoted(text: str) -> str:
    plain = _plain(text)
    if len(plain) <= MAX_QUOTE:
        return plain
    return plain[:MAX_QUOTE].rpartition(" ")[0] + " …"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(character, character) for character in text)


def _web(address: object) -> str | None:
    """Return an address that is http or https, in ASCII as far as it is one, else null."""
    if not isinstance(address, str) or _SPACE.search(address) or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None
