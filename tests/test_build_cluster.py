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

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "data/articles/putin-in-baku.txt").read_text("utf-8")[:2000]
STAY = ("Spain's Lena Ruiz arrived in Lima on 2 July 2024.", "Lena Ruiz of Spain held talks in Lima on 3 July 2024.")
DEADLY = "This sentence ends the process that reads it."
PRELOAD = f"""
import os, signal
from geo.build import join, work
reads = work.__dict__.setdefault("reads", work.features_of)  # dask runs this twice
joins = join.__dict__.setdefault("joins", join.apply_events)
def features_of(article, reference):
    if {DEADLY!r} in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return reads(article, reference)
def apply_events(given, number):
    try:
        os.unlink({{order!r}})
    except FileNotFoundError:
        return joins(given, number)
    os.kill(os.getpid(), signal.SIGKILL)
work.features_of = features_of
join.apply_events = apply_events
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
        self.order = folder / "die"
        """A file: the worker that is the next to write joined events removes it and dies."""
        preload.write_text(PRELOAD.format(order=str(self.order)), encoding="utf-8")
        options = ("--nthreads", "1", "--local-directory", str(folder), "--preload", str(preload))
        self._nannies = [self._start("worker", self.address, *options) for _ in range(2)]

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
        # One death is enough for all that the worker had before it to be blamed; the default is four.
        settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
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


class Builds:
    """Builds in this process."""

    def __init__(self, cluster: Cluster, said: pytest.CaptureFixture[str], resume: Path) -> None:
        self._cluster = cluster
        self._said = said
        self._resume = resume

    def cluster(self, *arguments: str | Path) -> tuple[int, str]:
        """Build on the cluster; return the exit code and what was said."""
        return self._build(*on_cluster(self._cluster, *arguments))

    def local(self, *arguments: str | Path) -> tuple[int, str]:
        """Build on this machine, in one process."""
        return self._build(*arguments, "--resume", self._resume, "--workers", "1")

    def _build(self, *arguments: str | Path) -> tuple[int, str]:
        self._said.readouterr()
        return main(["build", *map(str, arguments)]), self._said.readouterr().err


@pytest.fixture
def builds(cluster: Cluster, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Builds:
    return Builds(cluster, capsys, tmp_path / "build.sqlite")


def errors_of(said: str) -> list[str]:
    return sorted(line for line in said.splitlines() if line.startswith("error: "))


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


def test_cluster_gives_the_same_though_workers_are_killed(cluster: Cluster, builds: Builds, tmp_path: Path) -> None:
    write_input(tmp_path / "in")
    output = tmp_path / "map.parquet"
    cluster.order.touch()
    arguments = (tmp_path / "in", "-o", output, "--part-bytes", "6000")
    with begin(*on_cluster(cluster, *arguments)) as process:
        _wait_for(lambda: list(output.glob("part-*.parquet")))
        os.kill(cluster.worker(), signal.SIGKILL)
        said = process.communicate(timeout=120)[1]
    assert process.returncode == 2
    assert "warning: a worker was killed; what it did is done again" in said
    assert not cluster.order.exists()
    errors = errors_of(said)
    assert len(errors) == 2
    assert "in/empty.txt: empty; put the article's text in it" in errors[0]
    assert "in/shard.jsonl: byte " in errors[1]
    code, here = builds.local(tmp_path / "in", "-o", tmp_path / "local.parquet")
    assert code == 2
    assert "from 16 articles" in here
    assert "from 16 articles" in said
    assert rows(output) == rows(tmp_path / "local.parquet")
    about = json.loads((output / "_dateline.json").read_text("utf-8"))
    assert sorted(path.name for path in output.iterdir()) == sorted(["_dateline.json", "_told", *about["parts"]])
    assert len(about["parts"]) > 5
    assert len(geopandas.read_parquet(output)) == about["features"]
    # Parts that a dead worker had before it were read in halves; the next build reads them whole.
    builds.cluster(*arguments)
    assert rows(output) == rows(tmp_path / "local.parquet")
    written = {path: path.stat().st_mtime_ns for path in output.glob("part-0*")}
    code, again = builds.cluster(*arguments)
    assert code == 2
    assert "from 16 articles, 16 of them done before" in again
    assert errors_of(again) == errors
    assert {path: path.stat().st_mtime_ns for path in output.glob("part-0*")} == written


def test_events_and_ids_are_those_of_the_whole_input_of_each_build(builds: Builds, tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    arguments = (folder, "-o", output, "--part-bytes", "200")

    def event(article: str) -> str:
        found = {row["event"] for row in rows(output).values() if row["article"] == article and row["kind"] == "visit"}
        assert len(found) == 1
        return str(found.pop())

    def built() -> list[str]:
        """Build on the cluster and here; return the errors, which are the same."""
        code, said = builds.cluster(*arguments)
        _, here = builds.local(folder, "-o", tmp_path / "local.parquet")
        errors = [line.partition(": another")[2] for line in errors_of(said)]
        assert errors == [line.partition(": another")[2] for line in errors_of(here)]
        assert code == (2 if errors else 0)
        assert rows(output) == rows(tmp_path / "local.parquet")
        return errors

    def write(shard: str, article: str, published: str) -> None:
        record = {"id": article, "text": f"{STAY[0]} {article}", "published": published}
        (folder / f"{shard}.jsonl").write_text(json.dumps(record), encoding="utf-8")

    write("b", "second", "2024-08-02")
    write("c", "third", "2024-08-03")
    assert built() == []
    alone = event("second")
    assert event("third") == alone
    write("a", "first", "2024-08-01")
    assert built() == []
    assert event("first") == event("second") == event("third")
    (folder / "a.jsonl").unlink()
    (folder / "c.jsonl").unlink()
    write("d", "second", "2024-08-04")
    assert len(built()) == 1
    assert event("second") == alone
    assert {row["published"] for row in rows(output).values() if row["article"]} == {"2024-08-02"}


def test_article_that_kills_its_workers_is_named_and_the_others_are_read(builds: Builds, tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(4):
        text = f"{STAY[0]} {DEADLY if number == 2 else 'Harmless.'}\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    code, said = builds.cluster(str(folder / "*.txt"), "-o", f"file://{output}")
    assert code == 2
    errors = errors_of(said)
    assert len(errors) == 1
    assert errors[0].startswith(f"error: {folder}/2.txt: KilledWorker: ")
    assert {row["article"] for row in rows(output).values()} == {None, "0", "1", "3"}


def test_parts_of_an_earlier_input_are_removed(builds: Builds, tmp_path: Path) -> None:
    output = tmp_path / "out"
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(STAY[0], encoding="utf-8")
        code, said = builds.cluster(tmp_path / name, "-o", output)
        assert code == 0, said
        assert {row["article"] for row in rows(output).values()} == {None, name}
    assert len(list((output / "_told").glob("part-*"))) == 2


def test_without_a_scheduler_it_starts_workers_here(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STAY[0], encoding="utf-8")
    command = (tmp_path / "a.txt", "-o", tmp_path / "out", "--engine", "dask", "--workers", "1")
    assert main(["build", *map(str, command)]) == 0
    assert {row["article"] for row in rows(tmp_path / "out").values()} == {None, "a"}


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


def test_scheduler_that_does_not_answer_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = ROOT / "data/articles/putin-in-baku.txt"
    command = ["build", str(article), "-o", str(tmp_path / "out"), "--engine", "dask", "--scheduler", "nowhere"]
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: nowhere: no scheduler with a worker")
    assert len(said.splitlines()) == 1
