"""The index: how names are folded, found and labelled, and what a damaged or old one says."""

from __future__ import annotations

import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import GazetteerError, TableError
from geo.gazetteer import POLICIES, Gazetteer, build_index, fold, label, words
from geo.gazetteer.labels import read_labels
from geo.gazetteer.tables import read_tables

ROOT = Path(__file__).parent.parent
HEADING = "id,name,kind,lat,lon,country,admin1,population,source\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize("name", ["Stepanakert", "Khankendi", "Xankəndi", "XANKƏNDİ", "Ստեփանակերտ", "Ханкенди"])
def test_every_name_of_a_town_gives_the_same_id(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name)[0].id == "geonames:146970"


@pytest.mark.parametrize(
    ("name", "lon", "lat"), [("Baku", 49.87, 40.41), ("Yerevan", 44.51, 40.18), ("Moscow", 37.62, 55.75)]
)
def test_capitals_are_where_they_are(gazetteer: Gazetteer, name: str, lon: float, lat: float) -> None:
    place = gazetteer.lookup(name)[0]
    assert place.lon == pytest.approx(lon, abs=0.1)
    assert place.lat == pytest.approx(lat, abs=0.1)


def test_most_populous_place_comes_first(gazetteer: Gazetteer) -> None:
    found = [place for place in gazetteer.lookup("Paris") if place.precision == "city"]
    assert found[0].country == "FR"
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)


def test_village_of_the_table_is_not_its_namesake(gazetteer: Gazetteer) -> None:
    ids = {place.id for place in gazetteer.lookup("Gizilhajili")}
    assert {"dateline:gizilhajili", "geonames:585666"} <= ids
    assert gazetteer.place("dateline:gizilhajili").lon is None


def test_composed_and_decomposed_letters_are_one_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Zu\u0308rich") == gazetteer.lookup("Z\u00fcrich") != ()


@given(st.text(string.ascii_letters + " '-.1\t", max_size=12))
def test_plain_names_are_folded_as_their_words_are(name: str) -> None:
    assert fold(name) == " ".join(word.folded for word in words(name))


def test_unknown_name_gives_nothing_and_unknown_id_is_an_error(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Xyzzyville") == ()
    assert gazetteer.lookup("") == ()
    with pytest.raises(KeyError):
        gazetteer.place("geonames:1")


def test_names_carry_language_and_source(gazetteer: Gazetteer) -> None:
    names = {name.text: name for name in gazetteer.names("geonames:146970")}
    assert names["Xankəndi"].language == "az"
    assert names["Ստեփանակերտ"].language == "hy"
    assert names["Xankəndi"].source


def test_names_with_years_are_dated() -> None:
    names = {name.text: name for name, _ in read_tables(ROOT / "data/gazetteer")["dateline:kirants"].names}
    assert (names["Getashen"].since, names["Getashen"].until) == ("1935", "1967")
    assert (names["Kunen"].since, names["Kunen"].until) == (None, "1935")


def test_words_keep_their_place_and_lose_the_possessive() -> None:
    text = "Moscow's N’Djamena, Nagorno-Karabakh"
    found = list(words(text))
    assert [text[word.start : word.end] for word in found] == ["Moscow", "N’Djamena", "Nagorno", "Karabakh"]
    assert fold("Nagorno–Karabakh") == fold("nagorno karabakh")


@pytest.mark.parametrize(
    ("place", "policy", "expected"),
    [
        ("geonames:146970", "both", "Stepanakert (hy) / Khankendi (az: Xankəndi)"),
        ("geonames:147105", "both", "Shushi (hy) / Shusha (az: Şuşa)"),
        ("dateline:nagorno-karabakh", "both", "Nagorno-Karabakh / Artsakh (hy) / Qarabağ (az)"),
        ("geonames:146970", "hy", "Stepanakert"),
        ("geonames:146970", "az", "Khankendi"),
        ("geonames:146970", "source", "as written"),
        ("geonames:587084", "both", "as written"),
    ],
)
def test_label_follows_the_policy(place: str, policy: str, expected: str) -> None:
    assert label(place, "as written", None, policy) == expected


STEPANAKERT = "geonames:146970"
REGION = "dateline:nagorno-karabakh"
REPUBLIC = "dateline:nagorno-karabakh-republic"


@pytest.mark.parametrize(
    ("place", "date", "policy", "expected"),
    [
        (REPUBLIC, "1990-06-01", "both", "Nagorno-Karabakh"),
        (REPUBLIC, "1991", "both", "Nagorno-Karabakh Republic"),
        (REPUBLIC, "2016-12-31", "both", "Nagorno-Karabakh Republic"),
        (REPUBLIC, "2017-02-19", "en", "Nagorno-Karabakh Republic"),
        (REPUBLIC, "2017-02-20", "both", "Nagorno-Karabakh Republic / Republic of Artsakh"),
        (REPUBLIC, "2017", "both", "Nagorno-Karabakh Republic / Republic of Artsakh"),
        (REPUBLIC, "2023-12-31", "both", "Nagorno-Karabakh Republic / Republic of Artsakh"),
        (REPUBLIC, "2024-01-01", "both", "former Nagorno-Karabakh Republic"),
        (REPUBLIC, "2024", "en", "former Nagorno-Karabakh Republic"),
        (REPUBLIC, None, "both", "former Nagorno-Karabakh Republic"),
        (REPUBLIC, "2020-11-10", "ru", "Нагорно-Карабахская Республика"),
        (REGION, "1995-01-01", "both", "Nagorno-Karabakh / Artsakh (hy) / Qarabağ (az)"),
        (REGION, "2024-05-15", "ru", "Нагорный Карабах"),
        (STEPANAKERT, "1995", "both", "Stepanakert (hy) / Khankendi (az: Xankəndi)"),
        (STEPANAKERT, "2023-09-28", "both", "Stepanakert (hy) / Khankendi (az: Xankəndi)"),
        (STEPANAKERT, "2024-02", "az", "Khankendi"),
        (STEPANAKERT, None, "ru", "Степанакерт / Ханкенди"),
        ("dateline:kirants", "2024-05-15", "both", "as named"),
        ("dateline:kirants", "2024-05-15", "ru", "Киранц"),
    ],
)
def test_label_shows_the_names_of_the_events_date(place: str, date: str | None, policy: str, expected: str) -> None:
    assert label(place, "as named", date, policy) == expected


def test_label_as_written_is_the_mention() -> None:
    assert label(STEPANAKERT, "plain", "2024", "source", "Stepanakert") == "Stepanakert"
    assert label(STEPANAKERT, "plain", "2024", "both", "Stepanakert") != "Stepanakert"


def test_every_place_with_names_of_both_sides_has_a_russian_name_where_a_source_gives_one() -> None:
    without = {
        place
        for place, names in read_labels().items()
        if {"hy", "az"} <= {each.language for each in names} and "ru" not in {each.language for each in names}
    }
    assert without == {"dateline:yukhari-askipara"}


def test_places_of_labels_are_in_the_gazetteer(gazetteer: Gazetteer) -> None:
    for place in read_labels():
        assert gazetteer.place(place).id == place


def test_wrong_rows_of_the_labels_are_named_all_at_once(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    good = "x:1,hy,A,,,,somewhere"
    rows = ["place,language,text,local,since,until,source", good, "x:1,fr,B,,,,s", "x:1,az,,,May,,", good]
    path.write_text("\n".join((*rows, "x:2,az,C,,2024,2023,s")), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_labels(path)
    assert [told.removeprefix(f"{path}: ").partition(";")[0] for told in str(caught.value).split("\n")] == [
        "line 3: column language: 'fr' is none of en, hy, az, ru",
        "line 4: column text: empty",
        "line 4: column source: empty",
        "line 4: column since: 'May' is not a year, month or day",
        "line 5: column text: 'A' stands twice",
        "line 6: column until: 2023 is not after 2024",
    ]


def test_policies_are_those_of_the_contract() -> None:
    assert set(POLICIES) == {"source", "both", "hy", "az", "ru", "en"}
    with pytest.raises(ValueError, match="no policy 'fr'"):
        label("geonames:146970", "x", None, "fr")


def test_missing_damaged_and_old_index_say_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no index of place names; build it with: python -m geo gazetteer build"):
        Gazetteer.open(tmp_path / "nowhere")
    copy = tmp_path / "index"
    shutil.copytree(ROOT / "data/gazetteer/index", copy)
    (tmp_path / "places.csv").write_text(HEADING, encoding="utf-8")
    with pytest.raises(GazetteerError, match="older than the tables"):
        Gazetteer.open(copy, tables=tmp_path)
    (copy / "keys.marisa").write_bytes(b"no trie")
    with pytest.raises(GazetteerError, match="damaged"):
        Gazetteer.open(copy)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("dateline:x,X,site,95,0,NO,,,s\n", "line 2: column lat: '95'"),
        ("dateline:x,X,site,0,east,NO,,,s\n", "line 2: column lon: 'east'"),
        ("dateline:x,X,site,0\n", "line 2: not as many cells"),
    ],
)
def test_wrong_row_of_a_table_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "sites.csv").write_text(HEADING + row, encoding="utf-8")
    with pytest.raises(TableError, match=complaint):
        read_tables(tmp_path)


def test_failed_build_leaves_the_index_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_text(HEADING + "dateline:x,X,site,95,0,NO,,,s\n", encoding="utf-8")
    target = tmp_path / "index"
    target.mkdir()
    (target / "about.json").write_text("{}", encoding="utf-8")
    with pytest.raises(TableError):
        build_index(tmp_path, target, lambda _: None)
    assert (target / "about.json").read_text(encoding="utf-8") == "{}"


def test_index_opens_in_half_a_second_of_processor_time() -> None:
    program = (
        "import time; from geo.gazetteer import Gazetteer; began = time.process_time(); Gazetteer.open(); "
        "print(time.process_time() - began)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.5
