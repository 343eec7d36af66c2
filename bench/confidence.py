"""A folder of corpora in, how often names of each confidence are right out: a table, and the coefficients behind it.

    python bench/confidence.py FOLDER [CORPUS ...] [--no-demonyms CORPUS ...]

FOLDER is as for `bench/accuracy.py`. A name is right where it lies upon a name of the corpus and its point within
161 km of that one's; what lies upon a name without a point is not counted. The coefficients are fitted to the half
`tuned` (logistic regression by Newton's method) and printed beside those of `geo/resolve/confidence.py`; the tables are
of that module, for the half `held out`. `error` is the mean difference of told and right, weighted by the names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.accuracy import chosen, half, is_near, matched, records
from geo.gazetteer import Gazetteer
from geo.resolve import analyse
from geo.resolve.confidence import COEFFICIENTS, WIDEST
from geo.types import Article

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
STEPS = 25
"""Of Newton's method, which needs some six."""


@dataclass(frozen=True, slots=True)
class Read:
    """One name that was placed."""

    score: float
    margin: float
    """To the next other place, at most `WIDEST`."""
    told: float
    """The confidence given."""
    right: bool


def read(record: Mapping[str, Any], gazetteer: Gazetteer, *, demonyms: bool) -> Iterator[Read]:
    """Yield the names of one article that can be checked."""
    article = Article(str(record["id"]), record["text"], "")
    toponyms = {
        (each.mention.start, each.mention.end): each
        for each in analyse(article, gazetteer, demonyms=demonyms, explain=True).toponyms
    }
    found = [(*span, each.place) for span, each in toponyms.items() if each.place]
    pairs, alone = matched(found, record["toponyms"])
    judged = [(each, is_near(each[2], gold)) for each, gold in pairs] + [(each, False) for each in alone]
    for (start, end, _), right in judged:
        toponym = toponyms[start, end]
        best = toponym.candidates[0].score
        margin = best - toponym.candidates[1].score if len(toponym.candidates) > 1 else WIDEST
        yield Read(best, min(WIDEST, margin), toponym.confidence, right)


def fit(names: Sequence[Read]) -> tuple[float, float, float]:
    """Return the constant and the weights of score and margin that make the names likeliest."""
    known = np.array([(1.0, each.score, each.margin) for each in names])
    right = np.array([each.right for each in names], dtype=float)
    weights = np.zeros(3)
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-known @ weights))
        curve = known.T @ (known * (likely * (1 - likely))[:, None]) + 1e-6 * np.eye(3)
        weights += np.linalg.solve(curve, known.T @ (right - likely))
    return float(weights[0]), float(weights[1]), float(weights[2])


def table(names: Sequence[Read]) -> tuple[list[str], float]:
    """Return the lines of the reliability table, and the mean difference of what is told and what is right."""
    lines, error = [], 0.0
    for low, high in pairwise(BINS):
        inside = [each for each in names if low <= each.told < high or (high == 1.0 and each.told == high)]
        if inside:
            told = sum(each.told for each in inside) / len(inside)
            right = sum(each.right for each in inside) / len(inside)
            error += abs(told - right) * len(inside) / len(names)
            lines.append(f"    {low:.2f}-{high:.2f}{len(inside):8}{told:8.3f}{right:8.3f}")
    return lines, error


def main(arguments: Sequence[str]) -> int:
    """Print the coefficients and a table a corpus."""
    given = chosen(__doc__, arguments)
    gazetteer = Gazetteer.open()
    tuned: list[Read] = []
    held: dict[str, list[Read]] = {}
    for corpus in given.corpora:
        held[corpus] = []
        for record in records(given.folder / f"{corpus}.jsonl"):
            part = held[corpus] if half(record["id"]) == "held out" else tuned
            part += read(record, gazetteer, demonyms=corpus not in given.no_demonyms)
    print("coefficients      constant   score  margin")
    for name, values in (("in use", COEFFICIENTS), ("fitted", fit(tuned))):
        print(f"    {name:12}" + "".join(f"{value:8.2f}" for value in values))
    held["all"] = [each for part in held.values() for each in part]
    for corpus, names in held.items():
        lines, error = table(names)
        print(f"{corpus}: {len(names)} names held out, error {error:.3f}\n    confidence  names    told   right")
        print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
