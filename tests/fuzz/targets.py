"""The bytes of a fuzzer in; nothing out, or an error where a promise is broken. No test writes what these are given."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

from geo.errors import ArticleError
from geo.events import extract
from geo.events.tokens import tokenise
from geo.front_matter import split
from geo.gazetteer import Gazetteer
from geo.mentions import sentences
from geo.read import article_from_bytes
from geo.resolve import analyse
from geo.types import Analysis, Article

SEEDS = Path(__file__).parent / "seeds"
"""A folder a target: what it starts from, and what it once broke on."""


def front_matter(data: bytes) -> None:
    """Read a front matter by itself and as a file: fields of texts, or one line that names the file."""
    path = Path("talks.md")
    head = data.decode("utf-8", "replace")
    try:
        fields, body = split(f"---\n{head}\n---\nThey met.", path)
        assert body.endswith("They met.")
        assert all(value is None or isinstance(value, (str, list, dict)) for value in fields.values())
        article = article_from_bytes(b"---\n" + data + b"\n---\nThey met.\n", path, "talks")
    except ArticleError as error:
        _is_one_line(str(error))
        return
    written = (article.title, article.source, article.url, article.note, article.home, article.published)
    assert all("\n" not in each for each in written if each)
    assert "".join(filter(None, written)).encode()


def _is_one_line(said: str) -> None:
    assert said.startswith("talks.md: ")
    assert "\n" not in said


def tokens(data: bytes) -> None:
    """Read a text for names, sentences, tokens and events: spans of it, in order, and none beside it."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        assert list(sentences(text)) == []
        return
    analysis = analyse(Article("talks", text, "Talks", published="2024-08-19"), _gazetteer())
    assert all(each.start < each.end <= len(text) for each in analysis.sentences)
    assert all(before.end <= each.start for before, each in pairwise(analysis.sentences))
    read = "".join("".join(text[each.start : each.end].split()) for each in analysis.sentences)
    assert read == "".join(text.split()), "what is not white space stands in a sentence"
    for toponym in analysis.toponyms:
        assert text[toponym.mention.start : toponym.mention.end] == toponym.mention.text
    for sentence in analysis.sentences:
        cut = tokenise(analysis, sentence)
        assert all(text[each.start : each.end] == each.text for each in cut)
        assert all(before.end <= each.start for before, each in pairwise(cut))
        assert not cut or (sentence.start <= cut[0].start and cut[-1].end <= sentence.end)
    _events(analysis, text)


def _events(analysis: Analysis, text: str) -> None:
    found = extract(analysis)
    spans = [each.sentence for each in (*found.visits, *found.borders)] + [each.span for each in found.quotations]
    assert all(0 <= each.start < each.end <= len(text) for each in spans)
    assert all(0 <= each.confidence <= 1 for each in (*found.visits, *found.borders))


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


TARGETS: dict[str, Callable[[bytes], None]] = {"front_matter": front_matter, "tokens": tokens}
