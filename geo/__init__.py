"""Articles to GeoJSON: find the places, resolve them, extract visits and border references, keep the sentence.

The names below are the library. Each is imported when it is first asked for: a page that shows a map must not wait
for what builds one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.boundaries import Boundary, read_boundaries
    from geo.contract import MAX_FILE, PROPERTIES, decode, read_collection
    from geo.errors import ArticleError, CacheError, DataError, DatelineError, GazetteerError, TableError
    from geo.events import extract
    from geo.export import FORMATS, Citation, Format, citations
    from geo.gazetteer import POLICIES, Gazetteer, build_index, label
    from geo.geojson import encode, to_feature
    from geo.milestones import read_milestones
    from geo.pipeline import Reference, article_events
    from geo.read import read_article
    from geo.resolve import analyse
    from geo.sections import Section, Village, read_sections
    from geo.types import Article, Event, Kind, Mention, Milestone, Place, Role, Stage, Status, Toponym, Visit

_MODULES = {
    "geo.boundaries": ("Boundary", "read_boundaries"),
    "geo.contract": ("MAX_FILE", "PROPERTIES", "decode", "read_collection"),
    "geo.errors": ("ArticleError", "CacheError", "DataError", "DatelineError", "GazetteerError", "TableError"),
    "geo.events": ("extract",),
    "geo.export": ("FORMATS", "Citation", "Format", "citations"),
    "geo.gazetteer": ("POLICIES", "Gazetteer", "build_index", "label"),
    "geo.geojson": ("encode", "to_feature"),
    "geo.milestones": ("read_milestones",),
    "geo.pipeline": ("Reference", "article_events"),
    "geo.read": ("read_article",),
    "geo.resolve": ("analyse",),
    "geo.sections": ("Section", "Village", "read_sections"),
    "geo.types": (
        *("Article", "Event", "Kind", "Mention", "Milestone", "Place"),
        *("Role", "Stage", "Status", "Toponym", "Visit"),
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
    "Boundary",
    "CacheError",
    "Citation",
    "DataError",
    "DatelineError",
    "Event",
    "Format",
    "Gazetteer",
    "GazetteerError",
    "Kind",
    "Mention",
    "Milestone",
    "Place",
    "Reference",
    "Role",
    "Section",
    "Stage",
    "Status",
    "TableError",
    "Toponym",
    "Village",
    "Visit",
    "analyse",
    "article_events",
    "build_index",
    "citations",
    "decode",
    "encode",
    "extract",
    "label",
    "read_article",
    "read_boundaries",
    "read_collection",
    "read_milestones",
    "read_sections",
    "to_feature",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return __all__
