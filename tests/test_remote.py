"""A map that a store keeps: copied once, again when it has changed, and kept while the store does not answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from dashboard import access
from dashboard.store import data_path, health, remote, shared
from geo import DataError
from tests import mapfile

ADDRESS = "memory://desk/map.geojson"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryFileSystem]:
    monkeypatch.setattr(remote, "RECHECK_S", 0.0)
    monkeypatch.setattr(MemoryFileSystem, "store", {})
    monkeypatch.setattr(MemoryFileSystem, "pseudo_dirs", [""])
    monkeypatch.setattr(remote, "_copies", {})
    return fsspec.filesystem("memory")


@pytest.fixture
def opened(store: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each file of the store that is opened to be read."""
    asked: list[str] = []
    original = MemoryFileSystem.open

    def noted(self: MemoryFileSystem, path: str, mode: str = "rb", **more: Any) -> Any:
        if mode == "rb":
            asked.append(path)
        return original(self, path, mode, **more)

    monkeypatch.setattr(MemoryFileSystem, "open", noted)
    return asked


def written(count: int, folder: Path) -> bytes:
    return mapfile.write(folder / f"{count}.geojson", mapfile.features(count)).read_bytes()


def environ(folder: Path, address: str = ADDRESS) -> dict[str, str]:
    return {"DATELINE_DATA": address, "XDG_CACHE_HOME": str(folder / "cache")}


def test_map_is_copied_once_and_anew_when_it_has_changed(
    store: MemoryFileSystem, opened: list[str], tmp_path: Path
) -> None:
    store.pipe_file("/desk/map.geojson", written(12, tmp_path))
    path = data_path(environ(tmp_path))
    assert (shared(path).total, len(opened)) == (12, 1)
    assert (shared(path).total, len(opened)) == (12, 1)
    store.pipe_file("/desk/map.geojson", written(30, tmp_path))
    assert (shared(path).total, len(opened)) == (30, 2)
    assert sorted(each.name for each in path.parent.iterdir()) == ["map.geojson", "map.geojson.marks"]


def test_copy_outlives_its_process(store: MemoryFileSystem, opened: list[str], tmp_path: Path) -> None:
    store.pipe_file("/desk/map.geojson", written(12, tmp_path))
    shared(data_path(environ(tmp_path)))
    remote._copies.clear()
    assert shared(data_path(environ(tmp_path))).total == 12
    assert len(opened) == 1


def test_store_is_asked_once_a_while(store: MemoryFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "RECHECK_S", 1000.0)
    store.pipe_file("/desk/map.geojson", written(12, tmp_path))
    path = data_path(environ(tmp_path))
    shared(path)
    store.pipe_file("/desk/map.geojson", written(30, tmp_path))
    assert shared(path).total == 12


def test_copy_is_shown_while_the_store_does_not_answer(
    store: MemoryFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store.pipe_file("/desk/map.geojson", written(12, tmp_path))
    path = data_path(environ(tmp_path))
    shared(path)

    def down(*_: object, **__: object) -> None:
        raise RuntimeError("503 Slow Down")

    monkeypatch.setattr(MemoryFileSystem, "info", down)
    assert shared(path).total == 12
    assert "map.geojson cannot be fetched: RuntimeError: 503 Slow Down" in caplog.text


def test_map_that_is_not_there_is_named_without_its_address(store: MemoryFileSystem, tmp_path: Path) -> None:
    path = data_path(environ(tmp_path, "memory://name:password@desk/map.geojson"))
    with pytest.raises(DataError) as caught:
        shared(path)
    assert str(caught.value) == "map.geojson: cannot be fetched from its store; the server's log says why"
    store.pipe_file("/name:password@desk/map.geojson", written(12, tmp_path))
    assert shared(path).total == 12


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("memory://desk/map.geojson?X-Signature=secret", "map.geojson"),
        ("memory://desk/map.geojson#secret", "map.geojson"),
        ("memory://user:secret@desk", "the map"),
        ("nosuch://user:secret@desk/", "the map"),
        ("simplecache::nosuch://user:secret@desk/stories/map.parquet?key=secret", "map.parquet"),
    ],
)
@pytest.mark.usefixtures("store")
def test_key_of_an_address_is_shown_to_nobody(address: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        shared(data_path(environ(tmp_path, address)))
    assert str(caught.value) == f"{name}: cannot be fetched from its store; the server's log says why"


@pytest.mark.parametrize("address", ["nosuch://desk/map.geojson", "s3://desk/map.geojson?x=1.geojson"])
def test_store_whose_package_is_not_installed_is_said_so(
    address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(DataError, match="cannot be fetched from its store"):
        shared(data_path(environ(tmp_path, address)))
    assert "cannot be fetched" in caplog.text


def test_map_that_changes_while_it_is_copied_is_copied_whole(
    store: MemoryFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.pipe_file("/desk/map.geojson", written(12, tmp_path))
    later = [written(30, tmp_path)]
    original = MemoryFileSystem.open

    def changing(self: MemoryFileSystem, path: str, mode: str = "rb", **more: Any) -> Any:
        if mode == "rb" and later:
            found = original(self, path, mode, **more).read()
            self.pipe_file(path, later.pop())
            return fsspec.implementations.memory.MemoryFile(None, None, found)
        return original(self, path, mode, **more)

    monkeypatch.setattr(MemoryFileSystem, "open", changing)
    assert shared(data_path(environ(tmp_path))).total == 30


def test_age_is_that_of_the_map_and_not_of_its_copy(store: MemoryFileSystem, tmp_path: Path) -> None:
    source = mapfile.write(tmp_path / "map.geojson", mapfile.features(12))
    os.utime(source, (1_700_000_000, 1_700_000_000))
    path = data_path(environ(tmp_path, f"file://{source}"))
    told = health(path)
    assert set(told) == {"version", "total", "articles", "age"}
    assert path.stat().st_mtime == 1_700_000_000
    assert isinstance(told["age"], int)
    assert told["age"] > 80_000_000


def test_file_of_the_same_size_and_time_is_told_from_the_one_before(tmp_path: Path) -> None:
    path = mapfile.write(tmp_path / "map.geojson", mapfile.features(12))
    before, stat = shared(path), path.stat()
    other = tmp_path / "other"
    other.write_bytes(path.read_bytes().replace(b"2024-08-19", b"2024-08-18", 1))
    assert other.stat().st_size == stat.st_size
    os.utime(other, ns=(stat.st_mtime_ns, stat.st_mtime_ns))
    other.replace(path)
    assert shared(path).version != before.version


def test_nobody_writes_to_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MODE", "local")
    assert access.may_write()
    monkeypatch.setenv("DATELINE_DATA", ADDRESS)
    assert not access.may_write()
