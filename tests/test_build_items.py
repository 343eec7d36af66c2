"""Which articles a build finds, in which order, and what it reads of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.build.items import Item, find_items, read_line
from geo.errors import ArticleError
from geo.read import MAX_BYTES, parse_record


def test_files_and_lines_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "a/.hidden.txt", "c.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "a" / "m.jsonl").write_bytes(b'{"id": 1}\n\n  \n{"id": 2}\n{"id": 3}')
    found = [item.where.removeprefix(f"{tmp_path}/") for item in find_items([tmp_path])]
    assert found == ["a/m.jsonl: line 1", "a/m.jsonl: line 4", "a/m.jsonl: line 5", "a/z.txt", "a.txt", "b.txt"]


def test_line_is_read_from_where_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "m.ndjson"
    path.write_bytes('{"id": "Ə"}\n{"id": 2}\n'.encode())
    first, second = find_items([path])
    assert read_line(first.path, first.start or 0) == '{"id": "Ə"}\n'.encode()
    assert second == Item(str(path), str(path), 13, 2)
    assert read_line(second.path, 13) == b'{"id": 2}\n'


def test_line_that_is_too_long_is_one_item_and_the_next_is_found(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_bytes(b'{"id": 1, "text": "' + b"x" * (2 * MAX_BYTES) + b'"}\n{"id": 2}\n')
    first, second = find_items([path])
    with pytest.raises(ArticleError, match="line 1: longer than 20 MB"):
        parse_record(read_line(first.path, 0), first.where)
    assert (second.line, read_line(second.path, second.start or 0)) == (2, b'{"id": 2}\n')


def test_record_is_read_like_a_file_with_a_front_matter() -> None:
    record = {
        "id": 7,
        "text": "They met.\r\nIn Oslo.\n\nComments\n",
        "title": "Talks",
        "published": "2024-08-19T10:00:00Z",
        "source": "The News",
        "url": "https://news.example/talks",
    }
    article = parse_record(json.dumps(record).encode(), "m.jsonl: line 1")
    assert article.id == "7"
    assert article.text == "Talks\nThey met.\nIn Oslo."
    assert (article.title, article.published, article.source) == ("Talks", "2024-08-19", "The News")
    assert article.url == "https://news.example/talks"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"", "not a JSON object"),
        (b"\xff", "not a JSON object"),
        (b"[1]", "not a JSON object"),
        (b"[" * 100_000, "not a JSON object"),
        (b'{"text": "no id"}', "not a JSON object in UTF-8 with id and text"),
        (b'{"id": "a"}', "not a JSON object in UTF-8 with id and text"),
        (b'{"id": "a", "text": "\\ud800"}', "not a JSON object in UTF-8"),
        (b'{"id": {}, "text": "t"}', "id or text is not a text"),
        (b'{"id": "a", "text": 1}', "id or text is not a text"),
        (b'{"id": " ", "text": "t"}', "the id is empty"),
        (b'{"id": "a\\nb", "text": "t"}', "not printable"),
        (b'{"id": "' + b"a" * 301 + b'", "text": "t"}', "longer than 300 characters"),
        (b'{"id": "a", "text": "a\\u0000b"}', "binary"),
        (b'{"id": "a", "text": "  "}', "empty"),
        (b'{"id": "a", "text": "t", "published": "yesterday"}', "published is not a date"),
        (b'{"id": "a", "text": "t", "url": "javascript:alert(1)"}', "not an http or https address"),
        (b'{"id": "a", "text": "t", "title": ["x"]}', "title is not one line"),
    ],
)
def test_record_that_does_not_hold_is_named(line: bytes, said: str) -> None:
    with pytest.raises(ArticleError, match=said) as raised:
        parse_record(line, "m.jsonl: line 3")
    assert str(raised.value).startswith("m.jsonl: line 3: ")
