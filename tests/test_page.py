"""The page under Streamlit's AppTest: filters and the address are one thing, and every state has its words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit_folium import st_folium

from dashboard import account, basemap, delimitation, facets
from dashboard.fairness import WORK
from dashboard.state import Filter, View
from dashboard.store import Store
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
    ("name", "value"),
    [
        ("kind", "visit"),
        ("actor", "Ann Moe"),
        ("place", "Oslo"),
        ("status", "planned"),
        ("role", "associative"),
        ("q", "rain"),
        ("names", "az"),
        ("from", "2024-03-01"),
        ("to", "2024-03-01"),
        ("asof", "2024-03-01"),
    ],
)
def test_address_restores_the_view(data: Path, name: str, value: str) -> None:
    found = View.from_token(token(page(**{name: value})))
    assert found == View.from_query({name: value}) != View()


def test_no_filter_is_the_empty_token(data: Path) -> None:
    assert token(page()) == ""


def test_filter_reaches_the_map_as_a_token_and_the_script_stays_the_same(data: Path) -> None:
    plain, narrowed = page(), page(kind="visit", actor="Ann Moe", q="{{7*7}} ${x} </script>")
    assert token(plain) != token(narrowed)
    assert TOKEN.fullmatch(token(narrowed))
    scripts = [re.sub(r"[0-9a-f]{32}", "", map_arguments(test)["script"]) for test in (plain, narrowed)]
    assert scripts[0] == scripts[1]


def test_sidebar_has_the_values_of_the_data_with_what_each_would_leave(data: Path) -> None:
    store = Store.open(data)
    sent = facets.filters(View(Filter(kinds=("visit",))), store)
    pills = {each["name"]: dict(each["values"]) for each in sent["pills"]}
    assert pills == {
        "kind": {"visit": 2, "excerpt": 1},
        "status": {"planned": 1},
        "role": {"associative": 0},
    }
    lists = {each["name"]: [value for value, _, _ in each["values"]] for each in sent["lists"]}
    assert lists["actor"] == ["Ann Moe", "Bo Paz"]
    assert set(lists["place"]) == {"Oslo", "Lima"}


@pytest.mark.parametrize("searched", [{"actor": "BO"}, {"actor": 7}, "actor", None])
def test_search_among_the_values_finds_by_a_part_of_the_name(data: Path, searched: object) -> None:
    (actors,) = [
        each for each in facets.filters(View(), Store.open(data), searched)["lists"] if each["name"] == "actor"
    ]
    found = [value for value, _, _ in actors["values"]]
    assert found == (["Bo Paz"] if searched == {"actor": "BO"} else ["Ann Moe", "Bo Paz"])


def test_values_that_the_data_does_not_have_leave_the_address(data: Path) -> None:
    test = page(actor=["Ann Moe", "Nobody"], kind="nothing", place="Atlantis")
    assert test.query_params["actor"] == "Ann Moe"
    assert "place" not in test.query_params
    assert "kind" not in test.query_params


def test_link_to_a_hidden_item_opens_the_filters_for_it(data: Path) -> None:
    test = page(kind="excerpt", actor="Bo Paz", focus="visit-1")
    assert set(test.query_params["kind"]) == {"excerpt", "visit"}
    assert "Ann Moe" in test.query_params["actor"]
    assert "would have hidden the event" in test.session_state["_note"]


def test_link_to_what_is_later_than_its_as_of_date_goes_to_today(data: Path) -> None:
    test = page(asof="2024-02-29", focus="visit-1")
    assert "asof" not in test.query_params
    assert "as of" in test.session_state["_note"]
    assert page(asof="2024-03-01", focus="visit-1").query_params["asof"] == "2024-03-01"


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


def test_map_is_sent_whole_without_being_rendered_as_a_document(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sent() -> str:
        return re.sub(r"[0-9a-f]{32}", "", json.dumps(map_arguments(page())))

    without = sent()
    monkeypatch.setattr(basemap, "st_folium", lambda *given, **named: st_folium(*given, **{**named, "render": True}))
    assert sent() == without


def test_run_of_the_page_is_work_under_way(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    before = WORK.count

    def admitted() -> bool:
        seen.append(WORK.count - before)
        return False

    monkeypatch.setattr(account, "admitted", admitted)
    page()
    assert seen == [1]
    assert WORK.count == before
