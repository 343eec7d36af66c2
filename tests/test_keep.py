"""An article kept as a file of the folder: read back as it was, once, under a name that no text can choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import ArticleError
from geo.intake import from_text, keep, text_hash
from geo.read import find_articles, read_article
from geo.types import Article

STORY = "Talks in Oslo\nShe arrived in Oslo on Monday."


def taken(text: str, **given: str) -> Article:
    article = from_text(text, **given).article
    assert article is not None
    return article


def test_kept_article_is_read_back_with_its_front_matter_and_hash(tmp_path: Path) -> None:
    article = taken(STORY, published="2024-08-19", url="https://n.example/talks")
    kept = keep(article, tmp_path)
    assert kept.new
    raw = kept.path.read_text("utf-8")
    assert f"hash: {text_hash(article.text)}\n" in raw
    assert "published: '2024-08-19'\n" in raw
    held = read_article(kept.path, tmp_path)
    assert held == kept.article
    assert (held.text, held.title, held.url) == (STORY, "Talks in Oslo", "https://n.example/talks")
    assert [each.name for each in find_articles(tmp_path)] == [kept.path.name]


def test_same_text_is_one_article_whoever_named_its_file(tmp_path: Path) -> None:
    by_hand = tmp_path / "by-hand.txt"
    by_hand.write_text(f"---\nsource: The News\n---\n{STORY}\n", encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(b"\xff\xfe\xff")
    kept = keep(taken(STORY), tmp_path)
    assert (kept.path, kept.new, kept.article.id) == (by_hand, False, "by-hand")
    other = keep(taken(STORY + " It rained."), tmp_path)
    assert other.new
    assert not keep(taken(STORY + "  It rained."), tmp_path).new
    assert len(list(find_articles(tmp_path))) == 2 + 1


def test_link_that_leads_nowhere_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert keep(taken(STORY), tmp_path).new
    assert not keep(taken(STORY), tmp_path).new


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "/etc/passwd", "a\0b\nc", "..", "İstanbul – Ağdam: " * 40, "{{7*7}}<img>", "CON", "--- x: ["],
)
def test_title_chooses_no_folder_and_no_long_name(title: str, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    kept = keep(taken(f"{title}\nShe arrived in Oslo.".replace("\0", " ")), folder)
    assert kept.path.parent == folder
    assert len(kept.path.name.encode()) < 100
    assert not kept.path.name.startswith(".")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["articles"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300), title=st.text(max_size=80))
def test_whatever_is_taken_is_read_back_to_the_character_or_refused(text: str, title: str, tmp_path: Path) -> None:
    article = from_text(text, title).article
    if article is None:
        return
    refused = ""
    try:
        kept = keep(article, tmp_path)
    except ArticleError as error:
        refused = str(error)
    if refused:
        assert len(refused.splitlines()) == 1
        return
    if kept.new:
        assert read_article(kept.path, tmp_path).text == article.text
    else:
        assert text_hash(kept.article.text) == text_hash(article.text)
