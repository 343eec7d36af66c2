"""How a view becomes a link and a token, and what is not one."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import LISTS, MAX_TEXT, MAX_TOKEN, NAMES, BadToken, Filter, View
from tests.mapfile import HOSTILE

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text
)
DAYS = st.none() | st.dates().map(lambda day: day.isoformat())
VIEWS = st.builds(
    View,
    st.builds(
        Filter,
        kinds=st.lists(st.sampled_from(["visit", "border", "excerpt", "milestone"])).map(tuple),
        actors=st.lists(TEXT, max_size=4).map(tuple),
        places=st.lists(TEXT, max_size=4).map(tuple),
        status=st.lists(st.sampled_from(["completed", "planned", "cancelled"])).map(tuple),
        stages=st.lists(st.sampled_from(["offered", "in force"])).map(tuple),
        roles=st.lists(st.sampled_from(["literal", "associative"])).map(tuple),
        date_from=DAYS,
        date_to=DAYS,
        articles=st.lists(TEXT, max_size=4).map(tuple),
        q=st.just("") | TEXT,
    ),
    st.sampled_from(NAMES),
    DAYS,
)


def encoded(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode()).decode().rstrip("=")


@given(VIEWS)
def test_a_token_gives_back_the_view_it_was_made_of(view: View) -> None:
    assert View.from_token(view.token()) == view
    assert set(view.token()) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


@given(VIEWS)
def test_the_address_and_the_token_agree(view: View) -> None:
    assert View.from_query(view.to_query()) == view
    assert View.from_query(view.to_query()).token() == view.token()


def test_the_order_of_values_and_their_repetition_do_not_change_the_token() -> None:
    one = View(Filter(kinds=("visit", "border"), actors=("b", "a", "a")))
    other = View(Filter(actors=("a", "b"), kinds=("border", "visit", "visit")))
    assert one.token() == other.token()


def test_nothing_set_is_the_empty_token_and_the_empty_address() -> None:
    assert View().token() == ""
    assert View().to_query() == {}
    assert View.from_token("") == View.from_query({}) == View()


def test_the_address_has_the_names_that_links_use() -> None:
    view = View(
        Filter(
            ("visit",),
            ("A",),
            ("B",),
            ("planned",),
            ("offered",),
            ("literal",),
            "2024-01-01",
            "2024-12-31",
            ("x",),
            "w",
        ),
        "hy",
        "2024-08-19",
    )
    assert view.to_query() == {
        "kind": ["visit"],
        "actor": ["A"],
        "place": ["B"],
        "status": ["planned"],
        "stage": ["offered"],
        "role": ["literal"],
        "article": ["x"],
        "from": ["2024-01-01"],
        "to": ["2024-12-31"],
        "q": ["w"],
        "names": ["hy"],
        "asof": ["2024-08-19"],
    }


def test_a_lone_value_of_an_address_may_be_plain_text() -> None:
    assert View.from_query({"kind": "visit", "q": "Baku"}) == View(Filter(kinds=("visit",), q="Baku"))


@pytest.mark.parametrize(
    "query",
    [
        {"kind": ["visits", ""]},
        {"status": ["done"], "stage": ["sealed"], "role": ["main"]},
        {"from": ["2024-02-30"], "to": ["yesterday"], "asof": ["0000-01-01"]},
        {"names": ["xx"], "lat": ["40"], "focus": ["row-1"]},
        {"q": ["a" * (MAX_TEXT + 1)], "actor": ["\ud800"]},
    ],
)
def test_what_is_unknown_in_an_address_is_dropped(query: dict[str, list[str]]) -> None:
    assert View.from_query(query) == View()


def test_a_month_in_an_address_stands_for_its_first_or_its_last_day() -> None:
    view = View.from_query({"from": ["2024-02"], "to": ["2024-02"]})
    assert (view.filter.date_from, view.filter.date_to) == ("2024-02-01", "2024-02-29")


def test_an_address_with_too_many_values_still_gives_a_token_that_can_be_read() -> None:
    view = View.from_query({"actor": [f"Person {number:04d} é" for number in range(5000)], "kind": ["visit"]})
    assert len(view.filter.actors) > 100
    assert view.filter.kinds == ("visit",)
    assert View.from_token(view.token()) == view


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_come_back_to_the_character(text: str) -> None:
    view = View(Filter(actors=(text,), places=(text,), articles=(text,)))
    assert View.from_token(view.token()) == View.from_query(view.to_query()) == view


@pytest.mark.parametrize(
    "token",
    [
        "%7B%7D",
        "e30",
        "bm90IGpzb24",
        "a",
        "x" * (MAX_TOKEN + 1),
        "é",
        "AAAA=",
        "e30\n",
        encoded([]),
        encoded({"kind": "visit"}),
        encoded({"kind": ["visits"]}),
        encoded({"kind": []}),
        encoded({"actor": ["b", "a"]}),
        encoded({"actor": ["a", "a"]}),
        encoded({"actor": [["a"]]}),
        encoded({"actor": [1]}),
        encoded({"unknown": ["a"]}),
        encoded({"q": ["a"]}),
        encoded({"q": "a  b"}),
        encoded({"q": "\ud800"}),
        encoded({"from": "2024-02"}),
        encoded({"from": "2024-02-30"}),
        encoded({"names": "both"}),
        encoded({"names": "xx"}),
        base64.urlsafe_b64encode(b"[" * 6000).decode().rstrip("="),
        base64.urlsafe_b64encode(b'{"q":"a","q":"b"}').decode().rstrip("="),
        base64.urlsafe_b64encode(b'{"q": "a"}').decode().rstrip("="),
        base64.urlsafe_b64encode(b"\xff\xfe").decode().rstrip("="),
    ],
)
def test_what_is_not_the_token_of_a_view_is_refused(token: str) -> None:
    with pytest.raises(BadToken):
        View.from_token(token)


@given(st.text(max_size=60))
def test_no_text_makes_reading_a_token_fail_in_any_other_way(text: str) -> None:
    try:
        view = View.from_token(text)
    except BadToken:
        return
    assert view.token() == text


def test_a_view_too_long_for_a_token_says_so() -> None:
    with pytest.raises(BadToken, match="take some of it away"):
        View(Filter(actors=tuple(f"actor {number}" for number in range(2000)))).token()


def test_facets_can_be_cleared_one_by_one() -> None:
    full = Filter(("visit",), ("A",), date_from="2024-01-01", q="w")
    assert full.without("kinds", "q", "date_from") == Filter(actors=("A",))


def test_what_is_seen_is_the_filter_up_to_the_as_of_date() -> None:
    view = View(Filter(kinds=("visit",)), asof="2024-05-15")
    assert view.seen == Filter(kinds=("visit",), asof="2024-05-15")
    assert View(Filter(kinds=("visit",))).seen == Filter(kinds=("visit",))


def test_every_facet_has_its_own_name_in_the_address() -> None:
    assert len(set(LISTS.values())) == len(LISTS)
