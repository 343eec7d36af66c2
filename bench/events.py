"""Articles with gold events in, how much of them is found out: `python -m bench.events GOLD.jsonl [--errors]`.

Prints the figures of visits, border references, quotations, dates, parties and speakers, and of the stages for the
articles that `border_stages.csv` annotates. The floor of the same run is the reader without the persons that sentences
show (`geo.events.people`): what a list of given names alone gives.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from geo.annotate import annotate
from geo.gazetteer import Gazetteer

STAGES = Path(__file__).parent / "border_stages.csv"
Record = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """What was asked, what was found, and what of it is right."""

    hit: int = 0
    found: int = 0
    asked: int = 0

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the asked that is found."""
        return self.hit / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Figures:
    """All figures of one run; a detail's `found` are the pairs whose detail was compared."""

    kinds: dict[str, Tally] = field(default_factory=lambda: {k: Tally() for k in ("visits", "border", "quotes")})
    details: dict[str, Tally] = field(
        default_factory=lambda: {k: Tally() for k in ("dates", "parties", "speakers", "stages")}
    )
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the gold, run both readers and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.events", description=__doc__)
    parser.add_argument("gold", type=Path, help='JSONL: {"id","published","text","visits","border","quotes"} a line')
    parser.add_argument("--errors", action="store_true", help="print what was missed, made up or told wrong")
    args = parser.parse_args(arguments)
    gold = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    gazetteer = Gazetteer.open()
    figures = measure(gold, gazetteer)
    with mock.patch("geo.events.extraction.with_people", lambda analysis: analysis):
        floor = measure(gold, gazetteer)
    report(figures, floor)
    if args.errors:
        sys.stdout.write("".join(f"{line}\n" for line in figures.errors))
    return 0


def measure(gold: Iterable[Record], gazetteer: Gazetteer) -> Figures:
    """Annotate every article and compare."""
    figures = Figures()
    stages = _stages()
    for article in gold:
        began = time.perf_counter()
        found = annotate(article, gazetteer)
        figures.seconds += time.perf_counter() - began
        _visits(article, found["visits"], figures)
        _spans(article, found, figures, stages)
    return figures


def _stages() -> dict[tuple[str, int, int], str]:
    with STAGES.open(encoding="utf-8", newline="") as table:
        return {(row["id"], int(row["start"]), int(row["end"])): row["stage"] for row in csv.DictReader(table)}


def paired(
    gold: Sequence[Record], found: Sequence[Record], same: Callable[[Record, Record], bool]
) -> list[tuple[Record, Record]]:
    """Pair each gold record with the first found one that is the same and not taken."""
    left = list(found)
    pairs = []
    for wanted in gold:
        match = next((each for each in left if same(wanted, each)), None)
        if match is not None:
            left.remove(match)
            pairs.append((wanted, match))
    return pairs


def _without(found: Iterable[Record], pairs: Iterable[tuple[Record, Record]]) -> list[Record]:
    taken = [id(match) for _, match in pairs]
    return [each for each in found if id(each) not in taken]


def _visits(article: Record, found: list[Record], figures: Figures) -> None:
    asked = [each for each in article["visits"] if not each.get("optional")]
    optional = [each for each in article["visits"] if each.get("optional")]
    pairs = paired(asked, found, same_visit)
    spare = _without(found, pairs)
    allowed = paired(optional, spare, same_visit)
    _count(figures.kinds["visits"], len(pairs), len(found) - len(allowed), len(asked))
    for wanted, match in pairs:
        _detail(figures, "dates", article, (wanted["date"], match["date"]))
    told = [wanted for wanted, _ in pairs]
    figures.errors += [f"{article['id']}: missed {each}" for each in asked if each not in told]
    figures.errors += [f"{article['id']}: made up {each}" for each in _without(spare, allowed)]


def same_visit(gold: Record, found: Record) -> bool:
    """Tell whether status, actor and place are the same; names may be shorter or longer."""
    place, other = _plain(gold["place"]), _plain(found["place"])
    named = _plain(gold["actor"]) in _plain(found["actor"]) and bool(other)
    return bool(gold["status"] == found["status"]) and named and (place in other or other in place)


def _spans(article: Record, found: Record, figures: Figures, stages: dict[tuple[str, int, int], str]) -> None:
    for kind in ("border", "quotes"):
        asked = [{**each, "start": article["text"].index(each["in"])} for each in article[kind]]
        pairs = paired(asked, found[kind], _overlap)
        _count(figures.kinds[kind], len(pairs), len(found[kind]), len(asked))
        told = [wanted for wanted, _ in pairs]
        figures.errors += [f"{article['id']}: missed {kind} {each}" for each in asked if each not in told]
        figures.errors += [f"{article['id']}: made up {kind} {each}" for each in _without(found[kind], pairs)]
        for wanted, match in pairs:
            if kind == "quotes":
                same = _plain(wanted["speaker"]) in _plain(match["speaker"])
                _detail(figures, "speakers", article, (True, same))
                continue
            _detail(figures, "parties", article, (sorted(wanted["parties"]), sorted(match["parties"])))
            stage = stages.get((article["id"], wanted["start"], wanted["start"] + len(wanted["in"])))
            if stage is not None:
                _detail(figures, "stages", article, (stage, match["stage"]))


def _overlap(gold: Record, found: Record) -> bool:
    return bool(found["start"] < gold["start"] + len(gold["in"]) and found["end"] > gold["start"])


def _count(tally: Tally, hit: int, found: int, asked: int) -> None:
    tally.hit += hit
    tally.found += found
    tally.asked += asked


def _detail(figures: Figures, name: str, article: Record, told: tuple[object, object]) -> None:
    right = told[0] == told[1]
    _count(figures.details[name], right, 1, 1)
    if not right:
        figures.errors.append(f"{article['id']}: {name}: {told[1]!r} where it is {told[0]!r}")


def _plain(name: str | None) -> str:
    folded = unicodedata.normalize("NFKD", name or "").casefold()
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).replace(".", "").split())


def report(figures: Figures, floor: Figures) -> None:
    """Print the table: each figure, the floor's and their ratio."""
    print(f"{'':10} {'P':>6} {'R':>6} {'F1':>6} {'hit':>5} {'found':>6} {'asked':>6} {'floor F1':>9} {'ratio':>6}")
    for name, tally in figures.kinds.items():
        below = floor.kinds[name].f1
        counts = f"{tally.hit:5d} {tally.found:6d} {tally.asked:6d} {below:9.3f} {_ratio(tally.f1, below)}"
        print(f"{name:10} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f} {counts}")
    print(f"\n{'':10} {'right':>6} {'of':>5} {'share':>6} {'floor':>6} {'ratio':>6}")
    for name, tally in figures.details.items():
        if tally.found:
            below = floor.details[name].precision
            share = f"{tally.precision:6.3f} {below:6.3f} {_ratio(tally.precision, below)}"
            print(f"{name:10} {tally.hit:6d} {tally.found:5d} {share}")
    print(f"\n{figures.seconds:.2f} s, the floor {floor.seconds:.2f} s")


def _ratio(one: float, other: float) -> str:
    return f"{one / other:6.2f}" if other else f"{'-':>6}"


if __name__ == "__main__":
    sys.exit(main())
