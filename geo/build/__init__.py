"""Articles in, map.geojson and map.parquet out: on all cores of a machine, or on a cluster.

items -> work (one article at a time, by many workers) -> spool (in order) -> the files
"""

from geo.build.make import Built, build
from geo.build.reference import open_reference

__all__ = ["Built", "build", "open_reference"]
