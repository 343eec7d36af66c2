"""One article at a time: what it gives, what is wrong with it, and when an earlier result counts."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path

import pytest

from geo.build import open_reference, work
from geo.build.items import Item
from geo.build.progress import Progress
from geo.build.spool import Spool
from geo.build.work import Setup, Work, pack
from geo.pipeline import Reference
from geo.resume import Finished, Kept
from geo.types import Article

DATA = Path(__file__).parent.parent / "data"
MILESTONES = DATA / "reference/milestones.csv"
ARTICLE = DATA / "articles/putin-in-baku.txt"


@pytest.fixture
def item(tmp_path: Path) -> Item:
    shutil.copy(ARTICLE, tmp_path / "a.txt")
    return Item(str(tmp_path / "a.txt"), str(tmp_path))


def test_article_that_fails_for_our_fault_is_named_and_not_raised(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(article: Article, reference: Reference) -> Kept:
        raise RecursionError("maximum\nreached")

    monkeypatch.setattr(work, "features_of", fails)
    result = Work.open(Setup(MILESTONES))(item)
    assert result.kept is None
    said = "reading it failed (RecursionError: maximum reached); report this as a fault with the article"
    assert result.problem == f"{item.path}: {said}"


def test_file_that_is_gone_is_named(item: Item) -> None:
    Path(item.path).unlink()
    reads = Work.open(Setup(MILESTONES))
    for gone in (item, Item(item.path, item.root, 0, 1)):
        result = reads(gone)
        assert result.problem is not None
        assert result.problem.startswith(f"{gone.where}: cannot be read (No such file or directory)")


def test_result_of_an_earlier_build_is_taken_from_any_folder(item: Item, tmp_path: Path) -> None:
    resume = tmp_path / "build.sqlite"
    rules = open_reference(MILESTONES)[1]
    first = Work.open(Setup(MILESTONES, resume))(item)
    assert first.kept is not None
    assert not first.known
    with Finished(resume, rules) as finished:
        finished.put(first.key, first.kept, rules)
    (tmp_path / "moved").mkdir()
    moved = shutil.move(item.path, tmp_path / "moved" / "a.txt")
    again = Work.open(Setup(MILESTONES, resume))(Item(str(moved), str(tmp_path / "moved")))
    assert again.known
    assert again.kept == first.kept
    assert first.kept.count == len(zlib.decompress(first.kept.features).splitlines())


@pytest.mark.parametrize("name", ["boundaries/lines.geojson", "words/surnames.txt"])
def test_fingerprint_changes_with_every_table(name: str, tmp_path: Path) -> None:
    for folder in ("boundaries", "words"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    before = open_reference(MILESTONES, tmp_path)[1]
    assert before == open_reference(MILESTONES)[1]
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert open_reference(MILESTONES, tmp_path)[1] != before


def test_spool_gives_what_it_was_given_more_than_once(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        assert (spool.claim("a"), spool.claim("a"), spool.claim("b")) == (True, False, True)
        spool.add(pack([b"1", b"2"]), 2, "2024-08-19")
        spool.add(pack([]), 0, None)
        spool.add(pack([b"3"]), 1, "2024-08-18")
        assert list(spool.blocks()) == [b"1\n2\n", b"", b"3\n"] == list(spool.blocks())
        assert (spool.features, spool.as_of) == (3, "2024-08-19")
    assert list(tmp_path.iterdir()) == []


def test_progress_takes_its_rate_from_the_last_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr("geo.build.progress.time.monotonic", lambda: now[0])
    told = Progress(10_000)
    for second, done in ((0, 0), (0.5, 1), (10, 1000), (20, 2000)):
        now[0] = float(second)
        told(done)
    assert capsys.readouterr().err.splitlines() == [
        "1000 of 10000 articles (10 %), 100.0 a second, 90 s left",
        "2000 of 10000 articles (20 %), 100.0 a second, 80 s left",
    ]
