"""Links, and what the browser tells of a change, as views."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard import selection
from dashboard.state import Filter, View
from dashboard.store import Store
from tests import mapfile


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(
        mapfile.write(
            tmp_path / "map.geojson",
            [
                mapfile.feature("one", "visit", place="Oslo", place_id="x:oslo", actors=["Ann Moe"], date="2024-03-01"),
                mapfile.feature("two", "excerpt", place="Lima", place_id="x:lima"),
            ],
        )
    )


def test_view_is_that_of_the_address_with_what_the_data_has(store: Store) -> None:
    view = selection.view({}, {"actor": ["Ann Moe", "Nobody"], "from": ["2024"], "names": ["hy"]}, store)
    assert (view.filter.actors, view.filter.date_from, view.names) == (("Ann Moe",), "2024-01-01", "hy")


def test_what_the_browser_told_last_goes_before_the_address(store: Store) -> None:
    session: dict[str, Any] = {}
    told = View(Filter(actors=("Ann Moe", "Nobody"), q="rain"), "az", "2025-01-01")
    selection.heard(session, {"turn": 3, "token": told.token()})
    assert selection.view(session, {"kind": ["visit"]}, store) == View(
        Filter(actors=("Ann Moe",), q="rain"), "az", "2025-01-01"
    )
    assert selection.turn(session) == 3
    selection.heard(session, {"turn": 4, "token": ""})
    assert selection.view(session, {"kind": ["visit"]}, store) == View()


@pytest.mark.parametrize(
    "told",
    [
        None,
        "view",
        7,
        {},
        {"turn": 1},
        {"turn": "1", "token": ""},
        {"turn": -1, "token": ""},
        {"turn": 1 << 60, "token": ""},
        {"turn": 1, "token": "{{ 7 }}"},
        {"turn": 1, "token": "e30"},
        {"turn": 1, "token": ["kind"]},
    ],
)
def test_message_that_is_none_of_ours_changes_nothing(told: object) -> None:
    session: dict[str, Any] = {}
    selection.heard(session, told)
    assert session == {}


def test_link_is_looked_at_once(store: Store) -> None:
    session: dict[str, Any] = {}
    assert selection.arrive(session, {"actor": ["Nobody"]}, store) == {"actor": []}
    assert selection.arrive(session, {"actor": ["Nobody"]}, store) == {}


def test_link_to_an_event_that_is_not_there_says_so(store: Store) -> None:
    session: dict[str, Any] = {}
    selection.arrive(session, {"focus": ["gone"]}, store)
    assert "does not hold" in session[selection.NOTE]


def test_link_to_a_hidden_event_opens_what_hides_it(store: Store) -> None:
    session: dict[str, Any] = {}
    mended = selection.arrive(session, {"focus": ["one"], "kind": ["excerpt"]}, store)
    assert mended == {"kind": ["excerpt", "visit"]}
    assert "Opened for it: kind" in session[selection.NOTE]
