"""Corrections in a build: applied, marked, listed where they no longer fit, and noticed by what a build keeps."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_build import geo

from geo.build import build, open_reference
from geo.corrections import Correction, add, anchor, by_article
from geo.pipeline import Reference, article_events, features_of, read_through
from geo.revision import spliced
from geo.types import Article, Span

MILESTONES = Path(__file__).parent.parent / "data/reference/milestones.csv"
TEXT = "Talks in Oslo\nPresident Anna Berg visited Tripoli on 19 August 2024. Later it rained in Tripoli."
LEBANON, LIBYA = "geonames:266826", "geonames:2210247"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return open_reference(MILESTONES)[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "talks.txt").write_text(TEXT, encoding="utf-8")
    (folder / "other.txt").write_text("In Tripoli it is warm.", encoding="utf-8")
    return folder


def correction(wanted: str, nth: int = 0, **given: str) -> Correction:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(wanted, start + 1)
    at = anchor(TEXT, Span(start, start + len(wanted)))
    made = Correction(
        "mention", "place", "here", "talks", at.quote, at.prefix, at.suffix, "", LIBYA, LEBANON, "R", "2026-11-24", ""
    )
    return replace(made, **given)  # type: ignore[arg-type]


def properties(content: bytes, article: str = "talks") -> list[dict[str, Any]]:
    features = json.loads(content)["features"]
    return [each["properties"] for each in features if each["properties"]["article"] == article]


def mended(reference: Reference, *given: Correction) -> Reference:
    return replace(reference, corrections=by_article(given))


def test_build_reads_corrections_marks_them_and_lists_what_no_longer_fits(folder: Path, tmp_path: Path) -> None:
    gone = correction("Oslo", quote="Bergen", now="geonames:3161732")
    lost = correction("Oslo", article="nowhere")
    table = tmp_path / "corrections.csv"
    add([correction("Tripoli", 1), gone, lost], table)
    output = tmp_path / "map.geojson"
    done = geo("build", folder, "-o", output, "--corrections", table, "--fresh")
    assert done.returncode == 0
    listed = [line for line in done.stderr.splitlines() if line.startswith("correction ")]
    assert len(listed) == 2
    assert listed[0].startswith(f"correction {gone.id}: talks: ")
    assert listed[1].startswith(f"correction {lost.id}: nowhere: ")
    found = [each for each in properties(output.read_bytes()) if each["mention"] == "Tripoli"]
    assert {
        (each["place_id"], each["method"], each["confidence"] == 1) for each in found if each["kind"] == "excerpt"
    } == {
        (LIBYA, "rule", False),
        (LEBANON, "corrected", True),
    }


def test_kept_results_notice_a_changed_correction(folder: Path, tmp_path: Path) -> None:
    table, output = tmp_path / "corrections.csv", tmp_path / "map.geojson"
    again = ("build", folder, "-o", output, "--corrections", table, "--resume", tmp_path / "build.sqlite")
    assert "done before" not in geo(*again).stderr
    plain = output.read_bytes()
    assert "2 of them done before" in geo(*again).stderr
    add([correction("Tripoli")], table)
    assert geo(*again).returncode == 0
    changed = output.read_bytes()
    geo(*again, "--fresh")
    assert changed == output.read_bytes() != plain
    table.unlink()
    geo(*again)
    assert output.read_bytes() == plain


def test_article_with_a_correction_that_does_not_fit_is_named_by_each_build(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "corrections.csv"
    add([correction("Oslo", quote="Bergen")], table)
    again = ("build", folder, "-o", tmp_path / "m.geojson", "--corrections", table, "--resume", tmp_path / "b.sqlite")
    first, second = (geo(*again).stderr for _ in range(2))
    named = [line for line in first.splitlines() if line.startswith("correction ")]
    assert len(named) == 1
    assert named[0] in second


def test_bytes_do_not_depend_on_the_order_of_the_corrections(folder: Path, reference: Reference) -> None:
    given = [correction("Tripoli"), correction("Tripoli", 1, action="reject", now=""), correction("Oslo", scope="all")]
    one, other = (build([folder], mended(reference, *order)) for order in (given, reversed(given)))
    assert one.content == other.content


def test_one_article_made_anew_gives_the_bytes_of_a_whole_build(folder: Path, reference: Reference) -> None:
    changed = mended(reference, correction("Tripoli"))
    article = Article("talks", TEXT, "Talks in Oslo")
    made = {"talks": features_of(article_events(article, changed), changed)}
    old = json.loads(build([folder], reference).content)["features"]
    assert spliced(old, json.loads(json.dumps(made))) == json.loads(build([folder], changed).content)["features"]


def test_visit_follows_its_place_and_its_actor(reference: Reference) -> None:
    article = Article("talks", TEXT, "Talks in Oslo", published="2024-08-21")
    actor = correction("Tripoli", kind="visit", action="actor", actor="Anna Berg", was="Anna Berg", now="Bo Paz")
    changed = mended(reference, correction("Tripoli"), actor)
    assert read_through(article, changed).unfitting == ()
    (visit,) = (each for each in article_events(article, changed) if each.kind == "visit")
    assert (visit.actors, visit.method, visit.confidence) == (("Bo Paz",), "corrected", 1.0)
    assert visit.place is not None
    assert visit.place.id == LEBANON


def test_later_of_two_decisions_about_the_same_holds(reference: Reference) -> None:
    article = Article("talks", TEXT, "Talks in Oslo")
    first = correction("Tripoli", when="2026-11-24T10:00:00Z")
    second = replace(first, now=LIBYA, when="2026-11-24T10:00:01Z")
    changed = mended(reference, second, first)
    first_mention = read_through(article, changed).analysis.toponyms[1]
    assert first_mention.place is not None
    assert first_mention.place.id == LIBYA


def test_slip_is_taken_out_again(tmp_path: Path) -> None:
    table = tmp_path / "corrections.csv"
    one, two = correction("Tripoli"), correction("Oslo")
    add([one, two], table)
    assert add([], table, without=[one.id]) == 0
    assert two.id in table.read_text("utf-8")
    assert one.id not in table.read_text("utf-8")
