"""The curated table: what is read from it, and how a wrong row is named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo.errors import TableError
from geo.milestones import COLUMNS, read_milestones

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


def test_missing_file_column_and_encoding_are_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        read_milestones(tmp_path / "nowhere.csv")
    (tmp_path / "short.csv").write_text("id,date\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 1: no column date_end, kind"):
        read_milestones(tmp_path / "short.csv")
    (tmp_path / "latin.csv").write_bytes("id,dáte\n".encode("latin-1"))
    with pytest.raises(TableError, match="not a CSV table in UTF-8"):
        read_milestones(tmp_path / "latin.csv")
