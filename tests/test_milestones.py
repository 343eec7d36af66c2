"""The curated table: what is read from it, and how a wrong row is named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo.build import open_reference
from geo.curated import read_curated
from geo.errors import TableError
from geo.gazetteer import Gazetteer
from geo.milestones import COLUMNS, read_milestones
from geo.table import MAX_FAULTS, MAX_ROWS

TABLE = Path(__file__).parent.parent / "data/reference/milestones.csv"
GOOD = {
    "id": "oslo-2024",
    "date": "2024-01-02",
    "date_end": "",
    "kind": "meeting",
    "title": "A meeting",
    "parties": "NO;SE",
    "places": "Oslo; Bergen",
    "people": "A. B.;C. D.",
    "summary": "They meet.",
    "source": "https://news.example/1",
    "source2": "",
}


def table(path: Path, *changes: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({**GOOD, **change} for change in changes)
    return path


def test_table_holds_the_milestones_of_the_delimitation_process() -> None:
    milestones = read_milestones(TABLE)
    assert len(milestones) == 42
    assert all(milestone.sources for milestone in milestones)
    visit = next(each for each in milestones if each.id == "putin-baku-2024-08")
    assert (visit.date, visit.date_end, visit.type) == ("2024-08-18", "2024-08-19", "visit")
    assert visit.people == ("Vladimir Putin", "Ilham Aliyev")
    assert [each.date for each in milestones] == sorted(each.date for each in milestones)


def test_lists_are_split_at_semicolons(tmp_path: Path) -> None:
    (milestone,) = read_milestones(table(tmp_path / "m.csv", {}))
    assert milestone.places == ("Oslo", "Bergen")
    assert milestone.parties == ("NO", "SE")
    assert milestone.date_end is None


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"id": ""}, "column id: empty"),
        ({"id": "Oslo 2024"}, "column id: 'Oslo 2024' is not lower-case"),
        ({"date": "2024-02-30"}, "column date: '2024-02-30' is not a day"),
        ({"date": "in May"}, "column date: 'in May' is not a day"),
        ({"date_end": "2024-01-01"}, "column date_end: 2024-01-01 is not after 2024-01-02"),
        ({"parties": "NO;Sweden"}, "column parties: 'Sweden'"),
        ({"title": " "}, "column title: empty"),
        ({"source": ""}, "column source: empty"),
        ({"source": "javascript:alert(1)"}, "column source: 'javascript:alert"),
        ({"source2": "see above"}, "column source2: 'see above'"),
        ({"summary": "x" * 20_001}, "column summary: longer than 20000"),
        ({"summary": ""}, "column summary: empty"),
        ({"kind": ""}, "column kind: empty"),
        ({"date": ""}, "column date: empty"),
        ({"date": "20240102"}, "column date: '20240102' is not a day"),
        ({"date_end": "soon"}, "column date_end: 'soon' is not a day"),
        ({"parties": "NO;ZZ"}, "column parties: 'ZZ' is not an ISO 3166-1"),
        ({"parties": "NO;NO"}, "column parties: 'NO' stands twice"),
        ({"places": "Oslo;Oslo"}, "column places: 'Oslo' stands twice"),
        ({"source": "https://news .example/"}, "column source: 'https://news .example/'"),
    ],
)
def test_wrong_row_is_named_with_line_and_column(tmp_path: Path, change: dict[str, str], complaint: str) -> None:
    path = table(tmp_path / "m.csv", {"id": "first"}, change)
    with pytest.raises(TableError, match=complaint) as caught:
        read_milestones(path)
    assert str(caught.value).startswith(f"{path}: line 3: column ")


def test_repeated_id_names_both_lines(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="line 3: column id: oslo-2024 stands in line 2 already"):
        read_milestones(table(tmp_path / "m.csv", {}, {}))


def test_all_faults_of_all_rows_are_named_in_one_run(tmp_path: Path) -> None:
    path = table(
        tmp_path / "m.csv",
        {"date": "2024-13-01", "source": "", "places": "Nowhere"},
        {"id": "fine"},
        {"id": "late", "parties": "XX", "places": "Oslo;Atlantis"},
    )
    with pytest.raises(TableError) as caught:
        read_milestones(path, {"Oslo", "Bergen"}.__contains__)
    assert [told.removeprefix(f"{path}: ").partition(";")[0] for told in str(caught.value).split("\n")] == [
        "line 2: column date: '2024-13-01' is not a day",
        "line 2: column places: 'Nowhere' is not in the gazetteer",
        "line 2: column source: empty",
        "line 4: column parties: 'XX' is not an ISO 3166-1 alpha-2 code",
        "line 4: column places: 'Atlantis' is not in the gazetteer",
    ]


def test_row_of_several_lines_is_named_by_its_first(tmp_path: Path) -> None:
    path = table(tmp_path / "m.csv", {"summary": "Two\nlines."}, {"id": "next", "date": "never"})
    with pytest.raises(TableError, match=r"line 4: column date: 'never' is not a day"):
        read_milestones(path)


def test_row_with_too_few_or_too_many_cells_is_named(tmp_path: Path) -> None:
    path = table(tmp_path / "m.csv", {})
    with path.open("a", encoding="utf-8") as file:
        file.write("short,2024-01-02\n" + "x," * 20 + "\n")
    with pytest.raises(TableError) as caught:
        read_milestones(path)
    assert "line 3: 2 cells under 11 columns" in str(caught.value)
    assert "line 4: 21 cells under 11 columns" in str(caught.value)


def test_long_list_of_faults_is_cut_and_counted(tmp_path: Path) -> None:
    path = table(tmp_path / "m.csv", *({"id": f"row-{each}", "date": "never"} for each in range(MAX_FAULTS + 7)))
    with pytest.raises(TableError, match="and 7 more") as caught:
        read_milestones(path)
    assert len(str(caught.value).split("\n")) == MAX_FAULTS + 1


def test_table_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(",".join(COLUMNS) + "\n" + "x\n" * (MAX_ROWS + 1), encoding="utf-8")
    with pytest.raises(TableError, match=f"more than {MAX_ROWS} rows"):
        read_milestones(path)


def test_open_quotation_and_repeated_column_are_named(tmp_path: Path) -> None:
    path = table(tmp_path / "m.csv", {})
    path.write_text(path.read_text("utf-8") + 'open,"2024\n', encoding="utf-8")
    with pytest.raises(TableError, match=r"line 3: not a CSV table"):
        read_milestones(path)
    path.write_text(",".join((*COLUMNS, "id")) + "\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 1: column id stands twice"):
        read_milestones(path)


def test_places_of_the_table_are_in_the_gazetteer() -> None:
    curated = read_curated(TABLE, Gazetteer.open())
    assert len(curated) == 42
    assert all(len(each.places) == len(each.milestone.places) for each in curated)


def test_build_names_an_unknown_place_and_writes_nothing(tmp_path: Path) -> None:
    path = table(tmp_path / "m.csv", {"places": "Xyzzyville"})
    with pytest.raises(TableError, match="line 2: column places: 'Xyzzyville'"):
        open_reference(path)


def test_missing_file_column_and_encoding_are_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        read_milestones(tmp_path / "nowhere.csv")
    (tmp_path / "short.csv").write_text("id,date\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 1: no column date_end, kind"):
        read_milestones(tmp_path / "short.csv")
    (tmp_path / "latin.csv").write_bytes("id,dáte\n".encode("latin-1"))
    with pytest.raises(TableError, match="not a CSV table in UTF-8"):
        read_milestones(tmp_path / "latin.csv")
