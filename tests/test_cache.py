"""What is kept, for how long, whose turn it is, and what becomes of a damaged file."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from fakes.geocoder import FakeClock

from geo.cache import MAX_HOLD_S, MAX_PAUSE_S, Cache, Clock, Kept
from geo.errors import CacheError

ANSWER = {"place": "Xankəndi", "lon": 46.75, "lat": 39.82}


def test_answer_and_not_found_are_kept_apart_from_nothing(cache: Cache) -> None:
    cache.put("a", ANSWER, 60)
    cache.put("b", None, 60)
    assert cache.get("a") == Kept(ANSWER)
    assert cache.get("b") == Kept(None)
    assert cache.get("c") is None


def test_answer_lasts_its_own_lifetime(cache: Cache, fake_clock: FakeClock) -> None:
    cache.put("found", ANSWER, 30)
    cache.put("missing", None, 10)
    fake_clock.time += 20
    assert cache.get("missing") is None
    assert cache.get("found") == Kept(ANSWER)
    fake_clock.time += 10
    assert cache.get("found") is None


def test_answer_survives_the_process(tmp_path: Path) -> None:
    with Cache(tmp_path / "cache.sqlite") as cache:
        cache.put("a", ANSWER, 60)
    with Cache(tmp_path / "cache.sqlite") as cache:
        assert cache.get("a") == Kept(ANSWER)
        assert cache.problem is None


def test_turns_are_an_interval_apart(cache: Cache, fake_clock: FakeClock) -> None:
    starts: list[float] = []
    for _ in range(4):
        with cache.turn(1.0, 10.0) as turn:
            starts.append(fake_clock.now())
            turn.spent = True
            fake_clock.time += 0.25  # the request travels
    gaps = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert all(1.25 <= gap < 1.36 for gap in gaps)


def test_unused_turn_costs_nothing(cache: Cache, fake_clock: FakeClock) -> None:
    for _ in range(5):
        with cache.turn(1.0, 10.0):
            pass
    assert fake_clock.slept == []


def test_turn_ends_with_an_error_too(cache: Cache, fake_clock: FakeClock) -> None:
    with pytest.raises(ZeroDivisionError), cache.turn(1.0, 10.0):
        raise ZeroDivisionError
    with cache.turn(1.0, 10.0):
        assert fake_clock.slept == []


def test_clock_set_back_does_not_stop_the_turns(cache: Cache, fake_clock: FakeClock) -> None:
    with cache.turn(1.0, 10.0) as turn:
        turn.spent = True
    fake_clock.time -= 30 * 86_400
    with cache.turn(1.0, 10.0):
        assert sum(fake_clock.slept) < 2


def test_turn_held_too_long_is_refused(cache: Cache) -> None:
    with pytest.raises(CacheError, match="cannot hold"), cache.turn(1.0, MAX_HOLD_S + 1):
        pass


def test_turn_of_a_killed_process_runs_out(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    program = (
        "import sys, time; from pathlib import Path; from geo.cache import Cache\n"
        "with Cache(Path(sys.argv[1])).turn(0.1, 1.0) as turn:\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        began = time.monotonic()
        os.kill(process.pid, signal.SIGKILL)
    with Cache(path) as cache, cache.turn(0.1, 1.0):
        assert 0.5 < time.monotonic() - began < 2.0


def test_only_one_thread_holds_the_turn(tmp_path: Path) -> None:
    holders = 0
    most = 0

    def work(cache: Cache) -> None:
        nonlocal holders, most
        for _ in range(5):
            with cache.turn(0.01, 10.0) as turn:
                turn.spent = True
                holders += 1
                most = max(most, holders)
                time.sleep(0.002)
                holders -= 1

    with Cache(tmp_path / "c.sqlite") as one, Cache(tmp_path / "c.sqlite") as other:
        threads = [threading.Thread(target=work, args=(cache,)) for cache in (one, other) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == 1


def test_pause_is_seen_by_others_and_ends(tmp_path: Path, fake_clock: FakeClock) -> None:
    path, times = tmp_path / "cache.sqlite", Clock(fake_clock.now, fake_clock.sleep)
    with Cache(path, times) as one, Cache(path, times) as other:
        one.pause("nominatim", 90)
        assert other.paused("nominatim") == 90
        assert other.paused("photon") == 0
        fake_clock.time += 90
        assert other.paused("nominatim") == 0


def test_pause_of_a_century_is_cut_to_a_day(cache: Cache) -> None:
    cache.pause("nominatim", 1e10)
    assert cache.paused("nominatim") == MAX_PAUSE_S


@pytest.mark.parametrize(
    "content", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000], ids=["text", "head"]
)
def test_damaged_file_is_named_kept_beside_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    with Cache(path) as cache:
        assert cache.problem is not None
        assert str(path) in cache.problem
        cache.put("a", ANSWER, 60)
        assert cache.get("a") == Kept(ANSWER)
    assert (tmp_path / "cache.sqlite.damaged").read_bytes() == content


def test_fifty_corruptions_give_the_true_answer_or_none(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    answers = {f"query {number}": {"place": "p" * 200, "lon": number / 7} for number in range(200)}
    with Cache(path) as cache:
        for key, answer in answers.items():
            cache.put(key, answer, 1e6)
        cache.pause("nominatim", 100)
    whole = path.read_bytes()
    outcomes: dict[str, int] = {"refused": 0, "rebuilt": 0, "read": 0}
    for seed in range(50):
        chance = random.Random(seed)  # noqa: S311 - the same corruptions in each run
        content = bytearray(whole)
        if seed % 5 == 0:
            del content[chance.randrange(len(content)) :]
        else:
            start = chance.randrange(100 if seed % 5 == 1 else len(content))
            content[start : start + 64] = chance.randbytes(min(64, len(content) - start))
        path.write_bytes(content)
        outcomes[_outcome(path, answers)] += 1
    assert sum(outcomes.values()) == 50
    assert outcomes["rebuilt"] > 10


def _outcome(path: Path, answers: dict[str, dict[str, object]]) -> str:
    try:
        with Cache(path) as cache:
            kept = {key: cache.get(key) for key in answers}
            assert 0 <= cache.paused("nominatim") <= MAX_PAUSE_S
            with cache.turn(0.0, 1.0):
                pass
    except CacheError as error:
        return "refused" if str(path) in str(error) else "refused without a name"
    for key, found in kept.items():
        assert found is None or found.answer == answers[key]
    return "rebuilt" if cache.problem else "read"


def test_changed_digit_in_a_row_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with Cache(path) as cache:
        cache.put("a", ANSWER, 1e6)
    content = path.read_bytes()
    assert content.count(b"46.75") == 1
    path.write_bytes(content.replace(b"46.75", b"16.75"))
    with Cache(path) as cache:
        assert cache.get("a") is None


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE places (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CacheError, match=r"places\.db.*another file"):
        Cache(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheError, match="folder"):
        Cache(_folder(tmp_path))
    with pytest.raises(CacheError, match="below"):
        Cache(tmp_path / "file" / "below")


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


def test_damage_during_a_run_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with Cache(path) as cache:
        connection = sqlite3.connect(path)
        connection.execute("DROP TABLE answers")
        connection.close()
        with pytest.raises(CacheError, match=r"cache\.sqlite: no such table"):
            cache.get("a")


def test_processes_that_open_a_damaged_file_at_once_keep_one_new_file(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(b"damaged" * 100)
    program = (
        "import sys; from pathlib import Path; from geo.cache import Cache\n"
        "with Cache(Path(sys.argv[1])) as cache: cache.put(sys.argv[2], {}, 60); print(cache.problem or '')\n"
    )
    commands = [[sys.executable, "-c", program, str(path), str(number)] for number in range(4)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    said = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert len([line for line in said if line]) == 1
    with Cache(path) as cache:
        assert all(cache.get(str(number)) == Kept({}) for number in range(4))
    assert (tmp_path / "cache.sqlite.damaged").read_bytes() == b"damaged" * 100
