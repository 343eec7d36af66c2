"""Files that were cut, emptied or had bytes changed: named or refused; never wrong data, never a traceback."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard.assets import Assets
from dashboard.routes import Answers
from dashboard.state import Filter
from dashboard.store import SCHEMA, Listing, Store, pack
from dashboard.store.source import Parquet, version_of_file
from geo.cache import Cache, Kept
from geo.contract import decode, read_collection
from geo.corrections import Correction, add, read_corrections
from geo.errors import CacheError, DataError, GazetteerError, TableError
from geo.export import export
from geo.gazetteer import Gazetteer
from geo.geojson import encode
from tests import mapfile
from tests.answers import WORLD, FakeOutlines, open_client
from tests.tally import Tally

INDEX = Path(__file__).parents[2] / "data/gazetteer/index"
NAMES = ("Oslo", "Baku", "Yerevan", "Xankəndi", "Lima", "São Paulo")
NAMED = tuple(field.name for field in SCHEMA)
Harm = Callable[[bytes, random.Random], bytes]


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def changed(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    at = chance.randrange(len(made))
    made[at] ^= 1 << chance.randrange(8)
    return bytes(made)


def overwritten(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + chance.randbytes(64) + content[at + 64 :]


def emptied(_content: bytes, _chance: random.Random) -> bytes:
    return b""


def zeroed(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes(len(content) - at)


HARM: tuple[Harm, ...] = (cut, changed, overwritten, emptied, zeroed)


def harmed(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 - the same damage in each run
    return HARM[seed % len(HARM)](content, chance)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "index"
    shutil.copytree(INDEX.resolve(), folder)
    yield folder
    shutil.rmtree(folder)


def test_damaged_index_is_refused_or_gives_the_true_places(index: Path, torture: bool, tally: Tally) -> None:
    true = {name: Gazetteer(index).lookup(name) for name in NAMES}
    files = sorted(path for path in index.iterdir() if path.stat().st_size)
    count, held = (50 if torture else 10), 0
    for seed in range(count):
        path = files[seed % len(files)]
        whole = path.read_bytes()
        path.write_bytes(harmed(whole, seed))
        try:
            opened = Gazetteer(index)
        except GazetteerError as error:
            held += "geo gazetteer build" in str(error)
        else:
            assert path.read_bytes() == whole, f"{path.name} was taken as it is"
            assert {name: opened.lookup(name) for name in NAMES} == true
            held += 1
        path.write_bytes(whole)
    assert held == count, "each error says how to build it anew"
    assert {name: Gazetteer(index).lookup(name) for name in NAMES} == true
    tally.add("damage to the gazetteer's index", count, "each refused with the remedy, 0 wrong places")


def test_damaged_corrections_are_named_and_never_read_as_others(tmp_path: Path, torture: bool, tally: Tally) -> None:
    path = tmp_path / "corrections.csv"
    base = ("mention", "accept", "here", "talks", "Oslo", "in ", " on", "", "", "", "A. Reader", "2024-09-01")
    given = {Correction(*base, f"why {number}") for number in range(30)}  # type: ignore[arg-type]
    add(given, path)
    whole = path.read_bytes()
    count, named, whole_or_cut = (50 if torture else 25), 0, 0
    for seed in range(count):
        path.write_bytes(harmed(whole, seed))
        try:
            read = read_corrections(path)
        except TableError as error:
            named += str(path) in str(error)
        else:
            assert set(read) <= given, "a correction that nobody made"
            whole_or_cut += 1
    assert named > count / 2
    assert named + whole_or_cut == count, "each error names the file"
    tally.add("damage to corrections.csv", count, f"{named} named with file and line, 0 corrections that nobody made")


def test_damaged_map_is_refused_or_shown_and_never_a_fault(tmp_path: Path, torture: bool, tally: Tally) -> None:
    path = mapfile.write(tmp_path / "map.geojson", mapfile.features(60))
    whole = path.read_bytes()
    count, refused = (50 if torture else 25), 0
    with open_client(Answers(path, Assets(), FakeOutlines())) as client:
        for seed in range(count):
            path.write_bytes(harmed(whole, seed))
            refused += answered(client)
        path.write_bytes(whole)
        assert answered(client) == 0
    assert refused > count / 2
    tally.add("damage to map.geojson", count, f"{refused} refused in one line, 0 tracebacks")


def test_damaged_geoparquet_is_refused_or_read_as_it_was(tmp_path: Path, torture: bool, tally: Tally) -> None:
    path = tmp_path / "map.parquet"
    whole = export(decode(encode(mapfile.features(300), "2024-08-19"), "map"), "parquet")
    path.write_bytes(whole)
    true = columns(path)
    count, refused = (50 if torture else 25), 0
    for seed in range(count):
        path.write_bytes(harmed(whole, seed))
        try:
            read = columns(path)
        except DataError as error:
            refused += str(error).startswith(f"{path}: ") and len(str(error).splitlines()) == 1
        else:
            assert read == true, "what nobody wrote"
            count -= 1
    assert refused == count > 10, "each error names the file"
    tally.add(
        "damage to a GeoParquet file", 50 if torture else 25, f"{refused} refused in one line, the rest read whole"
    )


def columns(path: Path) -> tuple[object, ...]:
    source = Parquet(path, version_of_file(path))
    return (
        source.rows,
        source.about.as_of,
        source.about.disclaimer,
        *(source.column(name).to_pylist() for name in NAMED),
    )


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make copies in this process, without a flush of each of their hundred files: both have tests of their own."""
    monkeypatch.setattr(pack, "_make_apart", pack.make)
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.mark.usefixtures("at_once")
def test_damaged_geoparquet_is_one_line_to_visitors(tmp_path: Path) -> None:
    path = tmp_path / "map.parquet"
    whole = export(decode(encode(mapfile.features(60), "2024-08-19"), "map"), "parquet")
    with open_client(Answers(path, Assets(), FakeOutlines())) as client:
        for seed in range(4):
            path.write_bytes(harmed(whole, seed))
            assert answered(client) == 1
        path.write_bytes(whole)
        assert answered(client) == 0


@pytest.mark.usefixtures("at_once")
def test_damaged_copy_beside_the_data_is_made_anew(tmp_path: Path, torture: bool, tally: Tally) -> None:
    path = mapfile.write_parquet(tmp_path / "map.parquet", mapfile.features(300))
    true = Store.open(path).rows(Filter(), Listing())
    copy = path.with_name(f".{path.name}.packed")
    kept = tmp_path / "kept"
    shutil.copytree(copy, kept)
    files = sorted(each.name for each in kept.iterdir() if (kept / each).stat().st_size)
    count, anew = (50 if torture else 5), 0
    for seed in range(count):
        name = files[seed * 7 % len(files)]
        (copy / name).write_bytes(harmed((kept / name).read_bytes(), seed))
        same = (copy / name).read_bytes() == (kept / name).read_bytes()
        before = copy.stat().st_ino
        opened = Store.open(path)
        assert opened.rows(Filter(), Listing()) == true
        assert opened.about.as_of == "2024-08-19"
        assert same or copy.stat().st_ino != before, name
        anew += not same
        shutil.rmtree(copy)
        shutil.copytree(kept, copy)
    assert anew > count / 2
    tally.add("damage to the copy beside the data", count, f"{anew} made anew, the rest unharmed, 0 wrong rows")


def test_damaged_cache_is_named_begun_anew_or_true(tmp_path: Path, tally: Tally) -> None:
    path = tmp_path / "cache.sqlite"
    answers = {f"query {number}": {"place": "p" * 200, "lon": number / 7} for number in range(200)}
    with Cache(path) as cache:
        for key, answer in answers.items():
            cache.put(key, answer, 1e6)
    whole = path.read_bytes()
    named = true = 0
    for seed in range(50):
        path.write_bytes(harmed(whole, seed))
        try:
            with Cache(path) as cache:
                named += bool(cache.problem and str(path) in cache.problem)
                found = {key: cache.get(key) for key in answers}
        except CacheError as error:
            named += str(path) in str(error)
            continue
        finally:
            for other in tmp_path.glob("cache.sqlite?*"):
                other.unlink()
        assert all(found[key] in (None, Kept(answer)) for key, answer in answers.items()), "an answer nobody gave"
        true += not cache.problem
    assert named + true == 50
    assert named > 10
    tally.add("damage to the geocoder's cache", 50, f"{named} named and begun anew, {true} gave true answers or none")


def answered(client: TestClient) -> int:
    """Ask for map and list; return 1 where both are refused, 0 where both are answered."""
    answers = [client.get(each) for each in ("/healthz", "/api/list?limit=200", f"/api/map?z=2&b={WORLD}")]
    (status,) = {answer.status_code for answer in answers}
    assert status in (200, 503)
    for answer in answers:
        assert "Traceback" not in answer.text
        assert "/tmp" not in answer.text  # noqa: S108 - where the file is
    return int(status == 503)


def test_index_without_its_note_or_of_another_shape_is_refused(index: Path) -> None:
    (index / "about.json").write_text("[]", encoding="ascii")
    with pytest.raises(GazetteerError):
        Gazetteer(index)
    (index / "sums.json").unlink()
    with pytest.raises(GazetteerError, match="gazetteer build"):
        Gazetteer(index)


def test_map_of_another_contract_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    path.write_text('{"type": "Topology", "version": 99}', encoding="ascii")
    with pytest.raises(DataError):
        read_collection(path)
