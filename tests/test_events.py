"""Event extraction over whole texts: who is meant, what is told twice, and what holds of every result."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from analysis import PETROV, RUIZ, analysis, visits_told

from geo.events import extract
from geo.types import Extraction

SEED = Path(__file__).parents[1] / "data" / "articles" / "putin-in-baku.txt"
NAMES = {
    "Heydar Aliyev, a figure": "site AZ Alley of Honor",
    "Eternal Flame": "site AZ",
    "Ilham Aliyev": "person AZ president",
    "Vladimir Putin": "person RU President",
    "Nikol Pashinyan": "person AM Prime Minister",
    "Azerbaijani": "country AZ Azerbaijan",
    "Azerbaijan": "country AZ",
    "Armenian": "country AM Armenia",
    "Armenia": "country AM",
    "Nagorno-Karabakh": "region -",
    "South Caucasus": "region -",
    "Russian": "country RU Russia",
    "Russia": "country RU",
    "Ukraine": "country UA",
    "Yerevan": "city AM",
    "Moscow": "city RU",
    "Baku": "city AZ",
}


@pytest.fixture(scope="module")
def seed() -> tuple[str, Extraction]:
    text = SEED.read_text(encoding="utf-8").rpartition("---\n")[2]
    text = text.replace("the grave of Heydar Aliyev", "[the grave of Heydar Aliyev|site AZ Alley of Honor]")
    first: set[str] = set()

    def mark(match: re.Match[str]) -> str:
        name = match[0]
        if NAMES[name].startswith("person") and name in first:
            return name
        first.add(name)
        return f"[{name}|{NAMES[name]}]"

    pattern = r"(?<![\w|\[])(?:" + "|".join(map(re.escape, NAMES)) + r")(?!\w)(?![^\[\n]*\])"
    read = analysis(re.sub(pattern, mark, text), published="2024-08-19")
    return read.article.text, extract(read)


def test_the_seed_article_tells_of_the_visit_and_its_stops(seed: tuple[str, Extraction]) -> None:
    visits = {(v.actor, v.toponym.mention.text, v.status) for v in seed[1].visits}
    assert visits == {
        ("Vladimir Putin", "Baku", "completed"),
        ("Vladimir Putin", "the grave of Heydar Aliyev", "completed"),
        ("Vladimir Putin", "Eternal Flame", "completed"),
        ("Vladimir Putin", "Azerbaijan", "completed"),
    }
    assert {v.date for v in seed[1].visits} == {None}


def test_the_seed_article_has_one_border_reference_in_the_words_of_its_speaker(seed: tuple[str, Extraction]) -> None:
    text, extraction = seed
    (reference,) = extraction.borders
    assert (
        "the process of border delimitation and demarcation" in text[reference.sentence.start : reference.sentence.end]
    )
    assert (reference.parties, reference.stage, reference.speaker) == (("AM", "AZ"), "offered", "Vladimir Putin")
    assert reference.process == "delimitation and demarcation"


def test_the_seed_article_has_two_quotations(seed: tuple[str, Extraction]) -> None:
    assert [q.speaker for q in seed[1].quotations] == ["Vladimir Putin", "Ilham Aliyev"]


def test_a_pronoun_is_the_last_named_subject() -> None:
    text = f"{RUIZ} met {PETROV} in [Vienna|city AT]. She then flew to [Graz|city AT]."
    assert "Ruiz Graz completed -" in visits_told(text)


def test_a_description_with_a_country_is_the_person_of_that_country() -> None:
    text = f"{RUIZ} and {PETROV} spoke. The [Bulgarian|country BG Bulgaria] leader will visit [Graz|city AT] in June."
    assert visits_told(text) == ["Petrov Graz planned 2023-06"]


def test_they_are_the_persons_last_named_in_a_row() -> None:
    text = f"{RUIZ} and {PETROV} met in [Vienna|city AT]. They later toured [Graz|city AT]."
    assert [v for v in visits_told(text) if "Graz" in v] == ["Petrov Graz completed -", "Ruiz Graz completed -"]


def test_a_trip_called_off_without_an_owner_is_that_of_the_last_subject() -> None:
    text = f"{RUIZ} landed in [Vienna|city AT]. A visit to [Graz|city AT] was called off."
    assert visits_told(text) == ["Ruiz Graz cancelled -", "Ruiz Vienna completed -"]


def test_a_visit_told_twice_is_one_with_the_finer_date() -> None:
    text = f"{RUIZ} has visited [Vienna|city AT]. {RUIZ.split('|')[0][1:]} arrived in [Vienna|city AT] on Monday."
    assert visits_told(text) == ["Ruiz Vienna completed 2023-05-15"]


def test_two_visits_to_one_place_on_different_days_stay_two() -> None:
    text = f"{RUIZ} was in [Vienna|city AT] on May 2. She came to [Vienna|city AT] again on May 9."
    assert visits_told(text) == ["Ruiz Vienna completed 2023-05-02", "Ruiz Vienna completed 2023-05-09"]


def test_a_byline_and_a_dateline_tell_of_no_visit() -> None:
    text = f"By {PETROV} in [Rome|city IT]\n[LIMA|city PE] - {RUIZ} spoke.\n(Reporting by {PETROV} in [Rome|city IT])"
    assert visits_told(text) == []


def test_an_empty_text_and_a_text_without_names_give_nothing() -> None:
    assert extract(analysis("")) == Extraction()
    assert extract(analysis("It rained all day.")) == Extraction()


@pytest.mark.parametrize(
    "noise", ["\x00", "“" * 2000, "," * 5000, "and " * 5000, "(" * 3000, "Monday " * 2000, "of " * 4000]
)
def test_hostile_text_is_read_to_its_end(noise: str) -> None:
    told = visits_told(f"{noise}\n{RUIZ} arrived in [Lima|city PE].")
    assert told == ["Ruiz Lima completed -"]
