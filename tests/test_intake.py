"""Texts, files, archives, documents, pages and feeds as people bring them: each an article or one clear line."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator

import pytest
from docx import Document
from fakes.web import FakeWeb, page
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from geo.fetch import Fetcher
from geo.intake import Taken, files, from_address, from_feed, from_file, from_text, text_hash
from geo.intake.files import MAX_FILE, MAX_MEMBERS

STORY = "Talks in Oslo\nShe arrived in Oslo on Monday."
HTML = b"""<html><head><title>Talks in Oslo</title><meta property="og:site_name" content="The News">
<meta property="article:published_time" content="2024-03-02"><link rel="canonical" href="https://n.example/talks"></head>
<body><article><h1>Talks in Oslo</h1><p>The minister arrived in Oslo on Monday for talks on the border, which went on
for two days and ended with a statement.</p><p>Nothing was signed in Oslo, her office said, and the next round is to be
held in Bergen later this year, if both sides agree to it.</p></article></body></html>"""


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def one(found: Iterator[Taken]) -> Taken:
    (only,) = found
    return only


def why(found: Iterator[Taken]) -> str:
    only = one(found)
    assert only.article is None
    assert only.reason
    assert "\n" not in only.reason
    return only.reason


def test_pasted_text_is_an_article_with_what_is_known_of_it() -> None:
    article = from_text(STORY, published="2024-03-02", url="https://n.example/a").article
    assert article is not None
    assert (article.title, article.published, article.url) == ("Talks in Oslo", "2024-03-02", "https://n.example/a")
    assert article.text == STORY
    assert article.id.startswith("talks-in-oslo-")


def test_same_text_is_the_same_article_whoever_brings_it() -> None:
    pasted = from_text(STORY).article
    uploaded = one(from_file("other name.txt", STORY.replace("\n", "\r\n").encode())).article
    assert pasted is not None
    assert uploaded is not None
    assert pasted.id == uploaded.id
    assert text_hash("Cafe\u0301  in\nParis") == text_hash("Café in Paris")
    assert text_hash("Café in Paris") != text_hash("Cafe in Paris")


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x00\x01", "binary"),
        ("a.txt", b"caf\xe9 \xff", "not UTF-8"),
        ("a.md", b"---\ntitle: [x\n---\nHello", "front matter does not parse"),
        ("a.html", b"<html></html>", "no article found"),
        ("a.exe", b"MZ", "not a kind of file"),
        ("a", b"text", "not a kind of file"),
        ("..", b"text", "not a kind of file"),
        ("../../etc/passwd.txt", b"", "passwd.txt: empty"),
        ("a.txt", b"x" * (MAX_FILE + 1), "larger than 5 MB"),
        ("a.zip", b"PK\x03\x04 nonsense", "not a whole zip"),
        ("a.jsonl", b"{not json", "line 1: not JSON"),
        ("a.jsonl", b'{"title": "no text"}', "line 1: not an object with a text"),
        ("a.jsonl", b"[" * 100_000, "line 1: not JSON"),
        ("a.jsonl", b'{"text": "They \\ud83d met"}', "line 1: the text holds half a character (U+D83D, character 5)"),
        ("a.jsonl", b'{"text": "They met", "title": "\\udc00"}', "line 1: the field title holds half a character"),
        ("a.pdf", b"%PDF-1.7 nonsense", "cannot be read as PDF"),
        ("a.docx", b"PK nonsense", "cannot be read as DOCX"),
    ],
)
def test_what_is_no_article_is_one_clear_line(name: str, raw: bytes, said: str) -> None:
    assert said in why(from_file(name, raw))


def test_each_line_of_jsonl_is_an_article() -> None:
    records = [{"text": STORY, "published": "2024-03-02"}, {"text": "Rain fell in Lima."}]
    found = list(from_file("a.jsonl", "\n".join(map(json.dumps, records)).encode()))
    assert [each.article.published if each.article else None for each in found] == ["2024-03-02", None]


def test_archive_gives_each_of_its_files_and_a_line_for_each_that_fails() -> None:
    raw = zipped(
        **{
            "news/a.txt": STORY.encode(),
            "b.html": HTML,
            "c.txt": b"",
            "__MACOSX/._a.txt": b"x",
            "d.zip": zipped(),
            "e.exe": b"",
        }
    )
    found = {each.name: each for each in from_file("news.zip", raw)}
    assert set(found) == {"a.txt", "b.html", "c.txt", "d.zip", "e.exe"}
    assert [name for name, each in found.items() if each.article] == ["a.txt", "b.html"]
    assert "archive in an archive" in (found["d.zip"].reason or "")


def test_archive_that_unpacks_to_too_much_is_cut_and_what_fits_is_read() -> None:
    raw = zipped(**{"a.txt": STORY.encode(), "bomb.txt": b"a" * 50_000_000, "z.txt": b"Rain fell in Lima."})
    assert len(raw) < 200_000
    found = {each.name: each for each in from_file("a.zip", raw)}
    assert found["a.txt"].article
    assert "too large once unpacked" in (found["bomb.txt"].reason or "")
    assert found["z.txt"].article


def test_what_was_unpacked_in_vain_counts_for_an_archive() -> None:
    large = {f"{number}__txt": bytes(MAX_FILE + 1) for number in range(40)}
    began = time.process_time()
    found = list(from_file("a.zip", zipped(**large)))
    assert time.process_time() - began < 2
    assert [each.reason for each in found if each.reason and "left out" in each.reason] == [found[-1].reason]
    assert len(found) < 10


def test_documents_of_an_archive_take_no_more_than_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_DOCUMENTS_S", 0.001)
    found = list(from_file("a.zip", zipped(a__pdf=b"%PDF", b__pdf=b"%PDF", c__docx=b"PK", d__txt=STORY.encode())))
    assert "cannot be read as PDF" in str(found[0].reason)
    assert ["give it by itself" in str(each.reason) for each in found] == [False, True, True, False]
    assert found[3].article is not None


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_member_that_is_packed_in_another_way_is_named(way: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr("a.txt", STORY)
    assert one(from_file("a.zip", out.getvalue())).reason == (
        "a.zip: a.txt is packed in a way that is not read; pack it again"
    )


def test_archive_of_a_later_version_is_named() -> None:
    raw = bytearray(zipped(a__txt=STORY.encode()))
    raw[raw.index(b"PK\x01\x02") + 6] = 64
    assert "not a whole zip file (NotImplementedError)" in str(one(from_file("a.zip", bytes(raw))).reason)


def test_member_without_a_name_is_named_by_what_is_wrong_and_the_others_are_read() -> None:
    # A name ends at its first null character.
    raw = zipped(**{"Q.txt": STORY.encode(), "a.txt": STORY.encode()}).replace(b"Q.txt", b"\0.txt")
    unnamed, story = from_file("a.zip", raw)
    assert "unnamed" in why(iter([unnamed]))
    assert story.article


def test_archive_of_too_many_files_is_refused() -> None:
    raw = zipped(**{f"{number}.txt": b"x" for number in range(MAX_MEMBERS + 1)})
    assert "more than 2000 files" in why(from_file("a.zip", raw))


def test_docx_and_pdf_give_their_text() -> None:
    document = Document()
    document.add_paragraph("Talks in Oslo")
    document.add_paragraph("She arrived in Oslo.")
    packed = io.BytesIO()
    document.save(packed)
    article = one(from_file("a.docx", packed.getvalue())).article
    assert article is not None
    assert article.text == "Talks in Oslo\nShe arrived in Oslo."
    article = one(from_file("a.pdf", pdf("She arrived in Oslo."))).article
    assert article is not None
    assert "She arrived in Oslo." in article.text


def pdf(text: str) -> bytes:
    """Return a PDF of one page that shows `text`."""
    writer = PdfWriter()
    sheet = writer.add_blank_page(300, 100)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    sheet[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 10 50 Td ({text}) Tj ET".encode())
    sheet[NameObject("/Contents")] = writer._add_object(content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pdf_without_text_says_so() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    assert "holds no text" in why(from_file("a.pdf", out.getvalue()))


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        yield server


@pytest.fixture
def fetcher(web: FakeWeb) -> Fetcher:
    return Fetcher(resolve=web.resolve, allowed=lambda each: each.is_loopback, ports=frozenset({web.port}), seconds=5.0)


def test_address_gives_the_pages_article_with_title_date_publisher_and_canonical_address(
    web: FakeWeb, fetcher: Fetcher
) -> None:
    web.answers["/talks?utm=1"] = page(HTML)
    article = from_address(f" http://n.example:{web.port}/talks?utm=1\n", fetcher).article
    assert article is not None
    assert (article.title, article.source, article.published) == ("Talks in Oslo", "The News", "2024-03-02")
    assert article.url == "https://n.example/talks"
    assert "Nothing was signed in Oslo" in article.text


def test_page_that_names_no_address_gets_the_one_it_was_found_at(web: FakeWeb, fetcher: Fetcher) -> None:
    web.answers["/a"] = page(STORY.encode(), kind="text/plain")
    address = f"http://n.example:{web.port}/a"
    article = from_address(address, fetcher).article
    assert article is not None
    assert article.url == address


@pytest.mark.parametrize("address", ["http://n.example:1/x", "file:///etc/passwd", ""])
def test_address_that_gives_nothing_is_one_clear_line(fetcher: Fetcher, address: str) -> None:
    found = from_address(address, fetcher)
    assert found.article is None
    assert found.reason


def feed(*links: str, date: str = "Sat, 02 Mar 2024 10:00:00 GMT") -> bytes:
    items = "".join(f"<item><title>T</title><link>{link}</link><pubDate>{date}</pubDate></item>" for link in links)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>N</title>{items}</channel></rss>".encode()


def test_feed_gives_each_article_dated_by_the_feed_where_the_page_is_not(web: FakeWeb, fetcher: Fetcher) -> None:
    base = f"http://n.example:{web.port}"
    web.answers["/feed"] = page(feed(f"{base}/a", f"{base}/gone"), kind="application/rss+xml")
    web.answers["/a"] = page(STORY.encode(), kind="text/plain")
    found = list(from_feed(f"{base}/feed", fetcher))
    assert [each.article.published if each.article else None for each in found] == ["2024-03-02", None]
    assert "status 404" in (found[1].reason or "")


@pytest.mark.parametrize(
    ("date", "day"), [("0000-00-00", None), ("0001-01-01", "0001-01-01"), ("1e9", None), ("99999-01-01", "9999-11-01")]
)
def test_date_of_a_feed_that_is_none_costs_no_article(
    web: FakeWeb, fetcher: Fetcher, date: str, day: str | None
) -> None:
    base = f"http://n.example:{web.port}"
    web.answers["/feed"] = page(feed(f"{base}/a", date=date), kind="application/rss+xml")
    web.answers["/a"] = page(STORY.encode(), kind="text/plain")
    article = one(from_feed(f"{base}/feed", fetcher)).article
    assert article is not None
    assert article.published == day


@pytest.mark.parametrize(
    "body",
    [
        b"<html>no feed</html>",
        b"",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><rss>&b;</rss>",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss>&a;</rss>",
    ],
)
def test_what_is_no_feed_is_one_clear_line(web: FakeWeb, fetcher: Fetcher, body: bytes) -> None:
    web.answers["/feed"] = page(body, kind="application/xml")
    assert "not a feed" in why(from_feed(f"http://n.example:{web.port}/feed", fetcher))
