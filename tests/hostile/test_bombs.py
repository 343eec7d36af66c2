"""What is small and unpacks to much, or never ends: little memory, a prompt refusal, and the next article is done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fakes.web import FakeWeb

from geo.intake.documents import MAX_SECONDS
from tests.hostile import victim
from tests.hostile.bombs import FILES, PATHS, WORD, answers, docx
from tests.tally import Tally

ROOT = Path(__file__).parents[2]
MEGABYTES = 100.0
"""More memory than before, at most; of the reader of documents, more than for a small document."""
LATE = 2.0
"""Seconds past the cap."""
QUICK = ("zip", "nested zip", "overlapping zip", "zip that lies", "docx", "pdf")


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("bombs")
    whole = request.config.getoption("--torture")
    (folder / "good.docx").write_bytes(docx(WORD + b"<w:p/></w:body></w:document>"))
    for name in FILES if whole else QUICK:
        ending, raw = FILES[name]()
        (folder / ending).write_bytes(raw)
    with FakeWeb() as web:
        web.answers |= answers()
        command = [sys.executable, "-m", "tests.hostile.victim", str(folder), str(web.port), *PATHS]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_bombs_cost_little_memory_and_end_in_time(outcomes: list[dict[str, Any]], tally: Tally) -> None:
    (small,) = [each for each in outcomes if each["name"] == "good.docx"]
    bombs = [each for each in outcomes if each is not small]
    for each in bombs:
        cap = victim.SECONDS if each["name"].startswith("/") else MAX_SECONDS
        assert each["seconds"] < cap + LATE, each
        assert each["megabytes"] < MEGABYTES, each
        assert each["reader"] - small["reader"] < MEGABYTES, each
    most = max(max(each["megabytes"], each["reader"] - small["reader"]) for each in bombs)
    slowest = max(each["seconds"] for each in bombs)
    tally.add("bombs", len(bombs), f"at most +{most:.0f} MB, slowest {slowest:.1f} s, the next article done after each")


def test_each_bomb_is_refused_in_one_line_and_the_next_article_is_done(outcomes: list[dict[str, Any]]) -> None:
    assert all(each["next"] for each in outcomes)
    for each in outcomes:
        assert each["reasons"], each
        assert all("\n" not in said and len(said) < 400 for said in each["reasons"])


def test_number_of_bombs_is_at_least_twenty() -> None:
    assert len(FILES) + len(PATHS) >= 20
