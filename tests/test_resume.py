"""When an earlier result counts, and when it does not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from geo.resume import Finished, Kept, article_key, rules_fingerprint

KEPT = Kept("a", "2024-08-19", 2, b"packed")
RAW = b"Title\nText."


def test_results_are_kept_between_openings(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "build.sqlite"
    with Finished(path, "rules") as finished:
        finished.put(b"k", KEPT, "rules")
    with Finished(path, "rules") as finished:
        assert finished.get(b"k") == KEPT
        assert finished.get(b"other") is None


def test_results_of_earlier_rules_are_removed_by_a_build_and_not_by_its_workers(tmp_path: Path) -> None:
    path = tmp_path / "build.sqlite"
    with Finished(path, "old") as finished:
        finished.put(b"k", KEPT, "old")
    with Finished(path) as worker:
        assert worker.get(b"k") == KEPT
    with Finished(path, "new") as finished:
        assert finished.get(b"k") is None


def test_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "build.sqlite"
    path.write_bytes(b"this is no database, though it is long enough to look like one" * 100)
    with Finished(path, "rules") as finished:
        assert finished.get(b"k") is None
        finished.put(b"k", KEPT, "rules")
        assert finished.get(b"k") == KEPT


def test_file_of_an_earlier_form_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "build.sqlite"
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("CREATE TABLE finished (key TEXT PRIMARY KEY, features TEXT NOT NULL)")
        old.execute("INSERT INTO finished VALUES ('k', '[]')")
    with Finished(path, "rules") as finished:
        finished.put(b"k", KEPT, "rules")
        assert finished.get(b"k") == KEPT


def test_key_changes_with_the_bytes_the_names_and_the_rules() -> None:
    rules = rules_fingerprint([b"table"])
    keys = {
        article_key(RAW, ("a", ".txt"), rules),
        article_key(RAW, ("a", ".txt"), rules_fingerprint([b"another table"])),
        article_key(RAW, ("a", ".md"), rules),
        article_key(RAW, ("b", ".txt"), rules),
        article_key(RAW + b"!", ("a", ".txt"), rules),
    }
    assert len(keys) == 5
    assert article_key(RAW, ("a", ".txt"), rules_fingerprint([b"table"])) in keys
