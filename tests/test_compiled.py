"""The compiled form of the reading of names: it gives what its sources give, and is not used for any others."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.texts import made_up

ROOT = Path(__file__).parent.parent
PLAIN = {"DATELINE_COMPILED": "0"}
ANALYSES = """
import json, sys
from geo.compiled import is_used
from geo.errors import ArticleError
from geo.gazetteer import Gazetteer
from geo.resolve import analyse
from geo.types import Article

gazetteer = Gazetteer.open()
print(is_used())
for number, text in enumerate(json.load(sys.stdin)):
    for demonyms in (True, False):
        for explain in (True, False):
            article = Article("a", text, "", home="Paris, Texas" if number % 3 == 0 else None)
            print(repr(analyse(article, gazetteer, demonyms=demonyms, explain=explain)))
"""
WEIGHT = """
from geo.compiled import is_used
from geo.resolve.rank import _NEAR
print(is_used(), _NEAR)
"""
HARD = [
    "",
    "   ",
    "NAIROBI, Kenya (Agency) — Moscow’s St. Paul met J. Smith in Xankəndi; the U.S. and Tenn. did not.",
    "中国 北京 المغرب Cox's Bazar, I've 7th iPhone Paris, Texas\u2028... !!! \x85“Oslo.”",
    "President Amina Tveit met Chelsea Boston. Boston said the Boston family, Tveit and President Boston left Tveit.",
    "THE GULF OF ADEN, the Gulf of Aden & the gulf of aden. " * 20,
]


def run(folder: Path, *arguments: str, given: str = "", **extra: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "DATELINE_COMPILED"} | extra
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, input=given, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with their compiled form; compiled in haste, as speed is not what is tested."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "geo", folder / "geo", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "data").symlink_to(ROOT / "data")
    done = run(folder, "-m", "geo.compiled.make", "--optimise", "0", **PLAIN)
    assert done.returncode == 0, done.stderr
    return folder


def test_compiled_form_gives_what_its_sources_give(project: Path) -> None:
    articles = [path.read_text("utf-8") for path in sorted((ROOT / "data/articles").glob("*.txt"))]
    given = json.dumps([*articles, *HARD, *(each.text for each in made_up(40))])
    compiled = run(project, "-c", ANALYSES, given=given)
    plain = run(project, "-c", ANALYSES, given=given, **PLAIN)
    assert compiled.stderr == plain.stderr == ""
    said, *analyses = compiled.stdout.splitlines()
    assert (said, plain.stdout.splitlines()[0]) == ("True", "False")
    assert len(analyses) > 4 * len(HARD)
    assert analyses == plain.stdout.splitlines()[1:]


def test_worker_processes_write_the_same_bytes_in_both_forms(project: Path, tmp_path: Path) -> None:
    records = [{"id": number, "text": each.text} for number, each in enumerate(made_up(70))]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    command = ("-m", "geo", "annotate", "--explain", "--workers", "2", str(tmp_path / "in.jsonl"))
    assert run(project, *command, str(tmp_path / "compiled")).returncode == 0
    assert run(project, *command, str(tmp_path / "plain"), **PLAIN).returncode == 0
    assert (tmp_path / "compiled").read_bytes() == (tmp_path / "plain").read_bytes()


def test_version_says_which_form_runs(project: Path) -> None:
    assert run(project, "-m", "geo", "--version").stdout.endswith(", compiled\n")
    assert run(project, "-m", "geo", "--version", **PLAIN).stdout.endswith(", not compiled\n")


def test_changed_rule_runs_and_the_compiled_form_of_the_old_one_does_not(project: Path) -> None:
    rules = project / "geo/resolve/weights.py"
    before = rules.read_text("utf-8")
    assert '"near the others": 1.11' in before
    assert run(project, "-c", WEIGHT).stdout == "True 1.11\n"
    rules.write_text(before.replace('"near the others": 1.11', '"near the others": 1.5'), "utf-8")
    try:
        done = run(project, "-c", WEIGHT)
    finally:
        rules.write_text(before, "utf-8")
    assert done.stdout == "False 1.5\n"
    assert (
        done.stderr
        == "geo: the compiled form is not of these sources, which run instead; make it anew with: make fast\n"
    )
    assert run(project, "-c", WEIGHT).stdout == "True 1.11\n"


def test_compiled_form_with_a_file_missing_is_not_used(project: Path) -> None:
    library = next(project.glob(".compiled/*/geo/resolve/rank.*"))
    library.rename(library.with_suffix(".gone"))
    try:
        done = run(project, "-c", WEIGHT)
    finally:
        library.with_suffix(".gone").rename(library)
    assert done.stdout == "False 1.11\n"
    assert "make it anew with: make fast" in done.stderr


def test_machine_without_a_compiler_is_told_in_one_line(tmp_path: Path) -> None:
    done = run(ROOT, "-m", "geo.compiled.make", CC="no-such-compiler", **PLAIN)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "what is missing: a C compiler (no-such-compiler)" in done.stderr
