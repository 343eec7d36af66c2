"""`geo build --engine dask` on a scheduler and two workers, all of them processes of their own on 127.0.0.1."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.__main__ import main
from geo.parquet import SCHEMA
from geo.retold import with_shared_events

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "data/articles/putin-in-baku.txt").read_text("utf-8")[:2000]
STAY = ("Spain's Lena Ruiz arrived in Lima on 2 July 2024.", "Lena Ruiz of Spain held talks in Lima on 3 July 2024.")
DEADLY = "This sentence ends the process that reads it."
PRELOAD = f"""
import os, signal
from geo.build import work
reads = work.__dict__.setdefault("reads", work.features_of)  # dask runs this twice
def features_of(article, reference):
    if {DEADLY!r} in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return reads(article, reference)
work.features_of = features_of
"""


class Cluster:
    """A scheduler and two workers, each with the nanny that starts it again."""

    def __init__(self, folder: Path) -> None:
        """Start them; `folder` takes their files."""
        self._folder = folder
        about = folder / "scheduler.json"
        self._processes = [self._start("scheduler", "--port", "0", "--scheduler-file", str(about))]
        _wait_for(about.exists)
        self.address = json.loads(about.read_text("utf-8"))["address"]
        preload = folder / "preload.py"
        preload.write_text(PRELOAD, encoding="utf-8")
        options = ("--nthreads", "1", "--local-directory", str(folder), "--preload", str(preload))
        self._nannies = [self._start("worker", self.address, *options) for _ in range(2)]

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
        # Two deaths of a part's workers are enough for it to be halved; the default is four.
        settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        with (self._folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen(
                [*command, "--host", "127.0.0.1", "--no-dashboard"],
                cwd=ROOT,
                env=os.environ | settings,
                stdout=log,
                stderr=log,
            )

    def worker(self) -> int:
        """Return the id of a process that reads."""
        children = psutil.Process(self._nannies[0].pid).children()
        return next(each.pid for each in children if "spawn_main" in " ".join(each.cmdline()))

    def close(self) -> None:
        """End them all: a nanny that is only asked to end waits for its worker."""
        for process in (*self._nannies, *self._processes):
            below = psutil.Process(process.pid).children(recursive=True)
            process.kill()
            process.wait(timeout=30)
            for child in below:
                if child.is_running():
                    child.kill()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    yield started
    started.close()


def _wait_for(condition: Any) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "waited for a minute"
        time.sleep(0.02)


def begin(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "geo", "build", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def geo(*arguments: str | Path) -> tuple[int, str]:
    """Build; return the exit code and what was said."""
    with begin(*arguments) as process:
        said = process.communicate(timeout=120)[1]
    return process.returncode, said


def on_cluster(cluster: Cluster, *arguments: str | Path) -> tuple[str | Path, ...]:
    return (*arguments, "--engine", "dask", "--scheduler", cluster.address)


def write_input(folder: Path) -> None:
    """Write files and a shard, of which one file is empty and one line is broken."""
    folder.mkdir()
    for number in range(8):
        (folder / f"{number:02}.txt").write_text(f"{TEXT}\nNumber {number}.\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    records = [
        {"id": f"r{each}", "text": f"{TEXT}\nƏ {each}. {STAY[each % 2]}", "published": f"2024-08-{each + 1:02}"}
        for each in range(8)
    ]
    lines = [json.dumps(each, ensure_ascii=False) for each in records]
    (folder / "shard.jsonl").write_text("\n".join([*lines[:5], "{broken", "", *lines[5:]]), encoding="utf-8")


def rows(path: Path) -> dict[str, dict[str, Any]]:
    """Return the Features by id, without the geometries of lines, which a cluster leaves to their id."""
    table: pa.Table = pq.read_table(path, columns=[name for name in SCHEMA.names if name != "geometry"])
    found = {row["id"]: row for row in table.to_pylist()}
    assert len(found) == table.num_rows
    return found


def test_cluster_gives_the_same_but_for_shared_events_though_a_worker_is_killed(
    cluster: Cluster, tmp_path: Path
) -> None:
    write_input(tmp_path / "in")
    output = tmp_path / "map.parquet"
    build = on_cluster(cluster, tmp_path / "in", "-o", output, "--part-bytes", "6000")
    with begin(*build) as process:
        _wait_for(lambda: list(output.glob("part-*.parquet")))
        os.kill(cluster.worker(), signal.SIGKILL)
        said = process.communicate(timeout=120)[1]
    assert process.returncode == 2
    errors = sorted(line for line in said.splitlines() if line.startswith("error: "))
    assert len(errors) == 2
    assert "in/empty.txt: empty; put the article's text in it" in errors[0]
    assert "in/shard.jsonl: byte " in errors[1]
    code, here = geo(tmp_path / "in", "-o", tmp_path / "local.parquet", "--resume", tmp_path / "b.sqlite")
    assert code == 2
    assert "from 16 articles" in here
    assert "from 16 articles" in said
    apart, local = rows(output), rows(tmp_path / "local.parquet")
    told = with_shared_events([{"id": name, "properties": row} for name, row in apart.items()])
    assert apart != local
    assert {feature["id"]: feature["properties"] for feature in told} == local
    about = json.loads((output / "_dateline.json").read_text("utf-8"))
    assert sorted(path.name for path in output.iterdir()) == sorted(["_dateline.json", *about["parts"]])
    assert len(about["parts"]) > 5
    assert len(geopandas.read_parquet(output)) == about["features"]
    code, again = geo(*build)
    assert code == 2
    assert "from 16 articles, 16 of them done before" in again
    assert sorted(line for line in again.splitlines() if line.startswith("error: ")) == errors


def test_article_that_kills_its_workers_is_named_and_the_others_are_read(cluster: Cluster, tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(4):
        text = f"{TEXT}\n{DEADLY if number == 2 else 'Harmless.'}\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    code, said = geo(*on_cluster(cluster, str(folder / "*.txt"), "-o", f"file://{output}"))
    assert code == 2
    errors = [line for line in said.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert errors[0].startswith(f"error: {folder}/2.txt: KilledWorker: ")
    assert {row["article"] for row in rows(output).values()} == {None, "0", "1", "3"}


def test_parts_of_an_earlier_input_are_removed(cluster: Cluster, tmp_path: Path) -> None:
    output = tmp_path / "out"
    here = ("--engine", "dask", "--workers", "1")
    for name, where in (("a", ("--engine", "dask", "--scheduler", cluster.address)), ("b", here)):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        code, said = geo(tmp_path / name, "-o", output, *where)
        assert code == 0, said
        assert {row["article"] for row in rows(output).values()} == {None, name}


@pytest.mark.parametrize(
    ("articles", "output", "expected"),
    [("in", "out", "in: no articles"), ("in", "map.geojson", "give -o FOLDER")],
)
def test_what_does_not_hold_is_one_line(
    articles: str, output: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / articles).mkdir()
    assert main(["build", str(tmp_path / articles), "-o", str(tmp_path / output), "--engine", "dask"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert len(said.splitlines()) == 1
    assert expected in said


def test_scheduler_that_does_not_answer_is_named(tmp_path: Path) -> None:
    article = ROOT / "data/articles/putin-in-baku.txt"
    code, said = geo(article, "-o", tmp_path / "out", "--engine", "dask", "--scheduler", "nowhere")
    assert code == 2
    assert said.startswith("error: nowhere: no scheduler with a worker")
    assert len(said.splitlines()) == 1
