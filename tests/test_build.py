"""`python -m geo build` as people run it: real files, real exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

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


def test_help_of_every_command_is_printed() -> None:
    for command in ("build", "geocode", "annotate", "gazetteer"):
        assert geo(command, "--help").returncode == 0
