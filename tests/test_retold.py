"""Which Features of several articles tell the same event, and what stays their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.build import build, open_reference
from geo.contract import decode
from geo.curated import same_person
from geo.retold import with_shared_events

DATA = Path(__file__).parent.parent / "data"


def visit(number: int, date: str | None, *, actor: str = "Lena Ruiz", **more: Any) -> dict[str, Any]:
    own = {
        "event": f"e{number}",
        "kind": "visit",
        "place_id": "test:lima",
        "actors": [actor],
        "date": date,
        "date_end": None,
        "status": "completed",
        "method": "rule",
        "article": f"a{number}",
        "published": f"2023-05-{number:02d}",
        **more,
    }
    return {"type": "Feature", "id": f"f{number}", "geometry": None, "properties": own}


def border(number: int, date: str | None, **more: Any) -> dict[str, Any]:
    told = {"kind": "border", "parties": ["GH", "TG"], "stage": "signed", "document": None}
    return visit(number, date, **{**told, **more})


def events(*features: dict[str, Any]) -> list[str]:
    return [feature["properties"]["event"] for feature in with_shared_events(features)]


def test_two_articles_that_tell_one_visit_share_the_event_of_the_first_published() -> None:
    assert events(visit(20, "2023-05-15"), visit(16, "2023-05-15")) == ["e16", "e16"]


def test_names_of_one_person_are_one_actor() -> None:
    assert events(visit(1, "2023-05-15"), visit(2, "2023-05-15", actor="Ruiz")) == ["e1", "e1"]
    assert events(visit(1, "2023-05-15"), visit(2, "2023-05-15", actor="Ana Ruiz")) == ["e1", "e2"]


def test_what_the_articles_disagree_on_stays_with_each() -> None:
    told = with_shared_events(
        [visit(10, "2023-05-15", status="planned"), visit(16, "2023-05-16"), visit(17, "2023-05-15")]
    )
    assert {feature["properties"]["event"] for feature in told} == {"e10"}
    assert [(f["properties"]["date"], f["properties"]["status"]) for f in told] == [
        ("2023-05-15", "planned"),
        ("2023-05-16", "completed"),
        ("2023-05-15", "completed"),
    ]


def test_a_day_within_a_stay_belongs_to_it_and_a_later_visit_does_not() -> None:
    stay = visit(1, "2023-05-10", date_end="2023-05-14")
    assert events(stay, visit(2, "2023-05-13"), visit(3, "2023-05-17")) == ["e1", "e1", "e3"]


def test_a_visit_called_off_is_that_of_the_same_day_only() -> None:
    off = visit(2, "2023-05-15", status="cancelled")
    assert events(visit(1, "2023-05-15", status="planned"), off) == ["e1", "e1"]
    assert events(visit(1, "2023-05-16"), off) == ["e1", "e2"]


@pytest.mark.parametrize("date", [None, "2023", "2023-05"])
def test_what_has_no_day_is_never_joined(date: str | None) -> None:
    assert events(visit(1, date), visit(2, date), visit(3, "2023-05-15")) == ["e1", "e2", "e3"]


def test_other_places_and_persons_are_other_events() -> None:
    elsewhere = visit(2, "2023-05-15", place_id="test:quito")
    assert events(visit(1, "2023-05-15"), elsewhere, visit(3, "2023-05-15", actor="Ivan Petrov")) == ["e1", "e2", "e3"]


def test_a_milestone_names_the_event_and_two_milestones_stay_two() -> None:
    known = visit(9, "2023-05-15", method="curated", event="m1")
    assert events(visit(1, "2023-05-15"), known) == ["m1", "m1"]
    assert events(known, visit(8, "2023-05-15", method="curated", event="m2")) == ["m1", "m2"]


def test_border_references_to_one_dated_stage_are_one_event() -> None:
    assert events(border(2, "2023-05-15"), border(1, "2023-05-15")) == ["e1", "e1"]
    assert events(border(1, "2023-05-15"), border(2, "2023-05-15", stage="initialled")) == ["e1", "e2"]
    assert events(border(1, "2023-05-15"), border(2, "2023-05-15", parties=["BJ", "TG"])) == ["e1", "e2"]


def test_border_references_to_a_document_of_a_year_are_one_event() -> None:
    treaty = {"document": "treaty of 1904"}
    assert events(border(1, None, **treaty), border(2, None, document="Treaty of 1904")) == ["e1", "e1"]
    assert events(border(1, None, document="border treaty"), border(2, None, document="border treaty")) == ["e1", "e2"]
    mentioned = {"document": "treaty of 1904", "stage": "mentioned"}
    assert events(border(1, None, **mentioned), border(2, None, **mentioned)) == ["e1", "e2"]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Tayyip Erdogan", "Recep Tayyip Erdoğan", True),
        ("Putin", "Vladimir Putin", True),
        ("Ilham Aliyev", "Heydar Aliyev", False),
        ("Vladimir", "Vladimir Putin", False),
    ],
)
def test_names_of_one_person(one: str, two: str, same: bool) -> None:
    assert same_person(one, two) is same


def article(folder: Path, name: str, published: str, text: str) -> None:
    head = f"---\ntitle: {name}\npublished: {published}\n---\n"
    (folder / f"{name}.txt").write_text(head + text, encoding="utf-8")


def test_three_articles_give_one_event_with_three_sources_in_any_order(tmp_path: Path) -> None:
    article(tmp_path, "first", "2023-05-12", "Spanish President Lena Ruiz will visit Lima on Monday.")
    article(tmp_path, "second", "2023-05-16", "Spain's Lena Ruiz arrived in Lima on Monday.")
    article(tmp_path, "third", "2023-05-17", "Lena Ruiz, the Spanish president, held talks in Lima on Tuesday.")
    reference = open_reference(DATA / "reference/milestones.csv")[0]
    built = build([tmp_path], reference)
    told = [f for f in decode(built.content, "map")["features"] if f["properties"]["kind"] == "visit"]
    assert [(f["properties"]["article"], f["properties"]["date"], f["properties"]["status"]) for f in told] == [
        ("first", "2023-05-15", "planned"),
        ("second", "2023-05-15", "completed"),
        ("third", "2023-05-16", "completed"),
    ]
    assert len({f["properties"]["event"] for f in told}) == 1
    assert len({f["id"] for f in told}) == 3
