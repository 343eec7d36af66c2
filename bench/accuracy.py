"""A folder of corpora in, the figures of geoparsing and the classes of errors out, by half and against a floor.

    python bench/accuracy.py FOLDER [CORPUS ...] [--no-demonyms CORPUS ...]

FOLDER holds CORPUS.jsonl (default: every one), an article a line: `{"id", "text", "toponyms": [{"start", "end", "text",
"lat", "lon"}]}`; lat and lon are null where the corpus has no point. Corpora are read, never kept.

The halves are by the last bit of the SHA-256 of the article's id: weights are tuned on `tuned`, `held out` is reported
alone. `e2e` is the F1 of names found with a point within 161 km; names that the corpus gives no point count as found
too many. `A161` is the share of such points among the names that were found. The floor takes the most populous place of
every name that the recogniser finds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from geo.gazetteer import Gazetteer, fold, words
from geo.mentions import LongestMatch
from geo.mentions.lexicon import ORGANISATIONS, common_words
from geo.resolve import analyse
from geo.types import Analysis, Article, Place, Toponym

NEAR_KM = 161.0
EARTH_KM = 6371.0
MAX_ARTICLES = 20_000
"""Of one corpus: the largest that is in use has some 1,000."""
Point = tuple[float, float]
Found = tuple[int, int, Place]


@dataclass(slots=True)
class Tally:
    """Counts of one half of a corpus."""

    articles: int = 0
    gold: int = 0
    given: int = 0
    matched: int = 0
    right: int = 0
    floor_given: int = 0
    floor_right: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add the counts of another half."""
        for name in ("articles", "gold", "given", "matched", "right", "floor_given", "floor_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("missed", "wrong", "false"):
            getattr(self, name).update(getattr(other, name))


def half(identity: object) -> str:
    """Return the half that an article belongs to."""
    return "held out" if hashlib.sha256(str(identity).encode()).digest()[-1] & 1 else "tuned"


def kilometres(one: Point, other: Point) -> float:
    """Return the distance of two points (lon, lat) on a sphere."""
    (lon, lat), (east, north) = (tuple(map(math.radians, point)) for point in (one, other))
    part = math.sin((north - lat) / 2) ** 2 + math.cos(lat) * math.cos(north) * math.sin((east - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(part)))


def measure(record: Mapping[str, Any], gazetteer: Gazetteer, *, demonyms: bool) -> Tally:
    """Compare one article with its gold."""
    text, gold = record["text"], record["toponyms"]
    analysis = analyse(Article(str(record["id"]), text, ""), gazetteer, demonyms=demonyms, explain=True)
    found = [(each.mention.start, each.mention.end, each.place) for each in analysis.toponyms if each.place]
    tally = Tally(articles=1, gold=sum(each["lat"] is not None for each in gold))
    pairs, alone = matched(found, gold)
    tally.given, tally.matched = len(found), len(pairs)
    for (_, _, place), each in pairs:
        if is_near(place, each):
            tally.right += 1
        else:
            tally.wrong[_why_wrong(place, each, gazetteer)] += 1
    tally.false.update(_why_false(start, end, text) for start, end, _ in alone)
    ends = {(start, end) for start, end, _ in found}
    tally.missed.update(
        _why_missed(each, analysis, gazetteer)
        for each in gold
        if each["lat"] is not None and not any(_overlaps(span, each) for span in ends)
    )
    plain = list(_most_populous(text, gazetteer))
    pairs, _ = matched(plain, gold)
    tally.floor_given = len(plain)
    tally.floor_right = sum(is_near(place, each) for (_, _, place), each in pairs)
    return tally


def _most_populous(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    read = words(text)
    for name in LongestMatch().recognise(read, gazetteer).names:
        if name.uses:
            place = max((use.place for use in name.uses), key=lambda each: each.population)
            yield read.start(name.first), read.end(name.last - 1), place


def _overlaps(span: tuple[int, int], gold: Mapping[str, Any]) -> bool:
    return bool(span[0] < gold["end"] and gold["start"] < span[1])


def matched(
    found: Sequence[Found], gold: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[Found, Mapping[str, Any]]], list[Found]]:
    """Pair each name with one gold toponym with a point; the second result is what lies upon no gold."""
    pairs, alone, taken = [], [], set()
    for each in found:
        hits = [number for number, other in enumerate(gold) if _overlaps(each[:2], other)]
        pointed = [number for number in hits if gold[number]["lat"] is not None]
        free = next((number for number in pointed if number not in taken), None)
        if free is not None:
            taken.add(free)
            pairs.append((each, gold[free]))
        elif pointed or not hits:
            alone.append(each)
    return pairs, alone


def is_near(place: Place, gold: Mapping[str, Any]) -> bool:
    """Tell whether a place lies within 161 km of the corpus's point."""
    if place.lon is None or place.lat is None:
        return False
    return kilometres((place.lon, place.lat), (gold["lon"], gold["lat"])) <= NEAR_KM


def _why_missed(gold: Mapping[str, Any], analysis: Analysis, gazetteer: Gazetteer) -> str:
    if any(_overlaps((span.start, span.end), gold) for person in analysis.persons for span in person.spans):
        return "read as a person"
    uses = gazetteer.uses(fold(gold["text"]))
    if not uses:
        return "not in the table"
    if all(use.kind in ("demonym", "adjective") for use in uses):
        return "demonym"
    refused: Iterable[Toponym] = analysis.refused
    if any(_overlaps((each.mention.start, each.mention.end), gold) for each in refused):
        return "refused by the evidence"
    return "not searched for"


def _why_wrong(place: Place, gold: Mapping[str, Any], gazetteer: Gazetteer) -> str:
    if not any(is_near(use.place, gold) for use in gazetteer.uses(fold(gold["text"]))):
        return "right place not in the table"
    return f"another was nearer, {place.precision} chosen"


def _why_false(start: int, end: int, text: str) -> str:
    name = fold(text[start:end])
    beside = {word.folded for word in words(text[max(0, start - 25) : end + 25])}
    if name in common_words():
        return "common word"
    return "beside an organisation's word" if beside & ORGANISATIONS else "person, or a place not in the gold"


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of a corpus."""
    with path.open(encoding="utf-8") as file:
        for _, line in zip(range(MAX_ARTICLES), file, strict=False):
            yield json.loads(line)


def _f1(right: int, given: int, gold: int) -> float:
    return 2 * right / max(1, given + gold)


def _print(corpus: str, part: str, tally: Tally) -> None:
    e2e, floor = _f1(tally.right, tally.given, tally.gold), _f1(tally.floor_right, tally.floor_given, tally.gold)
    print(
        f"{corpus:12}{part:10}{tally.articles:8}{tally.gold:7}{e2e:8.3f}{tally.right / max(1, tally.matched):8.3f}"
        f"{floor:8.3f}{e2e / max(floor, 0.001):8.2f}"
    )


def chosen(description: str | None, arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line of a measurement over corpora: `folder`, `corpora`, `no_demonyms`."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    parser.add_argument("--no-demonyms", nargs="+", default=[], metavar="CORPUS", help="corpora that annotate none")
    given = parser.parse_args(arguments)
    given.corpora = given.corpora or sorted(path.stem for path in given.folder.glob("*.jsonl"))
    return given


def main(arguments: Sequence[str]) -> int:
    """Print a row a half of each corpus, and under them the classes of errors of both."""
    given = chosen(__doc__, arguments)
    gazetteer = Gazetteer.open()
    print("corpus      half      articles   gold     e2e    A161   floor   ratio")
    for corpus in given.corpora:
        halves = {"tuned": Tally(), "held out": Tally()}
        for record in records(given.folder / f"{corpus}.jsonl"):
            halves[half(record["id"])].add(measure(record, gazetteer, demonyms=corpus not in given.no_demonyms))
        both = Tally()
        for part, tally in halves.items():
            _print(corpus, part, tally)
            both.add(tally)
        _print(corpus, "both", both)
        for name in ("missed", "wrong", "false"):
            counts: Counter[str] = getattr(both, name)
            for why, count in counts.most_common():
                print(f"    {name:8}{count:6}  {why}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
