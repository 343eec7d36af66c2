"""Whole sentences in, the places that their names mean out: classes of names that world news uses."""

from __future__ import annotations

import pytest

from geo.gazetteer import Gazetteer, capitals
from geo.resolve import analyse
from geo.types import Article


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def places(text: str, gazetteer: Gazetteer) -> dict[str, tuple[str, str | None]]:
    found = analyse(Article("test", text, ""), gazetteer).toponyms
    return {each.mention.text: (each.place.name, each.place.country) for each in found if each.place}


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("ROME (AP) — The cabinet met.", "ROME", ("Rome", "IT")),
        ("PARIS - Voters stayed away.", "PARIS", ("Paris", "FR")),
        ("LIMA, Peru — Miners went on strike.", "LIMA", ("Lima", "PE")),
        ("Washington has threatened visa bans, and Moscow answered.", "Washington", ("Washington", "US")),
        ("In San José, Costa Rica hosted the talks; San Salvador declined.", "San Salvador", ("San Salvador", "SV")),
        ("They met French President Macron in Oslo.", "French", ("France", "FR")),
        ("Chiapas, Oaxaca and Guerrero in Mexico were hit.", "Mexico", ("Mexico", "MX")),
        ("He moved from Madras to Calcutta in 1947.", "Calcutta", ("Kolkata", "IN")),
        ("Peking protested in 1966.", "Peking", ("Beijing", "CN")),
        ("They fled to Cox's Bazar in Bangladesh.", "Cox's Bazar", ("Cox’s Bāzār", "BD")),
        ("Migrants waded across the Rio Grande into Texas.", "Rio Grande", ("Rio Grande", None)),
        ("Fighting spread to Oromia in Ethiopia.", "Oromia", ("Oromiya", "ET")),
        ("Poverty fell in sub-Saharan Africa.", "sub-Saharan Africa", ("Sub-Saharan Africa", None)),
        ("The road from Paris, Texas, to Mobile is closed.", "Paris", ("Paris", "US")),
        ("In Tripoli, Lebanon's second city, shops closed.", "Tripoli", ("Tripoli", "LB")),
        ("Farmers in Córdoba, Argentina, blocked roads.", "Córdoba", ("Córdoba", "AR")),
        ("A court in Atlanta, Georgia, ruled on the case.", "Georgia", ("Georgia", "US")),
        ("The war between Georgia and Russia shook Tbilisi.", "Georgia", ("Georgia", "GE")),
        ("The vineyard is on the French-Swiss border.", "Swiss", ("Switzerland", "CH")),
        ("Last week Jordan closed its border with Syria.", "Jordan", ("Jordan", "JO")),
        ("On Monday Chad ratified the treaty.", "Chad", ("Chad", "TD")),
        ("By Tuesday Benin had reopened the crossing.", "Benin", ("Benin", "BJ")),
    ],
)
def test_name_means_the_place(text: str, name: str, place: tuple[str, str | None], gazetteer: Gazetteer) -> None:
    assert places(text, gazetteer).get(name) == place


def test_dateline_is_a_line_that_begins_with_a_name_in_capitals_and_a_dash(gazetteer: Gazetteer) -> None:
    def reasons(text: str) -> str:
        toponyms = analyse(Article("test", text, ""), gazetteer, explain=True).toponyms
        return " ".join(reason for each in toponyms for reason in each.candidates[0].reasons)

    assert "dateline" in reasons("Title\nNAIROBI, Kenya (Agency) — Rain fell.")
    assert "dateline" not in reasons("Title\nNAIROBI fell silent.")
    assert "dateline" not in reasons("It rained in NAIROBI - again.")


def test_capitals_are_towns_of_their_countries(gazetteer: Gazetteer) -> None:
    found = [gazetteer.place(identity) for identity in capitals()]
    assert len(found) > 230
    assert all(place.precision in ("city", "region") for place in found)
    assert {place.country for place in found if place.name in ("Paris", "Nairobi", "Lima")} == {"FR", "KE", "PE"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Anna Berg arrived in Paris on Monday. Later Paris was quiet.", ["Paris", "Paris"]),
        ("Recently Lebanon and Syria reopened the road.", ["Lebanon", "Syria"]),
        ("Eventually Chad withdrew its troops from Sudan.", ["Chad", "Sudan"]),
        ("Nearby Homs was shelled.", ["Homs"]),
        ("Rain fell. Neighbouring Uganda was dry.", ["Uganda"]),
        ("Yesterday Jordan closed its border.", ["Jordan"]),
        ("Both Georgia and Armenia agreed.", ["Georgia", "Armenia"]),
        ("Later Paris Hilton left.", []),
        ("Harper Paris was quiet. So was Kelly Homs.", []),
    ],
)
def test_word_that_has_its_capital_from_the_sentence_tells_nothing_of_the_next(
    text: str, names: list[str], gazetteer: Gazetteer
) -> None:
    assert [each.mention.text for each in analyse(Article("test", text, ""), gazetteer).toponyms] == names


def test_word_that_begins_a_sentence_counts_where_it_may_be_a_name(gazetteer: Gazetteer) -> None:
    def reasons(text: str) -> str:
        analysis = analyse(Article("test", text, ""), gazetteer, explain=True)
        toponym = next(each for each in (*analysis.toponyms, *analysis.refused) if each.mention.text == "Paris")
        return " ".join(toponym.candidates[0].reasons)

    assert "after a capitalised word" in reasons("Symphony Paris was shut.")
    assert "after a capitalised word" in reasons("He saw Qwertish Paris there.")
    assert "after a capitalised word" not in reasons("Qwertish Paris was shut.")


@pytest.mark.parametrize(
    "text", ["Armenia and Azerbaijan met in Brussels.", "Iranian and Sri Lankan crews met in Sudan."]
)
def test_place_is_no_rival_of_itself(text: str, gazetteer: Gazetteer) -> None:
    toponyms = analyse(Article("test", text, ""), gazetteer, explain=True).toponyms
    assert len(toponyms) == 3
    for toponym in toponyms:
        ids = [candidate.place.id for candidate in toponym.candidates]
        assert len(set(ids)) == len(ids)
    assert min(toponym.confidence for toponym in toponyms) > 0.4
