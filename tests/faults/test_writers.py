"""Several processes that write one file at once: nothing is lost, nothing is half."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo.atomic import write_bytes
from geo.corrections import Correction, add, read_corrections
from tests.tally import Tally

BASE = ("mention", "accept", "here", "talks", "Oslo", "in ", " on", "", "", "", "A. Reader", "2024-09-01")


def correct(path: Path, writer: int, count: int) -> None:
    for number in range(count):
        add([Correction(*BASE, f"{writer} {number}")], path)  # type: ignore[arg-type]


def save(path: Path, writer: int, count: int) -> None:
    for _ in range(count):
        write_bytes(path, bytes([writer]) * 200_000)


def at_once(work: Callable[..., None], path: Path, writers: int, count: int) -> None:
    context = multiprocessing.get_context("spawn")
    processes: list[Any] = [context.Process(target=work, args=(path, number, count)) for number in range(writers)]
    for each in processes:
        each.start()
    for each in processes:
        each.join(240)
    assert [each.exitcode for each in processes] == [0] * writers


def test_corrections_of_eight_processes_are_all_kept(tmp_path: Path, torture: bool, tally: Tally) -> None:
    path = tmp_path / "corrections.csv"
    writers, count = (8, 125) if torture else (4, 10)
    at_once(correct, path, writers, count)
    assert len(read_corrections(path)) == writers * count
    tally.add("corrections at once", writers * count, f"{writers} processes, 0 lost")


def test_saves_of_one_file_at_once_end_with_one_of_them_whole(tmp_path: Path, torture: bool, tally: Tally) -> None:
    path = tmp_path / "map.geojson"
    writers, count = (8, 60) if torture else (3, 15)
    at_once(save, path, writers, count)
    content = path.read_bytes()
    assert content == content[:1] * 200_000
    assert list(tmp_path.iterdir()) == [path]
    tally.add("saves at once", writers * count, f"{writers} processes, all done, the last one whole")
