"""An index while it is put in the place of another: readers see one of them whole."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from dumpfiles import PLACES, imported, place, write_dump

from geo.gazetteer import Gazetteer
from geo.gazetteer.swap import put_in_place


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
