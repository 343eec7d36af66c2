"""Imports that are killed, that have no room, that meet another one or other files; and what memory they take."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dumpfiles import imported, write_dump, write_many, zipped

from geo.__main__ import main
from geo.errors import GazetteerError
from geo.gazetteer import Gazetteer, command
from geo.gazetteer.dump import files, reading, staging
from geo.gazetteer.dump.pace import Pace

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
