"""Lines and files that do not hold, processes that are killed, readers while the index changes, and memory."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from dumpfiles import ALTERNATES, PLACES, place, write_dump, write_many, write_tables, zipped
from hypothesis import given
from hypothesis import strategies as st

from geo.__main__ import main
from geo.errors import GazetteerError, TableError
from geo.gazetteer import Gazetteer, command
from geo.gazetteer.dump import Imported, Sources, files, import_dump, reading, staging
from geo.gazetteer.dump.pace import Pace
from geo.gazetteer.dump.rows import COLUMNS, cells_of, read_alternate, read_country, read_division, read_place
from geo.gazetteer.swap import put_in_place

ROOT = Path(__file__).parent.parent
IMPORT = """
import resource, sys
from pathlib import Path
from geo.gazetteer import writer
from geo.gazetteer.dump import Sources, import_dump, merge, reading, staging
from geo.gazetteer.dump.staging import Staging
save = Staging.save
def told(self, file, progress, batch):
    save(self, file, progress, batch)
    print("saved", flush=True)
Staging.save = told
reading.BATCH = writer.PART = merge.PART = staging.CACHE_KB = 2_000
import_dump(Sources(Path(sys.argv[1]), Path(sys.argv[2]), list), Path(sys.argv[3]), lambda _: None)
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peak = [line.split()[1] for line in lines if line.startswith("VmHWM")]
print(*peak or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])
"""
"""Works on small parts, says each batch that is kept, and last the peak of memory; ru_maxrss has the parent's too."""


def imported(dump: Path, tables: Path, target: Path) -> Imported:
    return import_dump(Sources(dump, tables, list), target, lambda _: None)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return write_tables(tmp_path / "tables")


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return write_dump(tmp_path / "dump")


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


def start(dump: Path, tables: Path, target: Path) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", IMPORT, str(dump), str(tables), str(target)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("packed", [False, True])
def test_killed_import_goes_on_from_its_last_batch(
    tmp_path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch, *, packed: bool
) -> None:
    dump = write_many(tmp_path / "dump", 6_000)
    if packed:
        zipped(dump / "allCountries.txt")
    with start(dump, tables, tmp_path / "index") as process:
        assert process.stdout
        assert [process.stdout.readline() for _ in range(2)] == ["saved\n", "saved\n"]
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not (tmp_path / "index").exists()

    offsets: list[int] = []
    read_lines = reading.read_lines

    def noted(file: files.DumpFile, offset: int) -> Iterator[tuple[int, bytes | None]]:
        offsets.append(offset)
        return read_lines(file, offset)

    monkeypatch.setattr(reading, "read_lines", noted)
    done = imported(dump, tables, tmp_path / "index")
    assert offsets[0] > 200_000, "two batches are not read again"
    assert [(progress.lines, progress.kept) for _, progress in done.files] == [(6_000, 6_000)] * 2
    imported(dump, tables, tmp_path / "unbroken")
    for path in (tmp_path / "unbroken").iterdir():
        assert (tmp_path / "index" / path.name).read_bytes() == path.read_bytes(), path.name
    assert {path.name for path in tmp_path.iterdir()} >= {"index", "unbroken"}
    assert not list(tmp_path.glob("*.sqlite*")), "what was staged is gone"


def test_changed_file_begins_anew(tmp_path: Path, dump: Path, tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("geo.gazetteer.dump.importing.write_merged", fail)
        with pytest.raises(KeyboardInterrupt):
            imported(dump, tables, tmp_path / "index")
    assert list(tmp_path.glob(".index.import.sqlite"))
    path = dump / "QX.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Mount Kell", "Mount Dell"), encoding="utf-8")
    imported(dump, tables, tmp_path / "index")
    gazetteer = Gazetteer.open(tmp_path / "index", tables)
    assert gazetteer.lookup("Mount Kell") == ()
    assert gazetteer.lookup("Mount Dell") != ()


def test_damaged_staging_file_is_made_anew(tmp_path: Path, dump: Path, tables: Path) -> None:
    (tmp_path / ".index.import.sqlite").write_bytes(b"no database, " * 1000)
    assert imported(dump, tables, tmp_path / "index").places == 21


def test_full_disk_is_said_and_the_import_goes_on_when_there_is_room(
    tmp_path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = write_many(tmp_path / "dump", 6_000)
    monkeypatch.setattr(reading, "BATCH", 2_000)
    with monkeypatch.context() as patch:
        patch.setattr(staging, "_SCHEMA", staging._SCHEMA + "PRAGMA max_page_count = 100;")
        with pytest.raises(GazetteerError, match=r"\.index\.import\.sqlite: database or disk is full; make room there"):
            imported(dump, tables, tmp_path / "index")
    assert not (tmp_path / "index").exists()
    assert imported(dump, tables, tmp_path / "index").places == 6_004


def test_progress_tells_part_rate_and_time_left_without_what_was_done_before() -> None:
    times = iter([0.0, 0.5, 2.0, 10.0, 70.0, 74.0])
    said: list[str] = []
    pace = Pace(1_000, said.append, lambda: next(times))
    pace.skip(500)
    pace.add("AM.txt", 10, 50)
    assert said == [], "not yet a second"
    pace.add("AM.txt", 30, 50)
    with pace.pause():
        pass
    pace.add("AM.txt", 80, 100)
    assert said == [
        "AM.txt: 60 % of all, 20 rows a second, 8 s left",
        "AM.txt: 70 % of all, 9 rows a second, 21 s left",
    ]


def test_second_import_at_the_same_time_is_refused(tmp_path: Path, tables: Path) -> None:
    dump = write_many(tmp_path / "dump", 20_000)
    with start(dump, tables, tmp_path / "index") as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(GazetteerError, match="another import is at work"):
            imported(dump, tables, tmp_path / "index")
        process.kill()


def test_readers_see_the_old_index_or_the_new_one_whole(tmp_path: Path, tables: Path) -> None:
    for number, name in enumerate(("first", "second")):
        dump = write_dump(tmp_path / name)
        others = [place(1000 + each, f"{name} {each}", "P PPL", population=number + 1) for each in range(50 + number)]
        (dump / "QX.txt").write_text("\n".join([*PLACES, *others]), encoding="utf-8")
        imported(dump, tables, tmp_path / f"{name}-index")
    target = tmp_path / "index"

    def change() -> None:
        for turn in range(20):
            made = tmp_path / ("second-index" if turn % 2 else "first-index")
            put_in_place(target, lambda folder, made=made: shutil.copytree(made, folder, dirs_exist_ok=True) and None)

    put_in_place(target, lambda folder: shutil.copytree(tmp_path / "first-index", folder, dirs_exist_ok=True) and None)
    writer = threading.Thread(target=change)
    writer.start()
    seen = set()
    while writer.is_alive():
        gazetteer = Gazetteer.open(target, tables)
        population = gazetteer.place("geonames:1000").population
        name = ("first", "second")[population - 1]
        assert [found.id for found in gazetteer.lookup(f"{name} 49")] == ["geonames:1049"]
        assert len(gazetteer.lookup("second 50")) == population - 1
        seen.add(name)
    writer.join()
    assert seen == {"first", "second"}
    assert len(list(tmp_path.glob(".index-*"))) == 1, "old folders are swept"


def test_writing_that_fails_leaves_the_old_index(tmp_path: Path, dump: Path, tables: Path) -> None:
    imported(dump, tables, tmp_path / "index")
    (tmp_path / ".index-killed").mkdir()

    def fail(folder: Path) -> None:
        (folder / "about.json").write_text("{}", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        put_in_place(tmp_path / "index", fail)
    assert Gazetteer.open(tmp_path / "index", tables).place("geonames:1").name == "Republic of Testland"
    assert len(list(tmp_path.glob(".index-*"))) == 1


def test_setup_keeps_an_import_and_says_when_the_own_tables_have_changed(
    tmp_path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "gazetteer build --keep-import" in (ROOT / "Makefile").read_text(encoding="utf-8")
    monkeypatch.setattr(command, "TABLES", tables)
    dump = write_dump(tmp_path / "dump", whole=True)
    index = tmp_path / "index"
    assert main(["gazetteer", "import", str(dump), "--index", str(index)]) == 0
    said = capsys.readouterr().err
    assert f"{dump / 'allCountries.txt'}: 22 lines, 20 kept, 0 bad" in said
    assert "GeoNames, CC BY 4.0" in said
    before = index.resolve()
    assert main(["gazetteer", "build", "--keep-import", "--index", str(index)]) == 0
    assert capsys.readouterr().err == f"gazetteer: {index} is an import of GeoNames' files: kept as it is\n"
    (tables / "names.csv").unlink()
    assert main(["gazetteer", "build", "--keep-import", "--index", str(index)]) == 0
    assert "have changed since the import" in capsys.readouterr().err
    assert index.resolve() == before
    monkeypatch.setattr("geo.gazetteer.index.geonames_places", list)
    assert main(["gazetteer", "build", "--index", str(index)]) == 0
    assert Gazetteer.open(index, tables).lookup("Warhurst Castle") == ()


def test_memory_grows_by_some_bytes_a_place_alone(tmp_path: Path) -> None:
    peaks = []
    tables = tmp_path / "tables"
    tables.mkdir()
    for count in (25_000, 50_000):
        dump = write_many(tmp_path / f"dump-{count}", count)
        with start(dump, tables, tmp_path / f"index-{count}") as process:
            assert process.stdout
            peaks.append(int(process.stdout.read().split()[-1]) * 1024)
        assert process.returncode == 0
    assert (peaks[1] - peaks[0]) / 25_000 < 400, "bytes for a place, its names and its other names; as objects 2,000"
