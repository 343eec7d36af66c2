"""Presses on chips and lists, and links, as other values of the session."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from dashboard import selection
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


def test_value_is_added_and_taken_out_again() -> None:
    session: dict[str, Any] = {"actor": ["Ann Moe"]}
    selection.toggle(session, "actor", "Bo Paz")
    assert session["actor"] == ["Ann Moe", "Bo Paz"]
    selection.toggle(session, "actor", "Ann Moe")
    assert session["actor"] == ["Bo Paz"]


@pytest.mark.parametrize(("name", "value"), [("q", "x"), ("nothing", "x"), ("actor", 7), ("actor", None)])
def test_what_no_list_facet_holds_changes_nothing(name: str, value: object) -> None:
    session: dict[str, Any] = {}
    selection.toggle(session, name, value)
    assert session == {}


def test_one_value_or_a_whole_facet_is_dropped() -> None:
    session: dict[str, Any] = {"kind": ["visit", "border"], "q": "rain", "from": dt.date(2024, 1, 1)}
    selection.drop(session, {"name": "kind", "value": "visit"})
    assert session["kind"] == ["border"]
    for name in ("kind", "q", "from"):
        selection.drop(session, {"name": name, "value": None})
    assert (session["kind"], session["q"], session["from"]) == ([], "", None)


@pytest.mark.parametrize("pressed", [None, "kind", {}, {"name": "session_state"}, {"name": ["kind"]}])
def test_press_that_is_none_of_ours_changes_nothing(pressed: object) -> None:
    session: dict[str, Any] = {"kind": ["visit"]}
    try:
        selection.drop(session, pressed)
    except TypeError:
        pytest.fail("a message from the browser must not raise")
    assert session == {"kind": ["visit"]}


def test_clear_takes_filters_and_leaves_names_and_date() -> None:
    session: dict[str, Any] = {"kind": ["visit"], "q": "x", "names": "az", "asof": dt.date(2024, 1, 1)}
    selection.clear(session)
    assert (session["kind"], session["q"]) == ([], "")
    assert (session["names"], session["asof"]) == ("az", dt.date(2024, 1, 1))


def test_view_is_what_the_widgets_hold_of_what_the_data_has(store: Store) -> None:
    held = {"actor": ["Ann Moe", "Nobody"], "from": dt.date(2024, 1, 1), "names": "hy", "q": ""}
    view = selection.view(held, store)
    assert (view.filter.actors, view.filter.date_from, view.names) == (("Ann Moe",), "2024-01-01", "hy")


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
