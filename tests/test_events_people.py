"""Persons whom only their sentences show, their short names, and places that no gazetteer knows."""

from __future__ import annotations

import pytest
from analysis import RUIZ, analysis, visits_told

from geo.events import extract
from geo.events.people import with_people

LIMA = "[Lima|city PE]"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (f"Foreign Minister Zsofia Tolvaj arrived in {LIMA}.", "Zsofia Tolvaj"),
        (f"Her [Bulgarian|country BG Bulgaria] counterpart, Nasrin Taluk, flew to {LIMA}.", "Nasrin Taluk"),
        ("[Spain|country ES]'s Ynes Larran is due in [Lima|city PE] on Friday.", "Ynes Larran"),
        (f"Umit Erdem, the speaker of parliament, spoke in {LIMA}.", "Umit Erdem"),
        (f"{RUIZ} dined with Umit Erdem in {LIMA}.", "Umit Erdem"),
        (f"Zhenbo Abekul and {RUIZ} held talks in {LIMA}.", "Zhenbo Abekul"),
        (f"Lt. Gen. Sherwal Norzad landed in {LIMA}.", "Sherwal Norzad"),
        (f"Bishop Ansel das Neves prayed in {LIMA}.", "Ansel das Neves"),
        (f"Energy Minister Fahd al-Dulam left {LIMA}.", "Fahd al-Dulam"),
        (f"The foreign ministers Zsofia Tolvaj and Umit Erdem initialled the text in {LIMA}.", "Zsofia Tolvaj"),
        (f"Taoiseach Zsofia Tolvaj is to lead the parade in {LIMA}.", "Zsofia Tolvaj"),
        (f"Grand Duchess Zsofia of Tolvaj opened a fair in {LIMA}.", "Zsofia"),
        ("Winger Zsofia Tolvaj cleared the bar. Tolvaj said she had slept badly.", "Winger Zsofia Tolvaj"),
        (f"Fisherman Dodon Abellan, 54, lives in {LIMA}.", "Dodon Abellan"),
    ],
)
def test_an_office_an_apposition_or_a_deed_makes_a_name_a_person(marked: str, name: str) -> None:
    assert name in {person.name for person in with_people(analysis(marked)).persons}


@pytest.mark.parametrize(
    "marked",
    [
        f"The World Court said in {LIMA} that it had no comment.",
        f"Typhoon Marikit arrived in {LIMA}.",
        f"Red Star Airlines flew to {LIMA}.",
        f"The United Nations met in {LIMA}.",
        f"Villa La Grange stands in {LIMA}.",
        f"On Monday Parliament met in {LIMA}.",
    ],
)
def test_institutions_storms_and_sites_are_no_persons(marked: str) -> None:
    assert with_people(analysis(marked)).persons == ()


@pytest.mark.parametrize(
    ("later", "name"),
    [("Dulam", "Fahd al-Dulam"), ("Al-Dulam", "Fahd al-Dulam"), ("Fahd", "Fahd al-Dulam")],
)
def test_a_short_name_later_is_the_same_person(later: str, name: str) -> None:
    text = f"Energy Minister Fahd al-Dulam spoke. {later} landed in {LIMA} on Monday."
    (told,) = extract(analysis(text)).visits
    assert (told.actor, told.date) == (name, "2023-05-15")


def test_a_family_name_before_the_given_name_stands_alone_later() -> None:
    assert visits_told(f"President Yoon Tae-hwan spoke. Yoon flew to {LIMA}.") == ["Tae-hwan Lima completed -"]


def test_a_person_named_like_a_place_is_the_place_after_a_preposition() -> None:
    text = "[John Kerry|person US Secretary] spoke. He flew to [Kerry|region IE] on Monday."
    assert visits_told(text) == ["Kerry Kerry completed 2023-05-15"]


def test_a_role_later_is_the_person_whose_office_the_text_did_not_tell() -> None:
    text = f"Zhenbo Abekul said nothing. The secretary of state landed in {LIMA}."
    assert visits_told(text) == ["Abekul Lima completed -"]


def test_there_is_the_place_named_last_and_the_excerpt_reaches_back_to_it() -> None:
    read = analysis(f"The mine at {LIMA} reopened. {RUIZ} cut the ribbon there on Monday.")
    (told,) = extract(read).visits
    excerpt = read.article.text[told.sentence.start : told.sentence.end]
    assert (told.toponym.mention.text, told.date) == ("Lima", "2023-05-15")
    assert excerpt == "The mine at Lima reopened. Lena Ruiz cut the ribbon there on Monday."


def test_here_is_the_place_of_the_dateline() -> None:
    text = f"[LIMA|city PE], May 16 - {RUIZ} arrived here on Monday."
    assert visits_told(text) == ["Ruiz LIMA completed 2023-05-15"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{RUIZ} prayed at the monastery of Khor Vank on Monday.", "Khor Vank"),
        (f"{RUIZ} was received at Seif Palace on Monday.", "Seif Palace"),
        (f"{RUIZ} flew to Xanthipol on Monday.", "Xanthipol"),
        (f"{RUIZ} walked through the ruins of Gemmaz on Monday.", "Gemmaz"),
        (f"{RUIZ} spoke for three hours in Villa La Grange on Monday.", "Villa La Grange"),
    ],
)
def test_a_visit_to_a_place_that_no_gazetteer_knows_is_told_without_a_point(text: str, place: str) -> None:
    (told,) = extract(analysis(text)).visits
    assert (told.toponym.mention.text, told.date, told.toponym.place) == (place, "2023-05-15", None)
    assert told.toponym.reason == "not in the gazetteer"


def test_a_name_in_a_row_of_places_is_a_place() -> None:
    text = f"{RUIZ} flew to [Quito|city EC], Docha and {LIMA} on Monday."
    assert "Ruiz Docha completed 2023-05-15" in visits_told(text)
