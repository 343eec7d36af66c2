"""The page under Streamlit's AppTest: filters and the address are one thing, and every state has its words."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import delimitation, selection
from tests import mapfile

PAGE = Path(__file__).parent.parent / "dashboard/page.py"
TOKEN = re.compile(r"[A-Za-z0-9_-]*")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = mapfile.write(
        tmp_path / "map.geojson",
        [
            mapfile.feature("visit-1", "visit", place="Oslo", place_id="x:oslo", actors=["Ann Moe"], date="2024-03-01"),
            mapfile.feature("visit-2", "visit", place="Lima", place_id="x:lima", actors=["Bo Paz"], status="planned"),
            mapfile.feature(
                "excerpt-1", "excerpt", place="Oslo", place_id="x:oslo", role="associative", excerpt="Rain."
            ),
        ],
    )
    monkeypatch.setenv("DATELINE_DATA", str(path))
    return path


def page(**query: str | list[str]) -> AppTest:
    test = AppTest.from_file(str(PAGE), default_timeout=30)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


def elements(test: AppTest) -> list[Any]:
    """Return every element of the page, also those that AppTest does not know by name."""
    found: list[Any] = []

    def walk(block: Any) -> None:
        for child in getattr(block, "children", {}).values():
            found.append(child)
            walk(child)

    walk(test._tree)
    return found


def map_arguments(test: AppTest) -> dict[str, Any]:
    """Return what the page hands to streamlit-folium's component."""
    protos = (getattr(each, "proto", None) for each in elements(test))
    (arguments,) = [proto.json_args for proto in protos if getattr(proto, "json_args", "")]
    return dict(json.loads(arguments))


def token(test: AppTest) -> str:
    """Return the view's token that the map is told."""
    (found,) = set(re.findall(r'datelineToken = "([^"]*)"', json.dumps(map_arguments(test)).replace('\\"', '"')))
    return found


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("kind", "visit", ["visit"]),
        ("actor", "Ann Moe", ["Ann Moe"]),
        ("place", "Oslo", ["Oslo"]),
        ("status", "planned", ["planned"]),
        ("role", "associative", ["associative"]),
        ("q", "rain", "rain"),
        ("names", "az", "az"),
    ],
)
def test_address_restores_the_widget(data: Path, name: str, value: str, held: object) -> None:
    test = page(**{name: value})
    assert test.session_state[name] == held
    assert token(test)


@pytest.mark.parametrize("name", ["from", "to", "asof"])
def test_address_restores_a_date(data: Path, name: str) -> None:
    assert str(page(**{name: "2024-03-01"}).session_state[name]) == "2024-03-01"


def test_no_filter_is_the_empty_token(data: Path) -> None:
    assert token(page()) == ""


def test_filter_reaches_the_map_as_a_token_and_the_script_stays_the_same(data: Path) -> None:
    plain, narrowed = page(), page(kind="visit", actor="Ann Moe", q="{{7*7}} ${x} </script>")
    assert token(plain) != token(narrowed)
    assert TOKEN.fullmatch(token(narrowed))
    scripts = [re.sub(r"[0-9a-f]{32}", "", map_arguments(test)["script"]) for test in (plain, narrowed)]
    assert scripts[0] == scripts[1]


def test_pressed_pill_is_the_same_as_its_link(data: Path) -> None:
    test = page()
    test.button_group(key="kind").set_value(["visit"]).run()
    assert token(test) == token(page(kind="visit"))


@pytest.mark.parametrize(
    ("settled", "held"),
    [
        ({"from": "2024-01-01", "to": "2024-12-31"}, ("2024-01-01", "2024-12-31")),
        ({"from": "1700-01-01", "to": "2150-12-31"}, ("1800-01-01", "2100-12-31")),
        ({"from": None, "to": None}, ("None", "None")),
        ({"from": "{{ 7 }}", "to": None}, ("2024-02-01", "None")),
        ({"from": 5, "to": None}, ("2024-02-01", "None")),
        ("nothing", ("2024-02-01", "None")),
    ],
)
def test_a_range_that_has_settled_on_the_time_axis_sets_both_dates(
    data: Path, settled: object, held: tuple[str, str]
) -> None:
    session: dict[str, Any] = {"from": dt.date(2024, 2, 1), "to": None}
    selection.span(session, settled)
    assert (str(session["from"]), str(session["to"])) == held


def test_values_that_the_data_does_not_have_leave_the_address(data: Path) -> None:
    test = page(actor=["Ann Moe", "Nobody"], kind="nothing", place="Atlantis")
    assert test.session_state["actor"] == ["Ann Moe"]
    assert test.session_state["place"] == []
    assert "place" not in test.query_params
    assert "kind" not in test.query_params


def test_link_to_a_hidden_item_opens_the_filters_for_it(data: Path) -> None:
    test = page(kind="excerpt", actor="Bo Paz", focus="visit-1")
    assert set(test.session_state["kind"]) == {"excerpt", "visit"}
    assert "Ann Moe" in test.session_state["actor"]
    assert "would have hidden the event" in test.session_state["_note"]


def test_link_to_what_is_later_than_its_as_of_date_goes_to_today(data: Path) -> None:
    test = page(asof="2024-02-29", focus="visit-1")
    assert test.session_state["asof"] is None
    assert "as of" in test.session_state["_note"]
    assert str(page(asof="2024-03-01", focus="visit-1").session_state["asof"]) == "2024-03-01"


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b'{"type":"FeatureCollection","features":[]}'])
def test_missing_broken_or_empty_data_is_said_in_words(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "other.geojson"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("DATELINE_DATA", str(path))
    test = page()
    assert test.header[0].value == "No events yet"
    assert "geo build" in test.code[0].value


@pytest.mark.parametrize("query", [{"page": "actor", "name": "Ann Moe"}, {"page": "actor"}, {"page": "delimitation"}])
def test_other_pages_mount_no_map_and_no_filters(data: Path, query: dict[str, str]) -> None:
    test = page(**query, asof="2024-03-01")
    assert not [each for each in elements(test) if getattr(getattr(each, "proto", None), "json_args", "")]
    assert not test.sidebar.children
    assert query["page"] in test.query_params["page"]


def test_page_whose_tables_cannot_be_read_says_so(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read = delimitation.tables
    monkeypatch.setattr(delimitation, "tables", lambda: read(tmp_path))
    test = page(page="delimitation")
    assert "cannot be read" in test.text[0].value
    assert str(tmp_path) not in test.text[0].value


def test_committed_map_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_DATA", raising=False)
    assert map_arguments(page(kind="border"))["script"]
