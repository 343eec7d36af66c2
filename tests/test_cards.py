"""What a card shows of an event: its sentences to the character, its dates, its sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.cards import MAX_EVIDENCE, Card, card, parts, web_address
from dashboard.state import Filter, View
from dashboard.store import Listing, Store
from tests import mapfile

SENTENCE = "In a display of diplomacy, Vladimir Putin arrived in Baku, Azerbaijan 🗺."
BAKU = {
    "place": "Baku",
    "place_id": "geonames:587084",
    "country": "AZ",
    "precision": "city",
    "at": [49.89201, 40.37767],
}
STATE = {
    "place": "Azerbaijan",
    "place_id": "geonames:587116",
    "country": "AZ",
    "precision": "country",
    "at": [47.5, 40.5],
}


def sentence(identity: str, mention: str, **given: Any) -> dict[str, Any]:
    """Return a Feature of `SENTENCE`, which begins at character 100 of its article."""
    start = SENTENCE.index(mention)
    known = {
        "event": "visit-1",
        "article": "first",
        "title": "Putin in Baku",
        "source": "A paper",
        "published": "2024-08-19",
        "excerpt": SENTENCE,
        "start": 100,
        "end": 100 + len(SENTENCE),
        "mention": mention,
        "mention_start": 100 + start,
        "mention_end": 100 + start + len(mention),
        "role": "literal",
    }
    return mapfile.feature(identity, given.pop("kind", "visit"), **(known | given))


def milestone(identity: str, **given: Any) -> dict[str, Any]:
    known = {
        "event": "visit-1",
        "type": "visit",
        "title": "State visit of Vladimir Putin to Azerbaijan",
        "summary": "A state visit.",
        "sources": ["https://example.org/a", "javascript:alert(1)", "http://example.org/b"],
        "date": "2024-08-18",
        "date_end": "2024-08-19",
        "method": "curated",
    }
    return mapfile.feature(identity, "milestone", **(known | given))


def cards(tmp_path: Path, *features: dict[str, Any], view: View | None = None) -> list[Card]:
    view = view or View()
    store = Store.open(mapfile.write(tmp_path / "map.geojson", list(features)))
    return [card(rows, view) for rows in store.rows(view.filter, Listing()).groups]


def test_an_article_and_a_milestone_of_one_event_are_one_card_with_both_sources(tmp_path: Path) -> None:
    dated = {"date": "2024-08-18", "date_end": "2024-08-19", "date_source": "putin-baku-2024-08"}
    visit = sentence("a", "Baku", **BAKU, **dated, status="completed", actors=["Vladimir Putin"])
    (found,) = cards(tmp_path, visit, milestone("m", **BAKU))
    assert found.kinds == ("visit", "milestone")
    assert found.ids == ("a", "m")
    assert (found.day, found.date_text) == ("18–19 August 2024", "18–19 Aug 2024")
    assert (found.date, found.date_end, found.status) == ("2024-08-18", "2024-08-19", "completed")
    assert found.title == "State visit of Vladimir Putin to Azerbaijan"
    assert found.summary is not None
    assert found.summary.text == "A state visit."
    assert found.summary.sources == ("https://example.org/a", "http://example.org/b")
    assert not found.summary.to_be_confirmed
    (evidence,) = found.evidence
    assert (evidence.kind, evidence.article, evidence.source) == ("visit", "first", "A paper")
    assert [place.id for place in found.places] == ["geonames:587084"]


def test_sentences_that_disagree_each_say_what_they_tell(tmp_path: Path) -> None:
    one = sentence("a", "Baku", **BAKU, status="completed", date="2024-08-18")
    other = sentence("b", "Baku", **BAKU, status="planned", date="2024-08-20", article="second")
    (found,) = cards(tmp_path, one, other)
    assert [each.says for each in found.evidence] == ["completed, 18 Aug 2024", "planned, 20 Aug 2024"]
    (alike,) = cards(
        tmp_path, one, sentence("c", "Baku", **BAKU, status="completed", date="2024-08-18", article="third")
    )
    assert [each.says for each in alike.evidence] == [None, None]


def test_a_sentence_with_two_places_stands_once_with_both_marked(tmp_path: Path) -> None:
    (found,) = cards(tmp_path, sentence("b", "Azerbaijan", **STATE, kind="excerpt"), sentence("a", "Baku", **BAKU))
    (evidence,) = found.evidence
    assert evidence.kind == "visit"
    assert evidence.parts == (
        ("text", "In a display of diplomacy, Vladimir Putin arrived in "),
        ("place", "Baku"),
        ("text", ", "),
        ("place", "Azerbaijan"),
        ("text", " 🗺."),
    )
    assert [(place.label, place.feature) for place in found.places] == [("Baku", "a"), ("Azerbaijan", "b")]


def test_what_the_table_marks_as_to_be_confirmed_says_so_and_keeps_its_words(tmp_path: Path) -> None:
    (found,) = cards(tmp_path, milestone("m", summary="The place (to be confirmed)."))
    assert found.summary is not None
    assert found.summary.to_be_confirmed
    assert found.summary.text == "The place (to be confirmed)."


def test_a_mention_without_a_known_place_is_on_the_card_with_its_reason(tmp_path: Path) -> None:
    (found,) = cards(tmp_path, sentence("a", "display", kind="excerpt", reason="no candidate"))
    (place,) = found.places
    assert (place.id, place.label, place.lon, place.lat, place.reason) == (None, "display", None, None, "no candidate")
    assert found.day == found.date_text == "undated"


def test_a_card_holds_only_what_passes_the_filter(tmp_path: Path) -> None:
    features = sentence("a", "Baku", **BAKU), milestone("m", **BAKU)
    (found,) = cards(tmp_path, *features, view=View(Filter(kinds=("visit",))))
    assert (found.ids, found.summary) == (("a",), None)


@pytest.mark.parametrize(
    ("roles", "role"), [(["associative", "literal"], "literal"), (["associative"], "associative"), ([None], None)]
)
def test_the_role_of_a_card_is_literal_where_any_place_is(
    tmp_path: Path, roles: list[str | None], role: str | None
) -> None:
    features = [sentence(str(number), "Baku", **BAKU, role=each) for number, each in enumerate(roles)]
    assert cards(tmp_path, *features)[0].role == role


def test_a_border_reference_keeps_stage_process_document_speaker_parties_and_line(tmp_path: Path) -> None:
    said = {
        "stage": "offered",
        "process": "delimitation and demarcation",
        "document": "a protocol",
        "speaker": "Vladimir Putin",
        "parties": ["AM", "AZ"],
        "line": "am-az",
    }
    (found,) = cards(tmp_path, sentence("a", "Baku", kind="border", **said))
    assert (found.stage, found.process, found.document, found.speaker) == tuple(said.values())[:4]
    assert (found.parties, found.lines) == (("AM", "AZ"), ("am-az",))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=1&c=<x>", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(tmp_path: Path, url: str | None, kept: bool) -> None:
    assert web_address(url) == (url if kept else None)
    (found,) = cards(tmp_path, sentence("a", "Baku", **BAKU, url=url))
    assert found.evidence[0].url == (url if kept else None)


@given(st.text(), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60))))
def test_parts_join_to_the_sentence_whatever_the_offsets(text: str, places: list[tuple[int, int]]) -> None:
    found = parts(text, places)
    assert "".join(piece for _, piece in found) == text
    assert all(piece for _, piece in found)
    marked = {text[start:end] for start, end in places if 0 <= start < end <= len(text)}
    assert {piece for name, piece in found if name == "place"} <= marked


def test_of_very_many_sentences_the_first_are_sent_and_the_rest_counted(tmp_path: Path) -> None:
    many = [
        sentence(f"row-{number}", "Baku", **BAKU, article=f"article-{number}") for number in range(MAX_EVIDENCE + 3)
    ]
    (found,) = cards(tmp_path, *many)
    assert (len(found.evidence), found.more, len(found.ids)) == (MAX_EVIDENCE, 3, MAX_EVIDENCE + 3)


def test_every_sentence_of_a_file_is_on_its_cards_to_the_character(tmp_path: Path) -> None:
    features = mapfile.features()
    store = Store.open(mapfile.write(tmp_path / "map.geojson", features))
    found = [card(rows, View()) for rows in store.rows(Filter(), Listing(limit=10_000)).groups]
    shown = {
        (each.event, evidence.article, "".join(text for _, text in evidence.parts))
        for each in found
        for evidence in each.evidence
    }
    told = (each["properties"] for each in features)
    assert shown == {(each["event"], each["article"], each["excerpt"]) for each in told if each["excerpt"]}
    for each in found:
        mentions = {feature["properties"]["mention"] for feature in features if feature["id"] in each.ids}
        assert {text for evidence in each.evidence for name, text in evidence.parts if name == "place"} <= mentions


@pytest.mark.parametrize(
    ("names", "label"),
    [
        ("both", "Stepanakert (hy) / Khankendi (az: Xankəndi)"),
        ("source", "Stepanakert itself"),
        ("en", "Stepanakert"),
    ],
)
def test_places_are_named_by_the_policy_of_the_view(tmp_path: Path, names: str, label: str) -> None:
    place = {"place": "Stepanakert", "place_id": "geonames:146970", "precision": "city", "at": [46.75, 39.81]}
    given = {"mention": "Stepanakert itself", "mention_start": 0, "mention_end": 18, "excerpt": "Stepanakert itself"}
    feature = mapfile.feature("a", "excerpt", **place, **given, article="x", start=0, end=18)
    (found,) = cards(tmp_path, feature, view=View(names=names))
    assert found.places[0].label == label
