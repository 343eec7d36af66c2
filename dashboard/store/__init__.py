"""The data file in; counts, cells, rows and facets of any filter out."""

from dashboard.store.arrange import KINDS
from dashboard.store.draw import Area, Cell, Line
from dashboard.store.grid import BadBounds, Bounds
from dashboard.store.read import SCHEMA, About
from dashboard.store.rows import Listed, Listing, Row
from dashboard.store.shared import data_path, shared
from dashboard.store.store import Drawn, Store

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
    "data_path",
    "shared",
]
