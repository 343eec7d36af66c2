"""Lines and files of a dump that do not hold: named, counted, refused; and the lines after them are read."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from dumpfiles import ALTERNATES, PLACES, imported, place, write_dump, write_many, zipped
from hypothesis import given
from hypothesis import strategies as st

from geo.__main__ import main
from geo.errors import TableError
from geo.gazetteer import Gazetteer, command
from geo.gazetteer.dump import files
from geo.gazetteer.dump.rows import COLUMNS, cells_of, read_alternate, read_country, read_division, read_place

GOOD = place(100, "Goodtown", "P PPL").encode()
BAD = [
    (b"\t".join(GOOD.split(b"\t")[:-2]), "17 columns, not 19"),
    (GOOD + b"\t", "20 columns, not 19"),
    (place(101, "East", "P PPL", lon=500).encode(), "column longitude: '500' is not in degrees between -180 and 180"),
    (place(101, "North", "P PPL", lat="NaN").encode(), "column latitude: 'NaN'"),
    (place(101, "Far", "P PPL", lat="-inf").encode(), "column latitude: '-inf'"),
    (place(101, "None", "P PPL", lat="").encode(), "column latitude: ''"),
    (GOOD.replace(b"Goodtown", b"Bad\xfftown"), "not UTF-8 at byte 7"),
    (GOOD.replace(b"Goodtown", b"Bad\0town"), "control character U+0000"),
    (GOOD.replace(b"Goodtown", b"Bad\x1b[2Jtown"), "control character U+001B"),
    (place(101, "x" * 401, "P PPL").encode(), "column name: longer than 400 characters"),
    (place(101, "Long", "P PPL", others="x" * 70_000).encode(), "longer than 65536 bytes"),
    (place(101, " ", "P PPL").encode(), "column name: empty"),
    (place("x1", "Id", "P PPL").encode(), "column geonameid: 'x1'"),
    (place(0, "Id", "P PPL").encode(), "column geonameid: '0'"),
    (place("9" * 30, "Id", "P PPL").encode(), "column geonameid: '9999"),
    (place("١٢", "Id", "P PPL").encode(), "column geonameid: '١٢'"),
    (place(101, "Many", "P PPL", population="1e9").encode(), "column population: '1e9'"),
    (place(101, "Many", "P PPL", population="9" * 12).encode(), "column population: '9999"),
    (place(101, "State", "P PPL", country="qx").encode(), "column country code: 'qx'"),
    (place(101, "State", "P PPL", admin1="1" * 21).encode(), "column admin1 code: longer than 20 characters"),
]


@pytest.mark.parametrize(("line", "complaint"), BAD)
def test_bad_line_is_skipped_counted_and_named(
    tmp_path: Path, dump: Path, tables: Path, line: bytes, complaint: str
) -> None:
    path = dump / "QX.txt"
    path.write_bytes(path.read_bytes() + line + b"\n" + GOOD + b"\n")
    progress = dict(imported(dump, tables, tmp_path / "index").files)["QX.txt"]
    assert progress.bad == 1
    assert progress.examples[0].startswith(f"{path}: line {len(PLACES) + 1}: {complaint}")
    gazetteer = Gazetteer.open(tmp_path / "index", tables)
    assert gazetteer.place("geonames:100").name == "Goodtown", "the line after it is read"
    with pytest.raises(KeyError):
        gazetteer.place("geonames:101")


def test_first_bad_lines_are_named_and_the_rest_counted(tmp_path: Path, dump: Path, tables: Path) -> None:
    path = dump / "alternateNamesV2.txt"
    path.write_text("\n".join([*ALTERNATES, *["bad"] * 9]), encoding="utf-8")
    progress = dict(imported(dump, tables, tmp_path / "index").files)["alternateNamesV2.txt"]
    assert progress.bad == 9
    assert len(progress.examples) == 5


def test_windows_line_ends_byte_order_mark_and_blank_lines_are_taken(tmp_path: Path, dump: Path, tables: Path) -> None:
    text = "\r\n".join([*PLACES, "", ""])
    (dump / "QX.txt").write_bytes("\ufeff".encode() + text.encode())
    assert dict(imported(dump, tables, tmp_path / "index").files)["QX.txt"].bad == 0
    assert Gazetteer.open(tmp_path / "index", tables).place("geonames:1").population == 900_000


@given(st.sampled_from(sorted(COLUMNS)), st.lists(st.text(max_size=12) | st.just("1"), min_size=1, max_size=20))
def test_any_line_is_read_or_refused(table: str, cells: list[str]) -> None:
    readers = {
        "places": read_place,
        "alternates": read_alternate,
        "divisions": read_division,
        "countries": read_country,
    }
    cells += ["1"] * (COLUMNS[table] - len(cells))
    with suppress(TableError):
        readers[table](cells_of("\t".join(cells).encode(errors="replace"), COLUMNS[table]))


@pytest.mark.parametrize("content", [b"", b"<html><body>Not found</body></html>\n" * 3, bytes(range(256)) * 40])
@pytest.mark.parametrize("name", ["allCountries.txt", "alternateNamesV2.txt", "countryInfo.txt"])
def test_other_file_is_refused_in_one_line_and_the_index_stays(
    tmp_path: Path, tables: Path, name: str, content: bytes, request: pytest.FixtureRequest
) -> None:
    capsys: pytest.CaptureFixture[str] = request.getfixturevalue("capsys")
    request.getfixturevalue("monkeypatch").setattr(command, "TABLES", tables)
    dump = write_dump(tmp_path / "dump", whole=True)
    (dump / name).write_bytes(content)
    index = tmp_path / "index"
    index.mkdir()
    (index / "about.json").write_text("{}", encoding="utf-8")
    assert main(["gazetteer", "import", str(dump), "--index", str(index)]) == 2
    errors = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("gazetteer: ")]
    assert len(errors) == 1
    assert errors[0].startswith(f"error: {dump / name}: no file of GeoNames' export, or not whole: ")
    assert errors[0].endswith(f"get it from {files.SERVER}")
    assert (index / "about.json").read_text(encoding="utf-8") == "{}"


def test_folder_without_places_and_no_folder_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gazetteer", "import", str(tmp_path)]) == 2
    assert "neither allCountries nor a country's file" in capsys.readouterr().err
    assert main(["gazetteer", "import", str(tmp_path / "none")]) == 2
    assert "no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("kept", [0.2, 0.9, 0.999])
def test_half_a_zip_file_is_named(tmp_path: Path, tables: Path, kept: float) -> None:
    dump = write_many(tmp_path / "dump", 500)
    packed = zipped(dump / "allCountries.txt")
    packed.write_bytes(packed.read_bytes()[: int(packed.stat().st_size * kept)])
    with pytest.raises(TableError, match=rf"{packed.name}: the zip file is damaged or was not downloaded whole"):
        imported(dump, tables, tmp_path / "index")


def test_zip_file_with_a_wrong_byte_is_named(tmp_path: Path, tables: Path) -> None:
    dump = write_many(tmp_path / "dump", 500)
    packed = zipped(dump / "allCountries.txt")
    content = bytearray(packed.read_bytes())
    content[len(content) // 2] ^= 0xFF
    packed.write_bytes(content)
    with pytest.raises(TableError, match=rf"{packed.name}: the zip file is damaged"):
        imported(dump, tables, tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_zip_file_of_something_else_and_a_bomb_are_named(
    tmp_path: Path, dump: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = zipped(dump / "QX.txt")
    monkeypatch.setattr(files, "MAX_UNZIPPED", 100)
    with pytest.raises(TableError, match=r"QX\.zip: QX\.txt would be \d+ bytes"):
        imported(dump, tables, tmp_path / "index")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("other.txt", "text")
    with pytest.raises(TableError, match=r"QX\.zip: no QX\.txt in it"):
        imported(dump, tables, tmp_path / "index")
