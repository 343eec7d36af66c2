"""Marked sentences in, precision, recall and F1 of `associative` out, beside two floors.

    python bench/roles.py [FILE]            default: bench/roles.tsv

A line of the file is a set, a role and a sentence, with tabs between; the name in brackets is the one that is judged.
The set `known` was at hand when the rules were written, and so was `open`, which they do not solve; `fresh` was
written after the rules, and they were not changed for it. The floors call every name associative, and adjectives and
peoples alone.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from geo.gazetteer import Gazetteer
from geo.resolve import analyse
from geo.types import Article, Mention

SENTENCES = Path(__file__).with_suffix(".tsv")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the role of the name that is marked in it."""

    set: str
    role: str
    text: str
    start: int
    """Of the marked name."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a role was told, of 1."""

    precision: float
    recall: float
    f1: float


def read_sentences(path: Path = SENTENCES) -> tuple[Sentence, ...]:
    """Return the sentences of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        Sentence(name, role, marked.replace("[", "").replace("]", ""), marked.index("[")) for name, role, marked in rows
    )


def judged(sentence: Sentence, gazetteer: Gazetteer) -> Mention | None:
    """Return the mention that Dateline finds at the marked name, null where it finds none."""
    toponyms = analyse(Article("sentence", sentence.text, ""), gazetteer).toponyms
    return next((each.mention for each in toponyms if each.mention.start == sentence.start), None)


def score(pairs: Iterable[tuple[str, str | None]], role: str = "associative") -> Score:
    """Return precision, recall and F1 of `role` over pairs of the right and the given role."""
    counts = Counter((right == role, given == role) for right, given in pairs)
    both = counts[True, True]
    precision = both / max(1, both + counts[False, True])
    recall = both / max(1, both + counts[True, False])
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0)


def main(arguments: Sequence[str]) -> int:
    """Print a row a set."""
    sentences = read_sentences(Path(arguments[0]) if arguments else SENTENCES)
    gazetteer = Gazetteer.open()
    mentions = {sentence: judged(sentence, gazetteer) for sentence in sentences}
    wrong = [(each, mention) for each, mention in mentions.items() if not mention or mention.role != each.role]
    for each, mention in wrong:
        found = mention.role if mention else "not found"
        print(f"{each.set}: {each.role}, was {found}: {each.text[: each.start]}[{each.text[each.start :]}")
    print("\nset      sentences  accuracy  precision  recall    F1   F1 of all associative   of adjectives alone")
    for name in sorted({each.set for each in sentences}, reverse=True):
        chosen = [(each, mentions[each]) for each in sentences if each.set == name]
        given = score((each.role, mention.role if mention else None) for each, mention in chosen)
        every = score((each.role, "associative") for each, _ in chosen)
        plain = score((each.role, "associative" if mention and mention.demonym else None) for each, mention in chosen)
        right = sum(bool(mention and mention.role == each.role) for each, mention in chosen)
        print(
            f"{name:9}{len(chosen):9}{right / len(chosen):10.3f}{given.precision:11.3f}{given.recall:8.3f}"
            f"{given.f1:6.3f}{every.f1:24.3f}{plain.f1:22.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
