"""The data file in; counts, cells, rows and facets of any filter out."""

from dashboard.store.arrange import KINDS
from dashboard.store.drawn import Area, Cell, Line
from dashboard.store.grid import BadBounds, Bounds
from dashboard.store.read import SCHEMA, About, to_table
from dashboard.store.rows import Listed, Listing, Row
from dashboard.store.shared import data_path, health, is_copy, is_open, shared, warm
from dashboard.store.store import Drawn, Store
from dashboard.store.timeline import Timeline
from dashboard.store.written import plain, written

__all__ = [
    "KINDS",
    "SCHEMA",
    "About",
    "Area",
    "BadBounds",
    "Bounds",
    "Cell",
    "Drawn",
    "Line",
    "Listed",
    "Listing",
    "Row",
    "Store",
    "Timeline",
    "data_path",
    "health",
    "is_copy",
    "is_open",
    "plain",
    "shared",
    "to_table",
    "warm",
    "written",
]
