"""Work spread over processes: the same results in the same order, whatever the number, and never all items at once."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.errors import DatelineError
from geo.parallel import AHEAD, BATCH, ordered

PLACES = ("Baku", "Yerevan", "Paris, Texas", "Nagorno-Karabakh", "Stepanakert", "Springfield")


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse(number: int) -> int:
    if number == 100:
        raise ValueError("100")
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(ordered(double, range(300), workers)) == [2 * number for number in range(300)]


@pytest.mark.parametrize("workers", [1, 2])
def test_items_are_read_as_they_are_needed(workers: int) -> None:
    items = iter(range(10_000))
    results = ordered(double, items, workers)
    assert next(results) == 0
    assert next(items) <= AHEAD * BATCH * workers
    list(results)


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="100"):
        list(ordered(refuse, range(300), 2))


def test_a_killed_process_is_told_of() -> None:
    with pytest.raises(DatelineError, match="--workers"):
        list(ordered(die, range(300), 2))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "in.jsonl"
    records = [
        {"id": number, "text": f"President Ilham Aliyev met him in {PLACES[number % len(PLACES)]} on Monday. {number}."}
        for number in range(150)
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_annotate_writes_the_same_bytes_for_any_number_of_workers(corpus: Path, tmp_path: Path) -> None:
    outputs = []
    for workers in ("1", "2", "3"):
        output = tmp_path / f"{workers}.jsonl"
        assert main(["annotate", str(corpus), str(output), "--workers", workers]) == 0
        outputs.append(output.read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]
    assert outputs[0].count(b"\n") == 150
    assert b"geonames:587084" in outputs[0]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_bad_line_leaves_the_output_as_it_was(corpus: Path, tmp_path: Path, workers: str) -> None:
    bad, output = tmp_path / "bad.jsonl", tmp_path / "out.jsonl"
    bad.write_text(corpus.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    output.write_text("as it was", encoding="utf-8")
    assert main(["annotate", str(bad), str(output), "--workers", workers]) == 2
    assert output.read_text(encoding="utf-8") == "as it was"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("workers", ["0", "65", "two"])
def test_a_number_of_workers_that_cannot_be_is_refused(workers: str) -> None:
    with pytest.raises(SystemExit):
        main(["annotate", "in", "out", "--workers", workers])
