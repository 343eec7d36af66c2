"""Several who mend one map at once: whatever their moments, each mark that somebody decided is on it."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo import mending
from geo.build.reference import open_reference
from geo.corrections import Correction, anchor, read_corrections
from geo.mending import Files, mend, take_in
from geo.pipeline import Reference
from geo.read import article_from_bytes
from geo.resolve import analyse
from geo.types import Span, Toponym

ROOT = Path(__file__).parent.parent
TEXT = "Talks in Oslo\nPresident Anna Berg visited Tripoli. Later it rained in Paris and in Lima."


@pytest.fixture(scope="module")
def reference() -> Reference:
    return open_reference(ROOT / "data/reference/milestones.csv")[0]


@pytest.fixture
def files(work: Path) -> Files:
    (work / "articles/talks.txt").write_text(TEXT, encoding="utf-8")
    return Files(work / "map.geojson", work / "articles", work / "corrections.csv")


def right(words: str) -> Correction:
    start = TEXT.index(words)
    at = anchor(TEXT, Span(start, start + len(words)))
    return Correction(
        "mention", "accept", "here", "talks", at.quote, at.prefix, at.suffix, "", "", "", "anna", "2024-09-01", ""
    )


def confirmed(files: Files, article: str) -> set[str]:
    told = (each["properties"] for each in json.loads(files.map.read_bytes())["features"])
    return {each["mention"] for each in told if each["article"] == article and each["method"] == "corrected"}


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Have the first who writes the map wait, with what it made already in its hands."""
    begun, original = threading.Event(), mending.revise

    def revise(*args: Any) -> Any:
        if not begun.is_set():
            begun.set()
            time.sleep(1.0)
        return original(*args)

    monkeypatch.setattr(mending, "revise", revise)
    return begun


def test_decision_taken_meanwhile_is_on_the_map(files: Files, reference: Reference, slow: threading.Event) -> None:
    first = threading.Thread(target=mend, args=((right("Tripoli"),), files, reference))
    first.start()
    assert slow.wait(30)
    mend((right("Paris"),), files, reference)
    first.join(30)
    assert len(read_corrections(files.corrections)) == 2
    assert {"Tripoli", "Paris"} <= confirmed(files, "talks")


def test_article_kept_meanwhile_has_the_decisions_about_all(
    files: Files, reference: Reference, slow: threading.Event
) -> None:
    article = article_from_bytes(b"Warm days\nIt rained in Lima.", Path("warm.txt"), "warm")
    keeping = threading.Thread(target=take_in, args=(article, files, reference))
    keeping.start()
    assert slow.wait(30)
    (kept,) = (each for each in files.articles.glob("*.txt") if each.stem != "talks")
    lima = toponym("Lima", reference).place
    assert lima
    mend((replace(right("Lima"), scope="all", was=lima.id),), files, reference)
    keeping.join(30)
    assert confirmed(files, kept.stem) == {"Lima"}


def toponym(words: str, reference: Reference) -> Toponym:
    article = article_from_bytes(TEXT.encode(), Path("talks.txt"), "talks")
    found = analyse(article, reference.gazetteer).toponyms
    return next(each for each in found if each.mention.text == words)
