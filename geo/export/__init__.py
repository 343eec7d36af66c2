"""A checked FeatureCollection in, the bytes of a file in another format out, each with disclaimer, date and credit."""

from geo.export.cite import Citation, citations
from geo.export.formats import FORMATS, Format, export

__all__ = ["FORMATS", "Citation", "Format", "citations", "export"]
