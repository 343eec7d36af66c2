"""The packed copy: whole or not there, made once for all processes, and anew when the data or the copy has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.state import Filter
from dashboard.store import Listing, Store, pack
from dashboard.store.shelf import Folder, Memory, Shelf
from geo.errors import DataError
from tests import mapfile

FEATURES = mapfile.features(120)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return mapfile.write_parquet(tmp_path / "map.parquet", FEATURES)


@pytest.fixture(autouse=True)
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make copies in this process: another one takes a second to start, and has a test of its own."""
    if "processes" not in request.node.name:
        monkeypatch.setattr(pack, "_make_apart", pack.make)
        # A hundred files a copy, flushed to a busy disk, are most of a minute.
        monkeypatch.setattr(os, "fsync", lambda _: None)


def copy_of(data: Path) -> Path:
    return data.with_name(f".{data.name}.packed")


def made(data: Path) -> int:
    """Return a number that changes whenever the copy is made anew."""
    return copy_of(data).stat().st_ino


def test_a_second_opening_finds_the_copy_of_the_first(data: Path) -> None:
    first = Store.open(data)
    before = made(data)
    assert Store.open(data).version == first.version
    assert made(data) == before
    assert sorted(each.name for each in data.parent.iterdir()) == [
        f".{data.name}.packed",
        f".{data.name}.packed.lock",
        data.name,
    ]


def test_what_the_file_says_of_itself_is_kept(data: Path) -> None:
    assert Store.open(data).about.as_of == Store.open(data).about.as_of == "2024-08-19"


def test_rows_come_back_with_all_that_they_say(data: Path) -> None:
    store = Store.open(data)
    for feature in FEATURES:
        row = store.find(feature["id"])
        assert row is not None
        for name, value in feature["properties"].items():
            assert getattr(row, name) == (tuple(value) if isinstance(value, list) else value), name


def test_changed_data_is_packed_anew(data: Path) -> None:
    before = Store.open(data)
    mapfile.write_parquet(data, FEATURES[:50])
    after = Store.open(data)
    assert (before.total, after.total) == (120, 50)
    assert before.version != after.version
    assert len(before.rows(Filter(), Listing(limit=200)).groups) > len(after.rows(Filter(), Listing(limit=200)).groups)


def test_a_file_that_was_only_touched_keeps_its_copy(data: Path) -> None:
    Store.open(data)
    before = made(data)
    os.utime(data, ns=(1, 1))
    Store.open(data)
    assert made(data) == before


@pytest.mark.parametrize("name", [pack.MANIFEST, "column.excerpt.bytes", "words.rows.npy", "column.place.arrow"])
@pytest.mark.parametrize("damage", ["cut", "gone", "overwritten"])
def test_a_damaged_copy_is_made_anew(data: Path, name: str, damage: str) -> None:
    expected = Store.open(data).rows(Filter(), Listing())
    file = copy_of(data) / name
    if damage == "gone":
        file.unlink()
    else:
        whole = file.read_bytes()
        file.unlink()
        file.write_bytes(whole[: len(whole) // 2] if damage == "cut" else b"\xff" * len(whole))
    assert Store.open(data).rows(Filter(), Listing()) == expected
    assert file.exists()


def test_other_code_makes_another_copy(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(data)
    before = made(data)
    monkeypatch.setattr(pack, "_code", lambda: "other")
    Store.open(data)
    assert made(data) != before


def test_a_folder_that_cannot_be_written_to_has_its_copy_in_the_cache(
    data: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(os, "access", lambda *_: False)
    arrays, _ = pack.opened(data, {"XDG_CACHE_HOME": str(cache)})
    assert len(arrays.drawn) == 120
    assert [each.name for each in data.parent.iterdir()] == [data.name]
    assert len(list((cache / "dateline").iterdir())) == 2


def test_what_a_stopped_build_left_is_swept(data: Path) -> None:
    stray = data.parent / f".{data.name}.packed-abc.tmp"
    stray.mkdir()
    (stray / "column.id.bytes").write_bytes(b"half")
    Store.open(data)
    assert not stray.exists()


def test_processes_at_once_make_one_copy(data: Path) -> None:
    program = "import sys; from pathlib import Path; from dashboard.store import Store\n"
    program += "print(Store.open(Path(sys.argv[1])).total)"
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(data)], stdout=subprocess.PIPE, cwd=pack.ROOT)
        for _ in range(3)
    ]
    assert [each.communicate(timeout=60)[0] for each in running] == [b"120\n"] * 3
    assert not list(data.parent.glob("*.tmp"))


def changed(data: Path, name: str, values: list[Any]) -> Path:
    table = pq.read_table(data)
    place = table.schema.get_field_index(name)
    values = [*values, *table.column(name).to_pylist()[len(values) :]]
    pq.write_table(table.set_column(place, name, pa.array(values)), data)
    return data


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("kind", ["party"], "kind 'party' is none of"),
        ("kind", [None], "kind is missing"),
        ("event", [None], "event is missing"),
        ("id", ["row-5"], "an id stands twice"),
        ("id", [None], "id is missing"),
        ("date", ["2024-13-01"], "date"),
        ("published", ["yesterday"], "published"),
        ("status", ["done"], "status 'done' is none of"),
        ("lon", [181.0], "lon is outside"),
        ("lat", [float("nan")], "lat is outside"),
        ("lat", [float("inf")], "lat is outside"),
    ],
)
def test_a_parquet_file_that_does_not_fit_is_named_in_one_line(
    data: Path, name: str, values: list[Any], said: str
) -> None:
    with pytest.raises(DataError, match=said) as error:
        Store.open(changed(data, name, values))
    assert "\n" not in str(error.value)
    assert not list(data.parent.glob("*.tmp"))


@pytest.mark.parametrize("content", [None, b"", b"PAR1", b"PAR1" + b"\x00" * 100 + b"PAR1"])
def test_a_file_that_is_no_parquet_is_named_in_one_line(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "map.parquet"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=str(path)) as error:
        Store.open(path)
    assert "\n" not in str(error.value)


def test_what_processes_of_our_own_find_wrong_is_told_in_one_line(data: Path) -> None:
    with pytest.raises(DataError, match="kind 'party' is none of") as error:
        Store.open(changed(data, "kind", ["party"]))
    assert "\n" not in str(error.value)


def test_a_column_that_is_missing_is_named(data: Path) -> None:
    pq.write_table(pq.read_table(data).drop_columns(["excerpt"]), data)
    with pytest.raises(DataError, match="no column 'excerpt'"):
        Store.open(data)


def test_texts_of_other_widths_are_read_too(data: Path) -> None:
    expected = Store.open(data).rows(Filter(), Listing())
    table = pq.read_table(data)
    wide = pa.schema(
        field.with_type(pa.large_string()) if pa.types.is_string(field.type) else field for field in table.schema
    )
    coded = table.cast(wide).set_column(table.schema.get_field_index("kind"), "kind", table["kind"].dictionary_encode())
    pq.write_table(coded, data)
    assert Store.open(data).rows(Filter(), Listing()) == expected


@pytest.mark.parametrize("kind", ["memory", "folder"])
def test_a_shelf_gives_back_what_it_was_given(tmp_path: Path, kind: str) -> None:
    shelf: Shelf = Memory() if kind == "memory" else Folder(tmp_path)
    texts = [pa.array(["Xankəndi", None, ""], pa.large_string()), pa.array(["b"], pa.large_string()).slice(0)]
    shelf.put("numbers", np.arange(5, dtype=np.int32))
    shelf.put("empty", np.empty(0, np.int64))
    shelf.put_column("coded", pa.array(["a", None, "a"]).dictionary_encode())
    shelf.put_text("texts", iter(texts))
    shelf.put_text("none", iter(()))
    assert shelf.get("numbers").tolist() == [0, 1, 2, 3, 4]
    assert shelf.get("empty").size == 0
    assert shelf.column("coded").to_pylist() == ["a", None, "a"]
    assert shelf.column("texts").to_pylist() == ["Xankəndi", None, "", "b"]
    assert shelf.column("none").to_pylist() == []
