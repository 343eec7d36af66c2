"""What an import keeps of a dump, what it leaves out, and how it meets the own tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dumpfiles import PLACES, write_dump, write_tables, zipped

from geo.errors import GazetteerError
from geo.gazetteer import Gazetteer
from geo.gazetteer.dump import Imported, Sources, import_dump
from geo.types import Name, Place

BUNDLED = (
    Place("geonames:10", "Bundled Albrück", 0.0, 0.0, "QX", "city", population=5),
    Place("geonames:50", "Bundled And Removed", 0.0, 0.0, "QX", "city"),
    Place("geonames:60", "Faraway", 9.0, 8.0, "QY", "city", "07", 321),
)


def imported(dump: Path, tables: Path, target: Path) -> tuple[Gazetteer, Imported]:
    sources = Sources(dump, tables, lambda: [(each, ["FAR", "Far Away"]) for each in BUNDLED])
    done = import_dump(sources, target, lambda _: None)
    return Gazetteer.open(target, tables), done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("import")


@pytest.fixture(scope="module")
def both(folder: Path) -> tuple[Gazetteer, Imported]:
    return imported(write_dump(folder / "dump"), write_tables(folder / "tables"), folder / "index")


@pytest.fixture(scope="module")
def gazetteer(both: tuple[Gazetteer, Imported]) -> Gazetteer:
    return both[0]


def test_columns_of_a_place_are_kept(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("geonames:10") == Place(
        "geonames:10", "Ålbrück", -30.25, 12.5, "QX", "city", admin1="01", population=500_000
    )
    assert gazetteer.place("geonames:24").country is None
    assert gazetteer.place("geonames:1").admin1 is None, "00 is no division"


@pytest.mark.parametrize(
    ("number", "precision"),
    [
        *((1, "country"), (14, "country"), (3, "region"), (7, "region"), (10, "city"), (13, "city")),
        *((20, "region"), (21, "region"), (22, "region"), (23, "region"), (24, "region"), (25, "site")),
    ],
)
def test_feature_classes_have_their_precision(gazetteer: Gazetteer, number: int, precision: str) -> None:
    assert gazetteer.place(f"geonames:{number}").precision == precision


def test_roads_and_features_of_no_class_are_left_out_and_counted(both: tuple[Gazetteer, Imported]) -> None:
    gazetteer, done = both
    assert gazetteer.lookup("Route 9") == gazetteer.lookup("Nothing At All") == ()
    progress = dict(done.files)["QX.txt"]
    assert (progress.lines, progress.kept, progress.bad) == (len(PLACES), len(PLACES) - 2, 0)
    assert progress.left_out == {"roads and railways": 1, "features of no class": 1}


@pytest.mark.parametrize("name", ["Ålbrück", "Albruck", "Альбрюк", "阿爾布", "Albie", "Altbrück", "Brück-Libre"])
def test_names_of_every_file_find_their_place(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name)[0].id == "geonames:10"


def test_names_of_countries_and_divisions_find_their_place(gazetteer: Gazetteer) -> None:
    assert [place.id for place in gazetteer.lookup("Testlandia")] == ["geonames:1"]
    assert [place.id for place in gazetteer.lookup("North March")] == ["geonames-adm1:QX.01"]
    assert [place.id for place in gazetteer.lookup("Elm Shire")] == ["district:QX.elmshire"]


def test_names_carry_language_and_dates_preferred_first_historical_last(gazetteer: Gazetteer) -> None:
    source = "GeoNames, CC BY 4.0"
    assert gazetteer.names("geonames:10") == (
        Name("Albruchia", "la", source="own"),
        Name("Альбрюк", "ru", source=source),
        Name("阿爾布", "zh-Hant", source=source),
        Name("A.B.", None, source=source),
        Name("Albie", "en", source=source),
        Name("Старый Альбрюк", "ru", "1828", "1936", source),
        Name("Altbrück", "de", "1828-04-01", "1936-05", source),
        Name("Burgbrück", "de", source=source),
        Name("Brück-Libre", "fr", source=source),
    )
    assert gazetteer.names("geonames:13")[0] == Name("Warhurst", source=source), "its own name comes first"
    assert gazetteer.names("geonames:21") == (Name("Mount Kell"),)


def test_names_of_the_past_are_historical_and_so_are_all_of_what_is_no_more(gazetteer: Gazetteer) -> None:
    def kinds(key: str) -> list[str]:
        return [use.kind for use in gazetteer.uses(key)]

    assert kinds("staryi alʹbriuk") == []
    assert kinds("старыи альбрюк") == kinds("altbruck") == kinds("burgbruck") == kinds("bruck libre") == ["historical"]
    assert kinds("warhurst") == kinds("warhurst castle") == kinds("fellstead") == ["historical"]
    assert kinds("elder testland") == kinds("oldmark") == ["historical"]
    assert kinds("hillward") == kinds("saint mae") == ["name"]


def test_abbreviations_are_known_as_written_and_codes_are_no_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.written("a b") == {"A.B."}
    assert gazetteer.lookup("ALB") == gazetteer.lookup("12345") == gazetteer.lookup("Elsewhere") == ()


def test_own_row_wins_over_the_dump_of_the_same_id(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("geonames:11") == Place(
        "geonames:11", "Albrook Ours", 2.5, 1.5, "QX", "city", population=200
    )
    assert [place.id for place in gazetteer.lookup("Albrook")] == ["geonames:11"]


def test_own_division_and_the_same_of_the_dump_are_one_place(gazetteer: Gazetteer) -> None:
    assert [place.id for place in gazetteer.lookup("Northmark")] == ["geonames-adm1:QX.01"]
    assert gazetteer.place("geonames-adm1:QX.01").population == 400_000
    assert [place.id for place in gazetteer.lookup("Elmshire")] == ["district:QX.elmshire"]
    assert [(place.id, place.population) for place in gazetteer.lookup("Oakshire")] == [("fips:02777", 30_000)]
    with pytest.raises(KeyError):
        gazetteer.place("geonames:2")


def test_district_of_a_name_that_two_have_is_joined_to_neither(gazetteer: Gazetteer) -> None:
    found = {place.id for place in gazetteer.lookup("Twinshire")}
    assert found == {"district:QX.twinshire", "geonames:5", "geonames:6"}


def test_bundled_places_stand_in_for_other_countries_alone(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("geonames:60") == BUNDLED[2]
    assert [place.id for place in gazetteer.lookup("Far Away")] == ["geonames:60"]
    assert gazetteer.lookup("Bundled And Removed") == gazetteer.lookup("Bundled Albrück") == ()


def test_every_id_is_found(gazetteer: Gazetteer, both: tuple[Gazetteer, Imported]) -> None:
    numbers = {1, 3, 5, 6, 7, *range(10, 16), *range(20, 26), 60}
    own = {"geonames-adm1:QX.01", "district:QX.elmshire", "district:QX.twinshire", "fips:02777"}
    ids = own | {f"geonames:{number}" for number in numbers}
    assert {gazetteer.place(identity).id for identity in ids} == ids
    assert both[1].places == len(ids)


def test_zip_files_give_the_same_index(folder: Path, gazetteer: Gazetteer, tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "dump")
    for name in ("QX", "alternateNamesV2"):
        zipped(dump / f"{name}.txt")
    imported(dump, folder / "tables", tmp_path / "index")
    names = {path.name for path in (folder / "index").iterdir()}
    assert names == {path.name for path in (tmp_path / "index").iterdir()}
    for name in names - {"about.json", "sums.json"}:
        assert (tmp_path / "index" / name).read_bytes() == (folder / "index" / name).read_bytes(), name


def test_without_alternate_names_the_places_own_column_is_read(folder: Path, tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "dump", alternates=False)
    gazetteer, _ = imported(dump, write_tables(tmp_path / "tables"), tmp_path / "index")
    assert [place.id for place in gazetteer.lookup("Альбрюк")] == ["geonames:10"]
    assert [place.id for place in gazetteer.lookup("Albrook")] == ["geonames:10", "geonames:11"]
    assert gazetteer.lookup("ALB") == ()


def test_all_countries_make_the_country_files_and_the_bundled_places_needless(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "dump", whole=True)
    (dump / "QY.txt").write_text("not read", encoding="utf-8")
    said: list[str] = []
    tables = write_tables(tmp_path / "tables")
    import_dump(Sources(dump, tables, lambda: [(each, []) for each in BUNDLED]), tmp_path / "index", said.append)
    assert "allCountries.txt has all countries: QY not read" in said
    with pytest.raises(KeyError):
        Gazetteer.open(tmp_path / "index", tables).place("geonames:60")


def test_missing_files_are_said(tmp_path: Path) -> None:
    dump = tmp_path / "dump"
    dump.mkdir()
    (dump / "QX.txt").write_text("\n".join(PLACES), encoding="utf-8")
    said: list[str] = []
    import_dump(Sources(dump, write_tables(tmp_path / "tables"), list), tmp_path / "index", said.append)
    for name in ("countryInfo", "admin1CodesASCII", "admin2Codes", "alternateNamesV2"):
        assert f"no {name}.txt: done without it" in said


def test_index_knows_the_files_it_is_made_of(folder: Path, gazetteer: Gazetteer) -> None:
    about = json.loads((folder / "index/about.json").read_text(encoding="utf-8"))
    made = {each["name"]: each for each in about["dump"]}
    assert set(made) == {
        *("QX.txt", "countryInfo.txt", "admin1CodesASCII.txt", "admin2Codes.txt", "alternateNamesV2.txt")
    }
    assert made["QX.txt"]["size"] == (folder / "dump/QX.txt").stat().st_size
    assert len(made["QX.txt"]["sha256"]) == 64
    assert made["QX.txt"]["modified"].endswith("+00:00")


def test_changed_own_tables_are_said_with_both_remedies(folder: Path, gazetteer: Gazetteer, tmp_path: Path) -> None:
    tables = write_tables(tmp_path / "tables")
    (tables / "regions.csv").write_text("id,name,kind,lat,lon,country,admin1,population,source\n", encoding="utf-8")
    with pytest.raises(
        GazetteerError, match=r"tables .* changed since the import; .*gazetteer import DIR.*gazetteer build"
    ):
        Gazetteer.open(folder / "index", tables)
