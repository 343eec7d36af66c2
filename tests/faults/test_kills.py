"""A process that is killed at any moment: the old file or the new one, whole; the next run gives the same bytes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.corrections import read_corrections
from geo.corrections.table import COLUMNS
from tests.tally import Tally

ROOT = Path(__file__).parents[2]
STRAY = ".dateline-*.tmp"
MOST_TRIES = 5
"""Of a kill: a machine that others use may have ended a build before it comes."""

BUILD = """
import sys
import geo.build
from geo.__main__ import main

def work(word):
    output, workers = word.split()
    if main(["build", sys.argv[1], "-o", output, "--workers", workers, "--resume", sys.argv[2]]):
        raise SystemExit(2)
"""
CORRECT = """
import sys
from pathlib import Path
from geo.corrections import Correction, add
base = ("mention", "accept", "here", "talks", "Oslo", "in ", " on", "", "", "", "A. Reader", "2024-09-01")

def work(number):
    for each in range(200):
        add([Correction(*base, f"{number} {each}")], Path(sys.argv[1]))
"""
UPLOAD = """
import sys
from pathlib import Path
from geo.intake import from_text, keep
# Of sizes that are all different, so that few are compared with one another.
texts = [f"Talks {each} in Oslo\\n" + "They met in Lima. " * (400 + 400 * each) for each in range(25)]
articles = [from_text(each).article for each in texts]

def work(number):
    for each in articles:
        keep(each, Path(sys.argv[1]))
"""
FORKS = """
import os, signal
while True:
    line = sys.stdin.readline()
    if not line:
        break
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        work(line.strip())
        os._exit(0)
    print(child, flush=True)
    sys.stdin.readline()
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Does its work in a child for each line that comes, says the child's number, and after one more line how it ended.

Until then the number is the child's also when it has ended: no other process is killed.
"""


class Forks:
    """A program that has done its imports, and whose children are killed: a start a kill would take a second."""

    def __init__(self, program: str, *arguments: object) -> None:
        command = [sys.executable, "-c", program + FORKS, *map(str, arguments)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def killed(self, word: object, seconds: float | None) -> bool:
        """Have a child work, kill it after so long unless that is null, and tell whether it was still at work."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        assert status in (0, signal.SIGKILL)
        return status != 0

    def end(self) -> None:
        """Let it go."""
        self._process.communicate(timeout=60)
        assert self._process.returncode == 0


def strays(folder: Path) -> list[Path]:
    return [*folder.glob(STRAY), *folder.glob("*.tmp")]


@pytest.fixture
def chance() -> random.Random:
    return random.Random(3)  # noqa: S311 - the same moments in each run


def test_build_that_is_killed_leaves_the_old_map_or_the_new_one(
    tmp_path: Path, torture: bool, chance: random.Random, tally: Tally
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(12):
        text = f"Talks in Oslo {number}\nPresident Anna Berg arrived in Lima on {number + 1} March 2024.\n"
        (articles / f"{number}.txt").write_text(text + "She met the mayor of Bergen in Oslo.\n" * 20, "utf-8")
    output, resume = tmp_path / "out/map.geojson", tmp_path / "done/build.sqlite"
    forks = Forks(BUILD, articles, resume)
    old = b"the old map"

    def begun_anew() -> None:
        for folder in (output.parent, resume.parent):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        output.write_bytes(old)

    def built(word: str) -> float:
        began = time.monotonic()
        assert not forks.killed(word, None)
        return time.monotonic() - began

    # The first build reads from the disk what the others find in memory.
    for workers in (1, 2):
        begun_anew()
        whole = built(f"{output} {workers}")
    new = output.read_bytes()
    count, during, tried = (100 if torture else 3), 0, 0
    while during < count:
        tried += 1
        assert tried <= MOST_TRIES * count, "hardly a build was at work when it was killed"
        begun_anew()
        word = f"{output} {1 + tried % 2}"
        during += forks.killed(word, chance.uniform(0, whole))
        assert output.read_bytes() in (old, new)
        # What others do with the machine changes by the minute.
        whole = max(built(word), 0.95 * whole)
        assert output.read_bytes() == new
        assert strays(output.parent) == []
        assert strays(resume.parent) == []
    forks.end()
    tally.add("kills of a build", during, "at work; old or new map, the same bytes after, 0 strays")


def test_correction_that_is_killed_leaves_every_earlier_one(
    tmp_path: Path, torture: bool, chance: random.Random, tally: Tally
) -> None:
    path = tmp_path / "corrections.csv"
    forks = Forks(CORRECT, path)
    count, during, tried, before = (100 if torture else 10), 0, 0, 0
    while during < count:
        tried += 1
        assert tried <= MOST_TRIES * count
        during += forks.killed(tried, chance.uniform(0.0, 0.15))
        held = read_corrections(path)
        assert len(held) >= before, "what was said stays"
        assert not path.exists() or path.read_text("utf-8").startswith(",".join(COLUMNS))
        before = len(held)
    forks.killed("last", None)
    forks.end()
    assert len(read_corrections(path)) >= before + 200
    assert strays(tmp_path) == []
    tally.add("kills of a correction", during, f"at work; {before} corrections, 0 lost, 0 strays")


def test_upload_that_is_killed_is_there_whole_or_not_at_all(
    tmp_path: Path, torture: bool, chance: random.Random, tally: Tally
) -> None:
    folder = tmp_path / "articles"
    forks = Forks(UPLOAD, folder)
    forks.killed("whole", None)
    whole = {each.name: each.read_bytes() for each in folder.glob("*.txt")}
    assert len(whole) == 25
    count, during, tried, left = (100 if torture else 10), 0, 0, 0
    while during < count:
        tried += 1
        assert tried <= MOST_TRIES * count
        # Half of them meet a folder in which all are still to be written.
        for each in folder.glob("*.txt") if tried % 2 else ():
            each.unlink()
        during += forks.killed(tried, chance.uniform(0.0, 0.15))
        found = {each.name: each.read_bytes() for each in folder.glob("*.txt")}
        assert found.items() <= whole.items(), "half of one, or another"
        left += len(strays(folder))
    forks.killed("last", None)
    forks.end()
    assert {each.name: each.read_bytes() for each in folder.glob("*.txt")} == whole
    assert strays(folder) == []
    tally.add("kills of an upload", during, f"at work; whole or not there, {left} strays swept, 0 left")
