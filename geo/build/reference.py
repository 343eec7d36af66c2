"""The data folder in, what every article is read against out, with the fingerprint of the rules."""

from __future__ import annotations

from pathlib import Path

from geo.boundaries import Boundary, read_boundaries
from geo.corrections import FILE, by_article, read_corrections
from geo.curated import read_curated
from geo.gazetteer import Gazetteer
from geo.pipeline import Reference
from geo.resume import rules_fingerprint

DATA = Path(__file__).parents[2] / "data"
TABLES = ("boundaries/*.geojson", "words/*.txt")
"""Below the data folder: what an article's Features depend on, beside its bytes, the milestones and the gazetteer."""


def open_reference(milestones: Path, data: Path = DATA, corrections: Path | None = None) -> tuple[Reference, str]:
    """Open what articles are read against, with what persons mended: by default in the data folder's corrections.csv.

    Returns:
        The reference, and the fingerprint of the rules and tables that results depend on.

    Raises:
        GazetteerError: there is no index, or it is older than its tables.
        TableError: a curated table has a row that does not hold.
    """
    gazetteer = Gazetteer.open()
    boundaries: dict[tuple[str, ...], Boundary] = {each.parties: each for each in read_boundaries(data / "boundaries")}
    curated = read_curated(milestones, gazetteer)
    table = corrections or data / FILE.name
    mended = by_article(read_corrections(table))
    tables = [
        milestones,
        *([table] if mended else ()),
        *(path for pattern in TABLES for path in sorted(data.glob(pattern))),
    ]
    fingerprint = rules_fingerprint([gazetteer.fingerprint.encode(), *(path.read_bytes() for path in tables)])
    return Reference(gazetteer, boundaries, curated, mended), fingerprint
