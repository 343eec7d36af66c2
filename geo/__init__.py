"""Articles to GeoJSON: find the places, resolve them, extract visits and border references, keep the sentence.

The names below are the library. Each is imported when it is first asked for: a page that shows a map must not wait
for what builds one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo.compiled import use

if TYPE_CHECKING:
    from geo.atomic import replacing
    from geo.boundaries import Boundary, read_boundaries
    from geo.build import open_reference
    from geo.contract import MAX_FILE, PROPERTIES, decode, read_collection
    from geo.corrections import Correction, anchor, by_article, moment, read_corrections
    from geo.diff import Change
    from geo.errors import ArticleError, CacheError, DataError, DatelineError, GazetteerError, InputError, TableError
    from geo.events import extract
    from geo.export import FORMATS, Citation, Format, citations
    from geo.export.html.bundle import bundle
    from geo.fetch import Fetcher
    from geo.gazetteer import POLICIES, Gazetteer, build_index, label
    from geo.geojson import encode, read_about, to_feature
    from geo.intake import Kept, Taken, from_address, from_feed, from_file, from_text, keep
    from geo.mending import Files, mend, take_in
    from geo.milestones import read_milestones
    from geo.pipeline import Reading, Reference, article_events, features_of, read_through, reading_events
    from geo.read import article_id, find_articles, read_article
    from geo.resolve import analyse
    from geo.revision import revise
    from geo.sections import Section, Village, read_sections
    from geo.types import (
        Article,
        BorderReference,
        Candidate,
        Event,
        Kind,
        Mention,
        Milestone,
        Place,
        Role,
        Span,
        Stage,
        Status,
        Toponym,
        Visit,
    )

use()

_MODULES = {
    "geo.atomic": ("replacing",),
    "geo.build": ("open_reference",),
    "geo.contract": (
        "MAX_FILE",
        "PROPERTIES",
        "decode",
        "read_collection",
    ),
    "geo.corrections": (
        "Correction",
        "anchor",
        "by_article",
        "moment",
        "read_corrections",
    ),
    "geo.diff": ("Change",),
    "geo.errors": (
        "ArticleError",
        "CacheError",
        "DataError",
        "DatelineError",
        "GazetteerError",
        "InputError",
        "TableError",
    ),
    "geo.events": ("extract",),
    "geo.fetch": ("Fetcher",),
    "geo.gazetteer": (
        "POLICIES",
        "Gazetteer",
        "build_index",
        "label",
    ),
    "geo.geojson": (
        "encode",
        "read_about",
        "to_feature",
    ),
    "geo.intake": (
        "Kept",
        "Taken",
        "from_address",
        "from_feed",
        "from_file",
        "from_text",
        "keep",
    ),
    "geo.mending": (
        "Files",
        "mend",
        "take_in",
    ),
    "geo.boundaries": ("Boundary", "read_boundaries"),
    "geo.export": ("FORMATS", "Citation", "Format", "citations"),
    "geo.export.html.bundle": ("bundle",),
    "geo.milestones": ("read_milestones",),
    "geo.pipeline": (
        "Reading",
        "Reference",
        "article_events",
        "read_through",
        "reading_events",
        "features_of",
    ),
    "geo.read": (
        "article_id",
        "find_articles",
        "read_article",
    ),
    "geo.resolve": ("analyse",),
    "geo.revision": ("revise",),
    "geo.sections": (
        "Section",
        "Village",
        "read_sections",
    ),
    "geo.types": (
        "Article",
        "BorderReference",
        "Candidate",
        "Event",
        "Kind",
        "Mention",
        "Milestone",
        "Place",
        "Role",
        "Span",
        "Stage",
        "Status",
        "Toponym",
        "Visit",
    ),
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "FORMATS",
    "MAX_FILE",
    "POLICIES",
    "PROPERTIES",
    "Article",
    "ArticleError",
    "BorderReference",
    "Boundary",
    "CacheError",
    "Candidate",
    "Change",
    "Citation",
    "Correction",
    "DataError",
    "DatelineError",
    "Event",
    "Fetcher",
    "Files",
    "Format",
    "Gazetteer",
    "GazetteerError",
    "InputError",
    "Kept",
    "Kind",
    "Mention",
    "Milestone",
    "Place",
    "Reading",
    "Reference",
    "Role",
    "Section",
    "Span",
    "Stage",
    "Status",
    "TableError",
    "Taken",
    "Toponym",
    "Village",
    "Visit",
    "analyse",
    "anchor",
    "article_events",
    "article_id",
    "build_index",
    "bundle",
    "by_article",
    "citations",
    "decode",
    "encode",
    "extract",
    "features_of",
    "find_articles",
    "from_address",
    "from_feed",
    "from_file",
    "from_text",
    "keep",
    "label",
    "mend",
    "moment",
    "open_reference",
    "read_about",
    "read_article",
    "read_boundaries",
    "read_collection",
    "read_corrections",
    "read_milestones",
    "read_sections",
    "read_through",
    "reading_events",
    "replacing",
    "revise",
    "take_in",
    "to_feature",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return __all__
