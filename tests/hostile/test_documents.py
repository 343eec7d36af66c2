"""Pages and documents that are broken or mean harm: each ends in time, as an article or as one named error."""

from __future__ import annotations

import random
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.web import FakeWeb, page

from geo.fetch import Fetcher
from geo.intake import Taken, from_feed, from_file
from tests.hostile.bombs import PARAGRAPH, WORD, docx, pdf
from tests.tally import Tally

ROOT = Path(__file__).parents[2]
SECONDS = 5.0
"""For one page, document or feed."""
HIDDEN = "what no page may show"
PARAGRAPHS = (
    "The minister arrived in Oslo on Monday and met the mayor of Bergen, who had come from Lima.",
    "Both sides spoke about the border between Norway and Sweden, which was drawn in 1751.",
    "“We agreed to meet again in Genève,” she said. Nothing else was made known that day.",
)
PAGES = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Talks in Oslo</title>"
    '<meta property="article:published_time" content="2024-08-19"><link rel=canonical href="https://news.example/a">'
    "</head><body><nav><a href=/>Home</a></nav><article><h1>Talks in Oslo</h1>"
    + "".join(f"<p>{each}</p>" for each in PARAGRAPHS * 3)
    + "</article><footer>All rights</footer></body></html>",
    '<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks","datePublished":'
    '"2024-08-19T10:00:00Z"}</script></head><body><div id=main>'
    + "".join(f"<div><span>{each}</span><br></div>" for each in PARAGRAPHS * 4)
    + "<table><tr><td>1<td>2</table></div></body></html>",
    "<html><body><main>" + "".join(f"<h2>Part</h2><blockquote>{each}</blockquote>" for each in PARAGRAPHS * 4),
)


def pages(count: int) -> list[bytes]:
    """Return `count` pages made of `PAGES` with a fixed seed, by each of `HARM` in turn."""
    chance = random.Random(5)  # noqa: S311 - the same pages in each run
    return [HARM[number % len(HARM)](chance.choice(PAGES), chance) for number in range(count)]


def encoded(source: str, chance: random.Random) -> bytes:
    return source.encode(chance.choice(("utf-8", "utf-16", "utf-8", "utf-7", "utf-32")))


def cut(source: str, chance: random.Random) -> bytes:
    raw = encoded(source, chance)
    return raw[: chance.randrange(len(raw))]


def nested(source: str, chance: random.Random) -> bytes:
    tag = chance.choice(("<div>", "<span>", "<table>", "<ul><li>", "<blockquote>"))
    return source.replace("<p>", "<p>" + tag * 10 ** chance.randrange(2, 6), 1).encode()


def huge_attribute(source: str, chance: random.Random) -> bytes:
    return source.replace("<body", f'<body class="{"x" * 10 ** chance.randrange(3, 7)}"').encode()


def wrong_charset(source: str, chance: random.Random) -> bytes:
    wrong = chance.choice(("utf-16", "shift_jis", "x-no-such", "\0", "utf-8;utf-8", "idna", "hex", "zlib"))
    return source.replace("charset=utf-8", f"charset={wrong}").encode()


def many_attributes(source: str, chance: random.Random) -> bytes:
    many = "".join(f" a{each}=b" for each in range(10 ** chance.randrange(2, 5)))
    return source.replace("<html", f"<html{many}").encode()


def repeated(source: str, chance: random.Random) -> bytes:
    raw = encoded(source, chance)
    at = chance.randrange(len(raw))
    return raw[:at] + raw[at : at + 200] * chance.randrange(2, 200) + raw[at:]


def unclosed(source: str, chance: random.Random) -> bytes:
    return source.replace("<p>", "<p>" + chance.choice(("<b>", "<a><p>", "<table><tr>", "<!--")) * 5_000).encode()


def bad_entities(source: str, _chance: random.Random) -> bytes:
    return source.replace("</p>", "&#x110000;&#0;&bogus;\x00\x0b<![CDATA[x]]></p >").encode()


def shuffled(source: str, chance: random.Random) -> bytes:
    raw = bytearray(encoded(source, chance))
    chance.shuffle(raw)
    return bytes(raw)


def flipped(raw: bytes, chance: random.Random, most: int = 39) -> bytes:
    """Return bytes of which a few are others."""
    made = bytearray(raw)
    for _ in range(chance.randint(1, most)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


HARM: tuple[Callable[[str, random.Random], bytes], ...] = (
    *(cut, nested, huge_attribute, wrong_charset, many_attributes, repeated, unclosed, bad_entities, shuffled),
    lambda source, chance: flipped(encoded(source, chance), chance),
)


def ends_well(name: str, raw: bytes) -> Taken:
    """Take one file and hold what is promised of it."""
    began = time.monotonic()
    (taken,) = from_file(name, raw)
    assert time.monotonic() - began < SECONDS, f"{name}: {raw[:200]!r}"
    assert (taken.article is None) != (taken.reason is None)
    if taken.reason:
        assert "\n" not in taken.reason
        assert "Traceback" not in taken.reason
        assert str(ROOT) not in taken.reason
    return taken


def test_mutated_pages_end_as_article_or_named_error(torture: bool, tally: Tally) -> None:
    given = pages(500 if torture else 60)
    read = sum(ends_well("page.html", raw).article is not None for raw in given)
    assert 0 < read < len(given)
    tally.add("mutated pages", len(given), f"{read} articles, the rest named, each within {SECONDS:g} s")


BODY = WORD + PARAGRAPH * 40 + b"</w:body></w:document>"
LINES = b"BT /F 9 Tf 9 9 Td (They met in Oslo on Monday.) Tj T* (They met again.) Tj ET"
UNREAD = ("not a kind of file", "are not read here")
"""What is said of a document that no reader was given."""


def document(number: int, chance: random.Random) -> tuple[str, bytes]:
    """Return a broken PDF or DOCX, or now and then an EPUB: cut, or changed in its bytes, or in what it packs."""
    inside = number % 4 < 2
    content = flipped(LINES, chance, 2) if inside else LINES
    body = flipped(BODY, chance, 1) if inside else BODY
    name, raw = ("a.pdf", pdf(zlib.compress(content))) if number % 2 else ("a.docx", docx(body))
    if not inside:
        raw = raw[: chance.randrange(len(raw))] if number % 5 == 0 else flipped(raw, chance)
    return ("a.epub" if number % 25 == 24 else name), raw


def test_mutated_documents_end_as_article_or_named_error(torture: bool, tally: Tally) -> None:
    chance = random.Random(9)  # noqa: S311 - the same documents in each run
    for name, raw in (("a.docx", docx(BODY)), ("a.pdf", pdf(zlib.compress(LINES)))):
        assert ends_well(name, raw).article is not None
    given = [document(number, chance) for number in range(100 if torture else 8)]
    assert len({raw for _, raw in given}) == len(given)
    ended = [(name, ends_well(name, raw)) for name, raw in given]
    ran = [name for name, taken in ended if not any(each in (taken.reason or "") for each in UNREAD)]
    read = [name for name, taken in ended if taken.article is not None]
    # Each kind has been at its reader, and has been read at times: else nothing was tried.
    assert len(ran) >= 0.9 * len(given)
    assert min(ran.count("a.pdf"), ran.count("a.docx")) >= 0.4 * len(given)
    assert 0.1 * len(given) < len(read) < 0.9 * len(given)
    assert all(taken.reason and UNREAD[0] in taken.reason for name, taken in ended if name == "a.epub")
    said = f"{len(ran)} at their reader, {len(read)} read, the rest named, each within {SECONDS:g} s"
    tally.add("mutated PDF, DOCX and EPUB", len(given), said)


def entities(secret: Path) -> dict[str, str]:
    """Return the bombs as what stands before an XML document's first element; `&x;` is what they make."""
    laughs = '<!ENTITY x0 "ha">' + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))
    return {
        "billion laughs": f'<!DOCTYPE a [{laughs}<!ENTITY x "&x9;">]>',
        "quadratic": f'<!DOCTYPE a [<!ENTITY y "{"y" * 100_000}"><!ENTITY x "{"&y;" * 2_000}">]>',
        "external entity": f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        "external definition": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY x "y">]>',
    }


BOMBS = ("billion laughs", "quadratic", "external entity", "external definition")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(HIDDEN, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", BOMBS)
def test_entities_of_a_page_expand_to_nothing(kind: str, secret: Path, tally: Tally) -> None:
    source = PAGES[0].replace("<!doctype html>", entities(secret)[kind]).replace("<p>The", "<p>&x; The")
    for declared in ("", '<?xml version="1.0"?>'):
        taken = ends_well("page.html", (declared + source).encode())
        assert taken.article is None or (len(taken.article.text) < 10_000 and HIDDEN not in taken.article.text)
    tally.add("XML bombs in pages", 1, f"{kind}: nothing expanded, nothing read")


@pytest.mark.parametrize("kind", BOMBS)
def test_entities_of_a_document_expand_to_nothing(kind: str, secret: Path, tally: Tally) -> None:
    body = WORD + PARAGRAPH.replace(b"They", b"&x; They") + b"</w:body></w:document>"
    taken = ends_well("a.docx", docx(entities(secret)[kind].encode() + body))
    assert taken.article is None or (len(taken.article.text) < 300_000 and HIDDEN not in taken.article.text)
    tally.add("XML bombs in DOCX", 1, f"{kind}: {taken.reason or 'nothing expanded, nothing read'}")


@pytest.mark.parametrize("kind", BOMBS)
def test_entities_of_a_feed_expand_to_nothing(kind: str, secret: Path, tally: Tally) -> None:
    feed = (
        f'<?xml version="1.0"?>{entities(secret)[kind]}<rss version="2.0"><channel><title>&x;</title>'
        "<item><title>&x;</title><link>http://news.example/&x;</link></item></channel></rss>"
    )
    with FakeWeb() as web:
        fetcher = Fetcher(resolve=web.resolve, allowed=lambda each: each.is_loopback, ports=frozenset({web.port}))
        web.answers["/feed"] = page(feed.encode(), kind="application/rss+xml")
        began = time.monotonic()
        found = list(from_feed(f"http://news.example:{web.port}/feed", fetcher))
        assert time.monotonic() - began < SECONDS
        asked = b"".join(web.requests)
    assert HIDDEN.encode() not in asked
    assert all(each.article is None and each.reason and HIDDEN not in each.reason for each in found)
    tally.add("XML bombs in feeds", 1, f"{kind}: nothing expanded, nothing read")
