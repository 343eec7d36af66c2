"""When an earlier result counts, and when it does not."""

from __future__ import annotations

from pathlib import Path

from geo.resume import Finished, article_key, rules_fingerprint
from geo.types import Article

ARTICLE = Article("a", "Title\nText.", "Title", published="2024-08-19")


def test_features_are_kept_between_openings(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "build.sqlite"
    with Finished(path) as finished:
        finished.put("k", [{"id": "Ə"}])
    with Finished(path) as finished:
        assert finished.get("k") == [{"id": "Ə"}]
        assert finished.get("other") is None


def test_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "build.sqlite"
    path.write_bytes(b"this is no database, though it is long enough to look like one" * 100)
    with Finished(path) as finished:
        assert finished.get("k") is None
        finished.put("k", [])
        assert finished.get("k") == []


def test_key_changes_with_the_article_and_with_the_rules() -> None:
    rules = rules_fingerprint([b"table"])
    keys = {
        article_key(ARTICLE, rules),
        article_key(ARTICLE, rules_fingerprint([b"another table"])),
        article_key(Article("a", "Title\nText.", "Title", published="2024-08-20"), rules),
        article_key(Article("a", "Title\nText!", "Title", published="2024-08-19"), rules),
    }
    assert len(keys) == 4
    assert article_key(ARTICLE, rules_fingerprint([b"table"])) in keys
