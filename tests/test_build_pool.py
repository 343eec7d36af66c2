"""Reading in several processes: the order of the results, and what becomes of workers that die or hang."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from geo.build.items import Item
from geo.build.pool import WINDOW, Pool
from geo.build.work import Result
from geo.errors import WorkerError


def opens(folder: Path) -> Callable[[Item], Result]:
    """Return work whose problem is the item's path; what the path says may happen before."""

    def work(item: Item) -> Result:
        if item.path == "slow":
            time.sleep(0.3)
        if item.path == "hangs":
            time.sleep(600)
        if item.path == "deadly" or (item.path == "unlucky" and not (folder / "died").exists()):
            (folder / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if item.path == "exits":
            os._exit(7)
        return Result(None, item.path)

    return work


def never_opens() -> Callable[[Item], Result]:
    raise SystemExit(3)


def run(folder: Path, paths: list[str], workers: int = 2, limit: float = 60.0) -> tuple[list[str | None], list[str]]:
    said: list[str] = []
    pool = Pool(workers, partial(opens, folder), said.append, limit)
    return [result.problem for _, result in pool.run(Item(path, "") for path in paths)], said


def test_results_come_in_the_order_of_the_items(tmp_path: Path) -> None:
    paths = ["slow", *map(str, range(WINDOW + 50)), "slow", "end"]
    assert run(tmp_path, paths, workers=3) == (paths, [])


def test_no_items_give_no_results(tmp_path: Path) -> None:
    assert run(tmp_path, []) == ([], [])


def test_article_of_a_worker_that_was_killed_is_read_again(tmp_path: Path) -> None:
    paths = ["a", "b", "unlucky", *map(str, range(20))]
    results, said = run(tmp_path, paths)
    assert results == paths
    assert len(said) == 1
    assert said[0].startswith("worker ")
    assert "was killed by SIGKILL while it read unlucky; the article is read again" in said[0]


def test_article_that_kills_two_workers_is_left_out_and_the_others_are_read(tmp_path: Path) -> None:
    paths = ["a", "deadly", "b", "exits", "c"]
    for workers in (1, 2):
        results, said = run(tmp_path, paths, workers)
        assert [results[0], results[2], results[4]] == ["a", "b", "c"]
        assert results[1] is not None
        assert results[1].startswith("deadly: worker ")
        assert "was killed by SIGKILL while it read deadly, as one did before; it is left out" in results[1]
        assert results[3] is not None
        assert "ended with code 7" in results[3]
        assert len(said) == 2


def test_article_that_takes_too_long_is_left_out(tmp_path: Path) -> None:
    results, said = run(tmp_path, ["a", "hangs", "b"], limit=1.0)
    assert results == ["a", "hangs: reading it took more than 1 s; it is left out, remove or mend it", "b"]
    assert said == []


def test_worker_that_cannot_begin_ends_the_build() -> None:
    pool = Pool(1, never_opens, str)
    with pytest.raises(WorkerError, match=r"worker 1 \(process \d+\) ended with code 3 before it could begin"):
        list(pool.run([Item("a", "")]))
