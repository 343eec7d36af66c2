"""Where a person went in order of date, and what a person said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard import itinerary
from dashboard.itinerary import Leg, Route
from dashboard.state import Filter, View
from dashboard.store import Store
from tests import mapfile

ANN = View(Filter(actors=("Ann Moe",)))


def visit(name: str, place: dict[str, Any], **given: Any) -> dict[str, Any]:
    said = {"actors": ["Ann Moe"], "status": "completed", "excerpt": "She came.", "article": "a"}
    return mapfile.feature(name, "visit", **(said | place | given))


BAKU, YEREVAN, SUVA, PARIS = mapfile.PLACES[:4]
AZERBAIJAN = mapfile.PLACES[8]


def store(tmp_path: Path, *given: dict[str, Any]) -> Store:
    return Store.open(mapfile.write(tmp_path / "map.geojson", list(given)))


def places(found: Route) -> list[str]:
    return [stop.label for stop in found.stops]


def test_route_goes_by_date_and_not_by_the_order_of_the_file(tmp_path: Path) -> None:
    found = itinerary.route(
        store(
            tmp_path,
            visit("3", SUVA, date="2024-09"),
            visit("1", BAKU, date="2024-08-18", date_end="2024-08-19"),
            visit("2", YEREVAN, date="2024-08-19"),
        ),
        ANN,
    )
    assert places(found) == ["Baku", "Yerevan", "Suva"]
    assert found.legs == (Leg(0, 1, False), Leg(1, 2, False))
    assert found.stops[0].date_text == "18–19 Aug 2024"


def test_route_stops_only_where_a_dated_visit_has_a_point(tmp_path: Path) -> None:
    found = itinerary.route(
        store(
            tmp_path,
            visit("undated", PARIS),
            visit("country", AZERBAIJAN, date="2024-01-01"),
            visit("nowhere", mapfile.PLACES[10], date="2024-01-02"),
            visit("off", YEREVAN, date="2024-01-03", status="cancelled"),
            visit("there", BAKU, date="2024-01-04"),
            visit("other", SUVA, date="2024-01-05", actors=["Bo Paz"]),
        ),
        ANN,
    )
    assert [stop.feature for stop in found.stops] == ["there"]
    assert found.legs == ()


def test_leg_to_or_from_a_planned_visit_is_planned(tmp_path: Path) -> None:
    found = itinerary.route(
        store(
            tmp_path,
            visit("1", BAKU, date="2024-01-01"),
            visit("2", YEREVAN, date="2024-02-01", status="planned"),
            visit("3", SUVA, date="2024-03-01"),
            visit("4", PARIS, date="2024-04-01"),
        ),
        ANN,
    )
    assert found.legs == (Leg(0, 1, True), Leg(1, 2, True), Leg(2, 3, False))


@pytest.mark.parametrize(
    ("first", "second"),
    [("2024-08-18", "2024-08-18"), ("2024-08", "2024-08-19"), ("2024", "2024-08"), ("2024-08", "2024-08")],
)
def test_no_leg_where_nobody_knows_which_visit_came_first(tmp_path: Path, first: str, second: str) -> None:
    found = itinerary.route(store(tmp_path, visit("1", BAKU, date=first), visit("2", YEREVAN, date=second)), ANN)
    assert len(found.stops) == 2
    assert found.legs == ()


def test_an_event_is_one_stop_in_its_town(tmp_path: Path) -> None:
    site = mapfile.PLACES[7]
    same = {"event": "trip", "date": "2024-01-01"}
    found = itinerary.route(store(tmp_path, visit("site", site, **same), visit("town", BAKU, **same)), ANN)
    assert places(found) == ["Baku"]


@pytest.mark.parametrize(
    "view", [View(), View(Filter(actors=("Ann Moe", "Bo Paz"))), View(Filter(actors=("Ann Moe",), kinds=("excerpt",)))]
)
def test_no_route_but_of_one_person_whose_visits_are_shown(tmp_path: Path, view: View) -> None:
    assert itinerary.route(store(tmp_path, visit("1", BAKU, date="2024")), view) == Route(None, (), (), 0)


def test_route_ends_with_the_as_of_date(tmp_path: Path) -> None:
    data = store(tmp_path, visit("1", BAKU, date="2024-01-01"), visit("2", YEREVAN, date="2024-02-01"))
    assert places(itinerary.route(data, View(ANN.filter, asof="2024-01-31"))) == ["Baku"]
    assert len(itinerary.route(data, ANN).legs) == 1


def test_person_has_visits_statements_and_the_rest_counted(tmp_path: Path) -> None:
    said = {"actors": ["Ann Moe"], "excerpt": "“No.”", "article": "a"}
    data = store(
        tmp_path,
        visit("late", BAKU, date="2024-05-01"),
        visit("undated", YEREVAN),
        visit("early", SUVA, date="2024-01-01"),
        mapfile.feature("quote", "excerpt", speaker="Ann Moe", **said),
        mapfile.feature("border", "border", speaker="Ann Moe", stage="offered", **said),
        mapfile.feature("of-another", "excerpt", speaker="Bo Paz", **said),
        mapfile.feature("named", "excerpt", **said),
    )
    found = itinerary.person(data, "Ann Moe", View())
    assert [card.event for card in found.visits] == ["early", "late", "undated"]
    assert [card.date_text for card in found.visits][-1] == "undated"
    assert {card.event for card in found.statements} == {"quote", "border"}
    assert (found.known, found.others, found.later, found.more) == (True, 2, 0, 0)
    earlier = itinerary.person(data, "Ann Moe", View(asof="2024-02-01"))
    assert [card.event for card in earlier.visits] == ["early", "undated"]
    assert earlier.later == 1


def test_what_was_not_read_or_shown_of_a_person_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(itinerary, "MAX_READ", 4)
    monkeypatch.setattr(itinerary, "MAX_CARDS", 3)
    data = store(tmp_path, *(visit(f"{day}", BAKU, date=f"2024-01-0{day}") for day in range(1, 7)))
    found = itinerary.person(data, "Ann Moe", View())
    assert (len(found.visits), found.more) == (3, 3)


def test_nobody_of_the_name_is_said(tmp_path: Path) -> None:
    found = itinerary.person(store(tmp_path, visit("1", BAKU)), "Nobody", View())
    assert (found.known, found.visits, found.statements) == (False, (), ())
