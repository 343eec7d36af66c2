"""The articles that were written for Dateline: labelled as such, dated by the table, and read without a false word."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from geo.milestones import read_milestones
from geo.read import read_article
from geo.types import Milestone

DATA = Path(__file__).parent.parent / "data"
MILESTONES = {each.id: each for each in read_milestones(DATA / "reference/milestones.csv")}
OURS = [path for path in sorted((DATA / "articles").glob("*.txt")) if read_article(path).source == "Dateline"]
FEATURES = json.loads((DATA / "map.geojson").read_bytes())["features"]
DATE = re.compile(r"\b(\d{1,2} [A-Z][a-z]+ \d{4})\b")
ours = pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)


def summarised(path: Path) -> list[Milestone]:
    """Return the milestones that an article's note names, each with all of its sources."""
    note = read_article(path).note or ""
    named = [MILESTONES[identity] for identity in re.findall(r"[:;] ([a-z0-9-]+): http", note)]
    assert all(source in note for milestone in named for source in milestone.sources)
    return named


def of(path: Path, kind: str) -> list[dict[str, Any]]:
    found = [each["properties"] for each in FEATURES]
    return [each for each in found if each["article"] == path.stem and each["kind"] == kind]


def test_there_are_three_of_several_years() -> None:
    assert len(OURS) == 3
    assert {milestone.date[:4] for path in OURS for milestone in summarised(path)} == {
        *("2020", "2021", "2022", "2024", "2025", "2026")
    }


@ours
def test_note_says_for_what_it_was_written_and_from_which_sources(path: Path) -> None:
    article = read_article(path)
    assert (article.note or "").startswith("Written for Dateline as a summary of milestones")
    assert len(summarised(path)) >= 6
    assert article.published is None


@ours
def test_text_is_short_and_quotes_nobody(path: Path) -> None:
    text = read_article(path).text
    assert 120 <= len(text.split()) <= 250
    assert not re.search(r"[\"“”«»]", text)


@ours
def test_every_sentence_is_dated_by_a_milestone_of_the_note(path: Path) -> None:
    told = summarised(path)
    known = {each.date for each in told} | {"2025-11-30"}  # the closure that minsk-closure-2025-09-01 tells of
    for line in read_article(path).text.strip().split("\n")[1:]:
        dates = [dt.datetime.strptime(found, "%d %B %Y").date().isoformat() for found in DATE.findall(line)]
        assert dates, line
        assert set(dates) <= known, line


@ours
def test_border_references_are_dated_and_say_no_more_than_their_milestone(path: Path) -> None:
    stages = {each["date"]: each["stage"] for each in of(path, "border")}
    assert None not in stages
    assert set(stages) <= {each.date for each in summarised(path)}
    said = {
        "2021-11-26": "agreed",
        "2022-05-22": "announced",
        "2022-10-06": "agreed",
        "2024-04-19": "agreed",
        "2024-05-15": "agreed",
        "2024-08-30": "signed",
        "2024-10-23": "ratified",
        "2024-11-01": "in force",
        "2025-08-08": "initialled",
    }
    assert {date: stage for date, stage in stages.items() if stage != "mentioned"} == {
        date: stage for date, stage in said.items() if date in stages
    }
    assert all(each["parties"] == ["AM", "AZ"] and each["line"] == "am-az" for each in of(path, "border"))


@ours
def test_visits_are_those_of_a_milestone_of_that_day(path: Path) -> None:
    told = {each.date: each for each in summarised(path)}
    for visit in of(path, "visit"):
        milestone = told[visit["date"]]
        assert visit["place"] in milestone.places
        assert set(visit["actors"]) <= set(milestone.people)
        assert visit["status"] == "completed"


def test_the_village_of_the_same_name_far_off_is_not_on_the_map() -> None:
    assert "geonames:585666" not in {each["properties"]["place_id"] for each in FEATURES}
