"""A checked FeatureCollection in, one HTML file out: map, filters and excerpts, and no server to ask."""

from geo.export.html.document import MAX_FEATURES, to_html
from geo.export.html.view import read_view

__all__ = ["MAX_FEATURES", "read_view", "to_html"]
