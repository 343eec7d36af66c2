"""GeoNames' dump files in, an index of millions of places out: `python -m geo gazetteer import DIR`."""

from geo.gazetteer.dump.importing import Imported, Sources, import_dump

__all__ = ["Imported", "Sources", "import_dump"]
