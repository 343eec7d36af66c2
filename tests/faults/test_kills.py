"""A process that is killed at any moment: the old file or the new one, whole; the next run gives the same bytes."""

from __future__ import annotations

import os
import random
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
READY = b"ready\n"

BUILD = """
import sys
import geo.build
from geo.__main__ import main
print("ready", flush=True)
sys.stdin.readline()
sys.exit(main(["build", sys.argv[1], "-o", sys.argv[2]]))
"""
CORRECT = """
import sys
from pathlib import Path
from geo.corrections import Correction, add
base = ("mention", "accept", "here", "talks", "Oslo", "in ", " on", "", "", "", "A. Reader", "2024-09-01")
print("ready", flush=True)
sys.stdin.readline()
for number in range(200):
    add([Correction(*base, f"{sys.argv[2]} {number}")], Path(sys.argv[1]))
"""
SAVE = """
import sys
from pathlib import Path
from geo.atomic import write_bytes
print("ready", flush=True)
sys.stdin.readline()
for number in range(1000):
    write_bytes(Path(sys.argv[1]), bytes([number % 256]) * 3_000_000)
"""


def started(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Start a program that has done its imports when this returns."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == READY
    return process


def killed(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Let it go on, kill it after so long, and tell whether it was still at work."""
    assert process.stdin
    process.stdin.write(b"\n")
    process.stdin.flush()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode in (0, -signal.SIGKILL)
    return process.returncode != 0


def ended(process: subprocess.Popen[bytes]) -> None:
    """Let it go on to its end."""
    _, said = process.communicate(b"\n", timeout=120)
    assert process.returncode == 0, said.decode()


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
    output = tmp_path / "out/map.geojson"
    began = time.monotonic()
    ended(started(BUILD, articles, tmp_path / "new.geojson"))
    whole = time.monotonic() - began
    old = b"the old map"
    count, during = (34 if torture else 3), 0
    for number in range(count):
        output.parent.mkdir(exist_ok=True)
        output.write_bytes(old)
        # Another text, so that nothing of an earlier build is taken.
        for path in articles.iterdir():
            path.write_text(path.read_text("utf-8") + f"It was round {number}.\n", "utf-8")
        during += killed(started(BUILD, articles, output), chance.uniform(0, whole))
        left = output.read_bytes()
        ended(started(BUILD, articles, output))
        new = output.read_bytes()
        assert left in (old, new)
        ended(started(BUILD, articles, tmp_path / "again.geojson"))
        assert (tmp_path / "again.geojson").read_bytes() == new
        assert strays(output.parent) == []
    assert during
    tally.add("kills of a build", count, f"{during} at work; old or new map, the same bytes after, 0 strays")


def test_correction_that_is_killed_leaves_every_earlier_one(
    tmp_path: Path, torture: bool, chance: random.Random, tally: Tally
) -> None:
    path = tmp_path / "corrections.csv"
    count, during, before = (33 if torture else 3), 0, 0
    for number in range(count):
        during += killed(started(CORRECT, path, number), chance.uniform(0.0, 0.4))
        held = read_corrections(path)
        assert len(held) >= before, "what was said stays"
        assert not path.exists() or path.read_text("utf-8").startswith(",".join(COLUMNS))
        before = len(held)
    ended(started(CORRECT, path, "last"))
    assert len(read_corrections(path)) >= before + 200
    assert strays(tmp_path) == []
    assert during
    tally.add("kills of a correction", count, f"{during} at work; {before} corrections, 0 lost, 0 strays")


def test_save_that_is_killed_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, torture: bool, chance: random.Random, tally: Tally
) -> None:
    path = tmp_path / "upload.txt"
    count, during = (33 if torture else 2), 0
    for _ in range(count):
        path.write_bytes(b"\xff" * 3_000_000)
        during += killed(started(SAVE, path), chance.uniform(0.0, 0.4))
        content = path.read_bytes()
        assert len(content) == 3_000_000
        assert content == content[:1] * len(content), "half of one and half of another"
    assert during
    process = started(SAVE, path)
    killed(process, 0.05)
    subprocess.run(
        [sys.executable, "-c", "import sys; from pathlib import Path; from geo.atomic import write_bytes\n"
         "write_bytes(Path(sys.argv[1]), b'new')", str(path)],
        cwd=ROOT, check=True, timeout=60,
    )  # fmt: skip
    assert (path.read_bytes(), strays(tmp_path)) == (b"new", [])
    assert os.listdir(tmp_path) == ["upload.txt"]
    tally.add("kills of a save", count, f"{during} at work; the old file or the new one, 0 strays")
