"""A system's name and a file of texts in, seconds, memory and toponyms out: one system in a process of its own.

    python -m bench.reader dateline|flashgeotext|geotext TEXTS.json [INDEX]

Each line on standard input is a command, and is answered by one line of JSON: `read FIRST STEP` reads every STEP-th
text from number FIRST on and answers the seconds by the clock and those of the processor; `mark` answers what is found
in each text, `mark plain` without adjectives and peoples where the system can tell them; `memory` the peak in MB.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Toponym = tuple[int, int, float | None, float | None]
"""Start, end, lon, lat."""
Mark = Callable[[str, bool], list[Toponym]]
"""A text, and whether adjectives and peoples are left out, in; what is found out."""


def dateline(index: Path | None) -> tuple[Callable[[str], object], Mark]:
    """Return how Dateline reads a text, and how it gives the places of one."""
    from geo.gazetteer import Gazetteer  # noqa: PLC0415 - each process loads one system alone
    from geo.resolve import analyse  # noqa: PLC0415
    from geo.types import Article  # noqa: PLC0415

    gazetteer = Gazetteer.open(index)

    def mark(text: str, plain: bool) -> list[Toponym]:
        found = analyse(Article("", text, ""), gazetteer, demonyms=not plain).toponyms
        places = ((toponym.mention, toponym.place) for toponym in found)
        return [(each.start, each.end, place.lon, place.lat) for each, place in places if place]

    return lambda text: analyse(Article("", text, ""), gazetteer), mark


def flashgeotext(_: Path | None) -> tuple[Callable[[str], object], Mark]:
    """Return how flashgeotext reads a text; it gives no points, so that a name means its most populous place."""
    from flashgeotext.geotext import GeoText  # noqa: PLC0415
    from loguru import logger  # noqa: PLC0415

    logger.remove()
    parser = GeoText()

    def mark(text: str, _: bool) -> list[Toponym]:
        spans = [
            span for group in parser.extract(text).values() for found in group.values() for span in found["span_info"]
        ]
        return list(_most_populous(text, sorted({tuple(span) for span in spans})))

    return parser.extract, mark


def geotext(_: Path | None) -> tuple[Callable[[str], object], Mark]:
    """Return how geotext reads a text; it gives neither spans nor points: every occurrence counts."""
    from geotext import GeoText  # noqa: PLC0415

    def mark(text: str, _: bool) -> list[Toponym]:
        read = GeoText(text)
        names = sorted({*read.cities, *read.countries}, key=len, reverse=True)
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
        return list(_most_populous(text, [found.span() for found in pattern.finditer(text)] if names else []))

    return GeoText, mark


def _most_populous(text: str, spans: Sequence[tuple[int, ...]]) -> Iterator[Toponym]:
    from geo.gazetteer import Gazetteer  # noqa: PLC0415

    gazetteer = Gazetteer.open()
    for start, end in spans:
        places = gazetteer.lookup(text[start:end])
        yield start, end, places[0].lon if places else None, places[0].lat if places else None


SYSTEMS = {"dateline": dateline, "flashgeotext": flashgeotext, "geotext": geotext}


def main() -> None:
    """Load, say how long that took, and answer commands until standard input ends."""
    system, path, *index = sys.argv[1:]
    texts = json.loads(Path(path).read_text(encoding="utf-8"))
    began = time.perf_counter()
    read, mark = SYSTEMS[system](Path(index[0]) if index else None)
    _answer(time.perf_counter() - began)
    for line in sys.stdin:
        command, *rest = line.split()
        if command == "read":
            first, step = map(int, rest)
            began, worked = time.perf_counter(), time.process_time()
            for text in texts[first::step]:
                read(text)
            _answer((time.perf_counter() - began, time.process_time() - worked))
        elif command == "mark":
            _answer([mark(text, bool(rest)) for text in texts])
        elif command == "memory":
            _answer(_peak_mb())


def _peak_mb() -> float:
    """Return the most memory that this process held."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # On Linux `ru_maxrss` begins with what the parent held.
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


def _answer(content: Any) -> None:
    print(json.dumps(content), flush=True)


if __name__ == "__main__":
    main()
