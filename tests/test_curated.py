"""Which milestone a visit is part of, and which it must not be joined to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.curated import Curated, distance_km, milestone_of
from geo.types import Mention, Milestone, Place, Span, Toponym, Visit

BAKU = Place("geonames:587084", "Baku", 49.892, 40.3777, "AZ", "city")
ALLEY = Place("dateline:alley-of-honor", "Alley of Honor", 49.82083, 40.36167, "AZ", "site")
GANJA = Place("geonames:586523", "Ganja", 46.36, 40.68, "AZ", "city")
AZERBAIJAN = Place("geonames:587116", "Azerbaijan", 47.5, 40.5, "AZ", "country")
MOSCOW = Place("geonames:524901", "Moscow", 37.61, 55.75, "RU", "city")
STATE_VISIT = Curated(
    Milestone(
        "putin-baku-2024-08",
        "2024-08-18",
        "2024-08-19",
        "visit",
        "State visit",
        ("RU", "AZ"),
        ("Baku",),
        ("Vladimir Putin", "Ilham Aliyev"),
        "A state visit.",
        ("https://news.example/1",),
    ),
    (BAKU,),
)


def visit(place: Place | None = BAKU, actor: str = "Vladimir Putin", **more: str) -> Visit:
    toponym = Toponym(Mention(0, 4, "Baku"), place, 1.0)
    given = {"status": "completed", **more}
    return Visit(actor, toponym, given["status"], Span(0, 10), date=given.get("date"))  # type: ignore[arg-type]


@pytest.mark.parametrize("place", [BAKU, AZERBAIJAN, ALLEY])
def test_undated_visit_of_the_same_person_in_those_days_is_the_milestone(place: Place) -> None:
    assert milestone_of(visit(place), "2024-08-19", [STATE_VISIT]) is STATE_VISIT.milestone


@pytest.mark.parametrize("date", ["2024-08-18", "2024-08-19", "2024-08", "2024"])
def test_date_in_the_text_must_lie_within_it(date: str) -> None:
    assert milestone_of(visit(date=date), None, [STATE_VISIT]) is STATE_VISIT.milestone


@pytest.mark.parametrize("date", ["2024-08-17", "2024-08-20", "2024-09", "2018"])
def test_visit_of_another_day_is_another_visit(date: str) -> None:
    assert milestone_of(visit(date=date), "2024-08-19", [STATE_VISIT]) is None


@pytest.mark.parametrize(
    "other",
    [
        visit(actor="Nikol Pashinyan"),
        visit(MOSCOW),
        visit(GANJA),
        visit(None),
        visit(status="cancelled"),
    ],
)
def test_another_person_or_place_is_another_visit(other: Visit) -> None:
    assert milestone_of(other, "2024-08-19", [STATE_VISIT]) is None


@pytest.mark.parametrize("published", [None, "2024-06-01", "2025-01-01"])
def test_article_of_another_time_lends_no_date(published: str | None) -> None:
    assert milestone_of(visit(), published, [STATE_VISIT]) is None


def test_two_that_fit_leave_the_date_unknown() -> None:
    second = replace(STATE_VISIT, milestone=replace(STATE_VISIT.milestone, id="another"))
    assert milestone_of(visit(), "2024-08-19", [STATE_VISIT, second]) is None


def test_distance_is_great_circle() -> None:
    assert distance_km(2.3522, 48.8566, -0.1278, 51.5074) == pytest.approx(343.56, abs=1)
    assert distance_km(179.9, 0, -179.9, 0) == pytest.approx(22.24, abs=0.1)
