"""`python -m geo build` as people run it: real files, real exit codes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "data/articles/putin-in-baku.txt"


def geo(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "geo", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_broken_articles_are_named_and_the_others_built(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    shutil.copy(ARTICLE, folder / "good.txt")
    (folder / "binary.txt").write_bytes(b"\x7fELF\x00\xff")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "latin.txt").write_bytes("Genève".encode("latin-1"))
    (folder / "broken.txt").write_text("---\ntitle: [\n---\nText", encoding="utf-8")
    output = tmp_path / "map.geojson"
    done = geo("build", folder, "-o", output)
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert [Path(line.split(": ")[1]).name for line in lines] == ["binary.txt", "broken.txt", "empty.txt", "latin.txt"]
    assert "Traceback" not in done.stderr
    articles = {feature["properties"]["article"] for feature in json.loads(output.read_bytes())["features"]}
    assert articles == {"good", None}


def test_where_no_article_can_be_read_the_old_map_stays(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    output = tmp_path / "map.geojson"
    output.write_text("old", encoding="utf-8")
    done = geo("build", tmp_path / "empty.txt", "-o", output)
    assert done.returncode == 2
    assert "left as it was" in done.stderr
    assert output.read_text(encoding="utf-8") == "old"


def test_missing_input_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    for arguments in (
        ["build", tmp_path / "nowhere"],
        ["build", tmp_path],
        ["build", "--milestones", tmp_path / "none.csv"],
    ):
        done = geo(*arguments, "-o", tmp_path / "map.geojson")
        assert done.returncode == 2
        assert done.stderr.startswith("error: ")
        assert len(done.stderr.splitlines()) == 1
        assert str(tmp_path) in done.stderr
    assert not (tmp_path / "map.geojson").exists()


def test_two_articles_with_one_id_are_told_apart(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md"):
        (tmp_path / name).write_text("Talks in Oslo\nThey met in Oslo.\n", encoding="utf-8")
    done = geo("build", tmp_path, "-o", tmp_path / "map.geojson")
    assert done.returncode == 2
    assert "a.txt: another article has the id a already; rename one of the two" in done.stderr


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = geo("build", ARTICLE, "-o", tmp_path / "file" / "map.geojson")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert str(tmp_path) in done.stderr


def test_second_build_takes_what_the_first_has_done_and_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second, fresh = (tmp_path / name for name in ("1.geojson", "2.geojson", "3.geojson"))
    assert geo("build", ARTICLE, "-o", first).returncode == 0
    again = geo("build", ARTICLE, "-o", second)
    assert "1 of them done before" in again.stderr
    assert "done before" not in geo("build", ARTICLE, "-o", fresh, "--fresh").stderr
    assert first.read_bytes() == second.read_bytes() == fresh.read_bytes()


def write_articles(folder: Path, count: int) -> None:
    """Write articles that differ in their last sentence."""
    folder.mkdir()
    text = ARTICLE.read_text("utf-8")[:2000]
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"{text}\nThis is number {number}.\n", encoding="utf-8")


def workers_of(process: int) -> list[int]:
    return [child.pid for child in psutil.Process(process).children() if "spawn_main" in " ".join(child.cmdline())]


def begin(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "geo", "build", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "waited for a minute"
        time.sleep(0.02)


def kept(resume: Path) -> int:
    """Return how many articles are done."""
    if not resume.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{resume}?mode=ro", uri=True)) as opened:
            return int(opened.execute("SELECT count(*) FROM finished").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # the table is not there yet


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", 12)
    shard = "".join(
        json.dumps({"id": path.stem + "-again", "text": path.read_text("utf-8")}) + "\n"
        for path in sorted((tmp_path / "articles").iterdir())
    )
    (tmp_path / "articles" / "shard.jsonl").write_text(shard + "broken\n", encoding="utf-8")
    made = []
    for workers in (1, 2, 3):
        output = tmp_path / f"{workers}.geojson"
        resume = tmp_path / f"{workers}.sqlite"
        done = geo("build", tmp_path / "articles", "-o", output, "--workers", str(workers), "--resume", resume)
        assert done.returncode == 2
        assert "shard.jsonl: line 13: not a JSON object" in done.stderr
        assert "from 24 articles" in done.stderr
        made.append(output.read_bytes())
    assert made[0] == made[1] == made[2]


def test_build_that_was_killed_goes_on_where_it_was_and_gives_the_same_bytes(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", 300)
    output, resume = tmp_path / "map.geojson", tmp_path / "build.sqlite"
    with begin(tmp_path / "articles", "-o", output, "--workers", "2", "--resume", resume) as process:
        wait_for(lambda: kept(resume) >= 5)
        workers = workers_of(process.pid)
        assert len(workers) == 2
        os.kill(process.pid, signal.SIGKILL)
    assert not output.exists()
    wait_for(lambda: not any(map(psutil.pid_exists, workers)))
    before = kept(resume)
    assert 5 <= before < 300
    again = geo("build", tmp_path / "articles", "-o", output, "--workers", "2", "--resume", resume)
    assert again.returncode == 0
    assert f"from 300 articles, {before} of them done before" in again.stderr
    assert kept(resume) == 300
    whole = geo("build", tmp_path / "articles", "-o", tmp_path / "whole.geojson", "--resume", tmp_path / "2.sqlite")
    assert "done before" not in whole.stderr
    assert output.read_bytes() == (tmp_path / "whole.geojson").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".tmp") == []


def test_worker_that_is_killed_is_named_with_its_article_and_nothing_is_lost(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", 300)
    output, resume = tmp_path / "map.geojson", tmp_path / "build.sqlite"
    with begin(tmp_path / "articles", "-o", output, "--workers", "2", "--resume", resume) as process:
        wait_for(lambda: kept(resume) >= 3)
        # The one that worked longest is the one that has begun; the other may still be starting.
        worker = max(workers_of(process.pid), key=lambda pid: sum(psutil.Process(pid).cpu_times()))
        os.kill(worker, signal.SIGKILL)
        said = process.communicate(timeout=100)[1]
    assert process.returncode == 0
    assert re.search(rf"worker \d \(process {worker}\) was killed by SIGKILL while it read .*/\d\d\d\.txt; ", said)
    assert "from 300 articles" in said
    articles = {feature["properties"]["article"] for feature in json.loads(output.read_bytes())["features"]}
    assert len(articles - {None}) == 300


def test_progress_tells_rate_and_time_left(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", 600)
    done = geo("build", tmp_path / "articles", "-o", tmp_path / "map.geojson", "--resume", tmp_path / "b.sqlite")
    assert re.search(r"^\d+ of 600 articles \(\d+ %\), \d+\.\d a second, \d+ s left$", done.stderr, re.MULTILINE)


def test_number_of_workers_is_checked(tmp_path: Path) -> None:
    for given in ("0", "-1", "two", "9999"):
        done = geo("build", "-o", tmp_path / "map.geojson", "--workers", given)
        assert done.returncode == 2
        assert f"{given}: not a number from 1 to 1024" in done.stderr


def test_older_geoparquet_beside_a_small_map_is_spoken_of(tmp_path: Path) -> None:
    (tmp_path / "map.parquet").write_bytes(b"")
    done = geo("build", ARTICLE, "-o", tmp_path / "map.geojson")
    assert done.returncode == 0
    assert f"warning: {tmp_path}/map.parquet was not written by this build" in done.stderr


def test_help_of_every_command_is_printed() -> None:
    for command in ("build", "geocode", "annotate", "gazetteer"):
        assert geo(command, "--help").returncode == 0
