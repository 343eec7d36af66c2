"""Numbers of places in, a table out: what an import of GeoNames' dump files takes, beside reading them as CSV alone.

    python bench/gazetteer_import.py [N ...]            default: 100000 2000000

The files are made up, with a fixed seed, in the dump's own format: N places of all classes with their names, and as
many rows of alternateNamesV2.txt. The floor is one pass of `csv.reader` over the same files in the same run. Each
import is a process of its own, whose peak memory is that of the whole import. The ratio is of processor time, which
other work on the machine does not stretch.
"""

from __future__ import annotations

import csv
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEED = 20240819
SYLLABLES = (
    "ba bo chi da del en gha har il jan ka kor la lo ma min na nor os pa qar ra ro sa shen ta tal ur va ver yan zi"
)
CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопярстувшьйз")
CLASSES = ("P PPL", "P PPL", "P PPLX", "H STM", "T MT", "S CH", "S SCH", "L LCTY", "A ADM3", "R RD")
LANGUAGES = ("ru", "az", "hy", "de", "", "link", "wkdt")
LOOKUPS = 2_000

_IMPORT = """
import json, resource, sys, time
from pathlib import Path
from geo.gazetteer.dump import Sources, import_dump
from geo.gazetteer.dump.staging import Staging
from geo.gazetteer.lookup import TABLES
staged = []
remove = Staging.remove
def weighed(self):
    staged.append(self.path.stat().st_size / 1e6)
    remove(self)
Staging.remove = weighed
done = import_dump(Sources(Path(sys.argv[1]), TABLES), Path(sys.argv[2]), lambda _: None)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps([done.places, peak, time.process_time(), *staged]))
"""
_OPEN = """
import json, sys, time
from pathlib import Path
began = time.perf_counter()
from geo.gazetteer import Gazetteer
imported = time.perf_counter()
gazetteer = Gazetteer.open(Path(sys.argv[1]))
opened = time.perf_counter()
names = json.loads(sys.stdin.read())
for name in names:
    gazetteer.lookup(name)
print(json.dumps([(opened - imported) * 1000, (time.perf_counter() - opened) / len(names) * 1e6]))
"""


def write_dump(folder: Path, count: int) -> list[str]:
    """Write allCountries.txt and alternateNamesV2.txt of `count` made-up places to `folder`; return some names."""
    chance = random.Random(SEED)  # noqa: S311 - made-up places are no secret
    syllables = SYLLABLES.split()
    some = []
    with (
        (folder / "allCountries.txt").open("w", encoding="utf-8", newline="\n") as places,
        (folder / "alternateNamesV2.txt").open("w", encoding="utf-8", newline="\n") as others,
    ):
        for number in range(1, count + 1):
            name = "".join(chance.choices(syllables, k=chance.randint(3, 6))).capitalize()
            feature = chance.choice(CLASSES).replace(" ", "\t")
            lat, lon = chance.uniform(-60, 75), chance.uniform(-180, 180)
            country = chance.choice(("AM", "AZ", "GE", "RU", "TR", "US"))
            population = chance.choice((0, 0, 0, number % 100_000))
            identity = 20_000_000 + number
            places.write(
                f"{identity}\t{name}\t{name}\t{name}a,{name}i\t{lat:.5f}\t{lon:.5f}\t{feature}\t{country}\t\t"
                f"{number % 20:02}\t{number % 300:03}\t\t\t{population}\t\t{number % 3000}\tAsia/Yerevan\t2024-08-19\n"
            )
            language = chance.choice(LANGUAGES)
            text = f"https://example.org/{number}" if language == "link" else name.lower().translate(CYRILLIC).title()
            others.write(f"{number}\t{identity}\t{language}\t{text}\t{number % 2 or ''}\t\t\t\t\t\n")
            if number % (count // LOOKUPS + 1) == 0:
                some.append(name)
    return some


def rows(folder: Path) -> Iterator[list[str]]:
    """Yield all rows of the dump as `csv.reader` gives them."""
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Return what `work` gives, the seconds it takes, and those of this process's processor time."""
    began, busy = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - began, time.process_time() - busy


def run(program: str, *arguments: object, given: str = "") -> Any:
    """Return what a program prints as JSON, run in a process of its own."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def measure(count: int) -> None:
    """Print the rows of the table for one number of places."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as name:
        folder = Path(name)
        dump, index = folder / "dump", folder / "index"
        dump.mkdir()
        some = write_dump(dump, count)
        lines, floor, floor_busy = timed(lambda: sum(1 for _ in rows(dump)))
        (places, memory, busy, staged), took, _ = timed(lambda: run(_IMPORT, dump, index))
        opened = [run(_OPEN, index, given=json.dumps(some)) for _ in range(3)]
        open_ms, lookup_us = (statistics.median(each) for each in zip(*opened, strict=True))
        source, size = (sum(path.stat().st_size for path in at.iterdir()) / 1e6 for at in (dump, index))
    print(f"{count:>10,}  {lines:,} lines, {source:,.0f} MB, {places:,} places in the index")
    table = (
        ("csv.reader, the floor", f"{lines / floor:,.0f} lines/s", f"{floor:.1f} s, processor {floor_busy:.1f} s"),
        (
            "import",
            f"{lines / took:,.0f} lines/s",
            f"{took:.1f} s, processor {busy:.1f} s, {busy / floor_busy:.0f} x the floor",
        ),
        ("peak memory", f"{memory:,} MB", ""),
        ("staging file", f"{staged:,.0f} MB", "gone at the end"),
        ("index", f"{size:,.0f} MB", f"{size / source:.2f} x the files"),
        ("open", f"{open_ms:.0f} ms", ""),
        ("lookup", f"{lookup_us:.0f} us", ""),
    )
    for what, value, beside in table:
        print(f"{'':>10}  {what:<24}{value:>20}  {beside}")


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ("100000", "2000000"):
        measure(int(wanted))
