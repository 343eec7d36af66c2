"""Names of places in, GeoJSON on standard output out; the only package that imports geopy."""

from geo.geocode.answer import Answer
from geo.geocode.chain import Chain, geocode_features
from geo.geocode.command import add_arguments, run
from geo.geocode.embedded import EmbeddedGeocoder
from geo.geocode.provider import Provider
from geo.geocode.service import Service

__all__ = [
    "Answer",
    "Chain",
    "EmbeddedGeocoder",
    "Provider",
    "Service",
    "add_arguments",
    "geocode_features",
    "run",
]
