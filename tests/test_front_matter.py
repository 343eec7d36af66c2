"""The fields at the top of a text: what is written is what is read, and what cannot be read is one named error."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from geo.errors import ArticleError
from geo.front_matter import MAX_CHARACTERS, split

PATH = Path("talks.md")


def head(yaml: str) -> str:
    return f"---\n{yaml}\n---\nThey met."


def test_block_is_split_from_the_text_below() -> None:
    assert split(head("title: Talks\nnote: from the archive"), PATH) == (
        {"title": "Talks", "note": "from the archive"},
        "They met.",
    )
    for text in ("They met.", "--- they met", "text\n---\na: b\n---\n"):
        assert split(text, PATH) == ({}, text)


@pytest.mark.parametrize("value", ["Yes", "12:30", "1e3", "007", "2024-08-19", "0x1F", ".inf", "1_000", "=", "<<"])
def test_value_is_the_text_that_is_written(value: str) -> None:
    assert split(head(f"title: {value}"), PATH)[0] == {"title": value}


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_value_that_says_nothing_is_null(value: str) -> None:
    assert split(head(f"title: {value}\nnote: noon"), PATH)[0] == {"title": None, "note": "noon"}
    assert split(head(f"title: '{value}'"), PATH)[0] == {"title": value}


@pytest.mark.parametrize(
    "yaml",
    [
        *("a: !!bool x", "a: !!int ''", "a: !!float ''", "a: !!timestamp x", "a: !!binary x", "a: !!omap [1]"),
        *("a: !!python/name:os.system x", "&a [*a]", "a: &a {b: *a}", "? [a]\n: b", "a: *b", "%YAML 9.9", "a: \x07"),
        *("[" * 60_000, "{" * 60_000, "- " * 30_000, "a: " + "[a, " * 9_000, "!!set {a}", '"\\UFFFFFFFF"'),
    ],
)
def test_block_that_is_no_list_of_fields_is_named_at_once(yaml: str) -> None:
    began = time.process_time()
    with pytest.raises(ArticleError, match=r"^talks\.md: the front matter .*write it as 'name: value' lines$"):
        split(head(yaml), PATH)
    assert time.process_time() - began < 2


def test_merged_mappings_are_not_copied() -> None:
    each = "\n".join(f"{name}: &{name} {{<<: [{f'*{before}, ' * 9}]}}" for before, name in pairwise("abcdefghi"))
    began = time.process_time()
    fields, _ = split(head(f"a: &a {{k: 1}}\n{each}\ntitle: Talks"), PATH)
    assert fields["title"] == "Talks"
    assert time.process_time() - began < 2


def test_block_that_does_not_end_is_named() -> None:
    for text in ("---\na: b\nThey met.", f"---\n{'a' * (MAX_CHARACTERS + 8)}\n---\nThey met."):
        with pytest.raises(ArticleError, match="no closing --- line"):
            split(text, PATH)
