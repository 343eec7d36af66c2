"""What the first article must give, Feature by Feature."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from geo.build import build, open_reference
from geo.contract import decode
from geo.pipeline import Reference
from geo.read import read_article

DATA = Path(__file__).parent.parent / "data"
ARTICLE = DATA / "articles/putin-in-baku.txt"
NAGORNO_KARABAKH = "dateline:nagorno-karabakh"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return open_reference(DATA / "reference/milestones.csv")[0]


@pytest.fixture(scope="module")
def features(reference: Reference) -> list[dict[str, Any]]:
    built = build([ARTICLE], reference)
    assert built.problems == ()
    found: list[dict[str, Any]] = decode(built.content, "map.geojson")["features"]
    return found


def of(features: Iterable[dict[str, Any]], **wanted: object) -> list[dict[str, Any]]:
    """Return the properties of the Features that have all of the values."""
    found = (feature["properties"] for feature in features)
    return [each for each in found if all(each[name] == value for name, value in wanted.items())]


@pytest.mark.parametrize(
    "place",
    ["Baku", "Moscow", "Yerevan", "Nagorno-Karabakh", "Azerbaijan", "Armenia", "Russia", "Ukraine", "South Caucasus"],
)
def test_article_names_the_place(features: list[dict[str, Any]], place: str) -> None:
    assert of(features, article="putin-in-baku", kind="excerpt", place=place)


def test_artsakh_is_nagorno_karabakh_under_the_name_the_article_uses(features: list[dict[str, Any]]) -> None:
    mentions = {each["mention"] for each in of(features, article="putin-in-baku", place_id=NAGORNO_KARABAKH)}
    assert any("Nagorno-Karabakh" in mention for mention in mentions)
    analysed = [each for each in of(features, kind="excerpt") if "Republic of Artsakh" in each["excerpt"]]
    assert NAGORNO_KARABAKH in {each["place_id"] for each in analysed}


def test_no_place_is_made_of_a_person(features: list[dict[str, Any]]) -> None:
    mentions = {each["mention"] for each in of(features, article="putin-in-baku") if each["mention"]}
    for name in ("Aliyev", "Putin", "Heydar", "Pashinyan", "Ilham", "Vladimir", "Nikol"):
        assert name not in mentions


def test_visit_to_baku_takes_its_dates_from_the_milestone(features: list[dict[str, Any]]) -> None:
    (visit,) = of(features, kind="visit", place="Baku")
    assert visit["actors"] == ["Vladimir Putin"]
    assert visit["status"] == "completed"
    assert (visit["date"], visit["date_end"]) == ("2024-08-18", "2024-08-19")
    assert visit["date_source"] == "putin-baku-2024-08"
    assert visit["method"] == "curated"


def test_visit_and_milestone_are_one_event_with_two_sources(features: list[dict[str, Any]]) -> None:
    (visit,) = of(features, kind="visit", place="Baku")
    (milestone,) = of(features, kind="milestone", place="Baku", event=visit["event"])
    assert milestone["event"] == "putin-baku-2024-08"
    assert visit["article"] == "putin-in-baku"
    assert milestone["sources"][0].startswith("https://")


def test_stops_at_the_grave_and_the_flame_are_visits_to_the_sites(features: list[dict[str, Any]]) -> None:
    sites = {each["place_id"]: each for each in of(features, kind="visit", precision="site", article="putin-in-baku")}
    assert set(sites) == {"dateline:alley-of-honor", "dateline:martyrs-lane"}
    for visit in sites.values():
        assert visit["actors"] == ["Vladimir Putin"]
        assert visit["status"] == "completed"


def test_planned_briefing_is_no_visit(features: list[dict[str, Any]]) -> None:
    assert {tuple(each["actors"]) for each in of(features, kind="visit")} == {("Vladimir Putin",)}


def test_border_reference_is_an_offer_in_putins_words(features: list[dict[str, Any]]) -> None:
    (border,) = of(features, kind="border")
    assert "the process of border delimitation and demarcation" in border["excerpt"]
    assert border["parties"] == ["AM", "AZ"]
    assert border["stage"] == "offered"
    assert border["process"] == "delimitation and demarcation"
    assert border["speaker"] == "Vladimir Putin"
    assert border["line"] == "am-az"


def test_border_reference_lies_on_the_line_of_the_border(features: list[dict[str, Any]]) -> None:
    (border,) = (feature for feature in features if feature["properties"]["kind"] == "border")
    assert border["geometry"]["type"] == "MultiLineString"


@pytest.mark.parametrize("part", ["Moscow's broader strategy", "tension between Moscow and Yerevan"])
def test_capital_that_stands_for_its_government_is_associative(features: list[dict[str, Any]], part: str) -> None:
    capitals = [
        each
        for each in of(features, kind="excerpt", precision="city", article="putin-in-baku")
        if part in each["excerpt"] and each["mention"] in part
    ]
    assert capitals
    assert {each["role"] for each in capitals} == {"associative"}


def test_arrival_is_literal(features: list[dict[str, Any]]) -> None:
    (baku,) = (e for e in of(features, kind="excerpt", place="Baku") if "arrived in Baku" in e["excerpt"])
    assert baku["role"] == "literal"


def test_every_excerpt_and_mention_is_the_articles_own_characters(features: list[dict[str, Any]]) -> None:
    text = read_article(ARTICLE).text
    checked = of(features, article="putin-in-baku")
    assert len(checked) > 40
    for each in checked:
        assert text[each["start"] : each["end"]] == each["excerpt"]
        if each["mention"]:
            assert text[each["mention_start"] : each["mention_end"]] == each["mention"]


def test_every_sentence_that_names_a_place_has_an_excerpt(features: list[dict[str, Any]]) -> None:
    text = read_article(ARTICLE).text
    excerpts = {each["excerpt"] for each in of(features, kind="excerpt")}
    names = ("Baku", "Moscow", "Yerevan", "Nagorno-Karabakh", "Azerbaijan ", "Armenia ", "Russia ", "Ukraine")
    for line in text.split("\n"):
        for name in names:
            if name in line:
                assert any(name.strip() in excerpt and excerpt in line for excerpt in excerpts), (name, line)


def test_milestones_carry_their_date_summary_and_sources(features: list[dict[str, Any]]) -> None:
    milestones = of(features, kind="milestone")
    assert len({each["event"] for each in milestones}) == 42
    for each in milestones:
        assert each["date"]
        assert each["summary"]
        assert each["sources"]
        assert each["excerpt"] is None


def test_village_without_a_sourced_point_stays_in_the_file_without_one(features: list[dict[str, Any]]) -> None:
    villages = [f for f in features if f["properties"]["place"] in ("Kirants", "Kheyrimli", "Gizilhajili")]
    assert {feature["properties"]["place"] for feature in villages} == {"Kirants", "Kheyrimli", "Gizilhajili"}
    for feature in villages:
        assert feature["geometry"] is None
        assert feature["properties"]["reason"]


def test_build_gives_the_same_bytes_twice(reference: Reference) -> None:
    assert build([ARTICLE], reference).content == build([ARTICLE], reference).content


def test_committed_map_is_what_the_build_gives(reference: Reference) -> None:
    assert build([DATA / "articles"], reference).content == (DATA / "map.geojson").read_bytes()
