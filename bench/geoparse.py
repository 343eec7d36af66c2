"""Corpora, or made-up articles, in; tables of accuracy and speed beside other geoparsers out.

    python -m bench.geoparse [FOLDER]       a folder with lgl.jsonl and geovirus.jsonl; none: made-up articles
    make bench CORPORA=FOLDER               the same, with the peers installed

flashgeotext and geotext run here, each in a process of its own, round by round in turn with Dateline on the same
texts; Dateline as Python sources, and compiled where `make fast` made that form of them. The two peers find names and
give no points: for the accuracy their names mean the most populous place of Dateline's index. The other systems'
figures are those of their published outputs (2017 to 2020), scored anew by the same rule.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.names import MOST, multiply
from bench.scorer import Point, Score, score
from bench.texts import Marked, made_up, read_corpus
from geo.compiled.find import SWITCH, is_made
from geo.gazetteer.lookup import INDEX

ROOT = Path(__file__).parent.parent
FORMS = ("dateline", "dateline compiled") if is_made() else ("dateline",)
OURS = FORMS[-1]
"""The quicker form."""
LIVE = (*FORMS, "flashgeotext", "geotext")
PEER = "flashgeotext"
"""What the ratios are to."""
CORPORA = {"lgl": "LGL", "geovirus": "GeoVirus"}
PLAIN = ("geovirus",)
"""Its gold marks no adjectives and no peoples: Dateline leaves them out there (`--no-demonyms`)."""
PUBLISHED = {
    "CamCoder": (0.474, 0.674),
    "Edinburgh Geoparser": (0.429, 0.563),
    "Yahoo Placemaker": (0.501, 0.531),
    "CLAVIN": (0.409, 0.601),
    "Stanford NER + most populous": (0.420, 0.606),
}
"""End-to-end F1@161 on LGL and GeoVirus."""
MADE_UP = 600
LONG = 1_000_000
SHORT = 1_000
"""Characters."""


@dataclass(slots=True)
class Reader:
    """A system in a process of its own."""

    process: subprocess.Popen[str]
    opened_s: float = 0.0

    def send(self, command: str) -> None:
        """Give a command; `receive` has its answer."""
        assert self.process.stdin  # noqa: S101 - for the type alone
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()

    def receive(self) -> Any:
        """Wait for the answer to a command."""
        assert self.process.stdout  # noqa: S101 - for the type alone
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.process.args!r} ended; see above")
        return json.loads(line)

    def ask(self, command: str) -> Any:
        """Give a command and return its answer."""
        self.send(command)
        return self.receive()


@contextmanager
def reader(system: str, texts: Sequence[str], index: Path = INDEX) -> Iterator[Reader]:
    """Start a system on texts and yield it once it is loaded."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        name, _, form = system.partition(" ")
        command = [sys.executable, "-m", "bench.reader", name, file.name, str(index)]
        environment = os.environ | {SWITCH: "1" if form else "0"}
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=environment) as process:
            started = Reader(process)
            started.opened_s = started.receive()
            try:
                yield started
            finally:
                process.kill()


def accuracy(folder: Path) -> None:
    """Print the end-to-end figures of the systems that run here and of those that were published."""
    rows: dict[str, list[Score]] = {system: [] for system in LIVE}
    names = [name for name in CORPORA if (folder / f"{name}.jsonl").exists()]
    for name in names:
        articles = read_corpus(folder / f"{name}.jsonl")
        for system in LIVE:
            with reader(system, [article.text for article in articles]) as started:
                found = started.ask("mark plain" if name in PLAIN else "mark")
            marked = ([Point(*each) for each in points] for points in found)
            rows[system].append(score(zip((article.gold for article in articles), marked, strict=True)))
    print(f"{'end-to-end F1 at 161 km':50}" + "".join(f"{CORPORA[name]:>10}" for name in names))
    for system, scores in rows.items():
        note = "run here" if system in FORMS else "run here, + most populous"
        print(f"{f'{system} ({note})':50}" + "".join(f"{each.f1:10.3f}" for each in scores))
    for system, figures in PUBLISHED.items():
        by_name = dict(zip(CORPORA, figures, strict=True))
        print(f"{f'{system} (published output)':50}" + "".join(f"{by_name[name]:10.3f}" for name in names))
    print()


def timed(readers: dict[str, Reader], rounds: int) -> dict[str, float]:
    """Return the processor's seconds of a whole reading by each, the median of rounds in which they take turns."""
    took: dict[str, list[float]] = {system: [] for system in readers}
    for _ in range(rounds):
        for system, started in readers.items():
            took[system].append(started.ask("read 0 1")[1])
    return {system: statistics.median(seconds) for system, seconds in took.items()}


def speed(articles: Sequence[Marked], rounds: int) -> None:
    """Print articles a second, memory and opening time beside the peers, then what two processes give."""
    texts = [article.text for article in articles]
    count = len(texts)
    with ExitStack() as stack:
        readers = {system: stack.enter_context(reader(system, texts)) for system in LIVE}
        first = {system: started.ask("read 0 1")[1] for system, started in readers.items()}
        again = timed(readers, rounds)
        print(f"{count} articles of {sum(map(len, texts)) // count} characters, {rounds} rounds in turn, medians;")
        print("articles a second of processor time, at the first reading and at later ones; ratio to flashgeotext")
        print(f"{'':18}{'first':>8}{'ratio':>8}{'later':>8}{'ratio':>8}{'open s':>8}{'MB':>6}")
        for system, started in readers.items():
            figures = "".join(f"{count / took[system]:8.0f}{took[PEER] / took[system]:8.2f}" for took in (first, again))
            print(f"{system:18}{figures}{started.opened_s:8.2f}{started.ask('memory'):6.0f}")
        second = stack.enter_context(reader(OURS, texts))
        second.ask("read 1 2")
        pair = (readers[OURS], second)
        gains = [_gain(pair) for _ in range(rounds)]
        clock, worked = (statistics.median(gain) for gain in zip(*gains, strict=True))
        print(
            f"two processes read {clock:.2f} times the articles of one, by the clock; {worked:.2f} by processor time\n"
        )


def _gain(pair: tuple[Reader, Reader]) -> tuple[float, float]:
    """Return how much faster two processes read the texts, half each, than one reads all.

    By the clock where other work may hold the processors; and by the longer one's processor time.
    """
    alone, alone_worked = pair[0].ask("read 0 1")
    began = time.perf_counter()
    for number, each in enumerate(pair):
        each.send(f"read {number} 2")
    worked = max(each.receive()[1] for each in pair)
    return alone / (time.perf_counter() - began), alone_worked / worked


def growth(articles: Sequence[Marked], rounds: int, times: int) -> None:
    """Print what a megabyte costs in one article or in a thousand, and with many times the names in the index."""
    whole = "\n\n".join(article.text for article in articles)
    whole = (whole * (LONG // len(whole) + 1))[:LONG]
    pieces = [whole[at : at + SHORT] for at in range(0, LONG, SHORT)]
    with ExitStack() as stack:
        readers = {
            "1 KB": stack.enter_context(reader(OURS, pieces)),
            "1 MB": stack.enter_context(reader(OURS, [whole])),
        }
        _ratio("a megabyte of text, in articles of", readers, rounds)
        if times == 1:
            return
        target = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        names = multiply(INDEX, target, times)
        texts = [article.text for article in articles]
        readers = {
            "1": stack.enter_context(reader(OURS, texts)),
            str(times): stack.enter_context(reader(OURS, texts, target)),
        }
        print(f"{names:,} names in the larger index, opened in {readers[str(times)].opened_s:.2f} s")
        _ratio("the articles, with the names in the index times", readers, rounds)
        print(f"{readers[str(times)].ask('memory'):.0f} MB of memory at most with the larger index")


def _ratio(what: str, readers: dict[str, Reader], rounds: int) -> None:
    for started in readers.values():
        started.ask("read 0 1")
    took = timed(readers, rounds)
    (one, small), (other, large) = took.items()
    print(f"{what} {one}: {small:.2f} s, {other}: {large:.2f} s, ratio {large / small:.2f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="corpora as JSONL")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--names", type=int, default=10, choices=range(1, MOST + 1), metavar="N", help="1: leave out")
    given = parser.parse_args()
    if given.folder:
        accuracy(given.folder)
    paths = [given.folder / f"{name}.jsonl" for name in CORPORA] if given.folder else []
    corpora = [read_corpus(path) for path in paths if path.exists()] or [made_up(MADE_UP)]
    for articles in corpora:
        speed(articles, given.rounds)
    growth(corpora[0], given.rounds, given.names)


if __name__ == "__main__":
    main()
