"""Template code and script by the longer ways: uploads of each kind, a built index, kept articles, a desk's pages."""

from __future__ import annotations

import html
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from dumpfiles import place, write_dump, write_tables
from starlette.applications import Starlette
from starlette.testclient import TestClient
from test_page import elements, map_arguments, page

from dashboard import desk
from dashboard.assets import Assets
from dashboard.deskroutes import ROUTES
from dashboard.routes import Answers, failed, routes
from geo.corrections import Correction, add
from geo.gazetteer import Gazetteer
from geo.gazetteer.dump import Sources, import_dump
from geo.geocode import Chain, EmbeddedGeocoder, geocode_features
from geo.intake import from_file, from_text, keep
from geo.resolve import analyse
from geo.types import Article
from tests.answers import FakeOutlines
from tests.hostile.bombs import docx
from tests.hostile.strings import RESULT, SAMPLE, STRINGS, SUM, evaluated
from tests.tally import Tally

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
PAGE = (
    "<html><head><meta charset=utf-8><title>{0}</title></head>"
    "<body><article><h1>{0}</h1>{1}<p>{0}</p></article></body></html>"
)
SENTENCES = "<p>The minister arrived in Oslo on Monday and met the mayor of Bergen, who had come from Lima.</p>" * 3


def xml_holds(text: str) -> bool:
    """Tell whether XML 1.0 has a way to write a text (section 2.2), and python-docx gives it back as it is."""
    return all(each >= " " and each not in "\ufffe\uffff" for each in text)


def words(text: str) -> str:
    return " ".join(text.split())


def archive(texts: tuple[str, ...]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, text in enumerate(texts):
            packed.writestr(f"{number}.txt", f"Talks in Oslo\n{text}\nThey met.")
    return file.getvalue()


KINDS: dict[str, Callable[[str], bytes]] = {
    "a.txt": lambda text: f"Talks in Oslo\n{text}\nThey met.".encode(),
    "a.md": lambda text: f"# Talks in Oslo\n\n{text}\n\nThey met.".encode(),
    "a.html": lambda text: PAGE.format(html.escape(text), SENTENCES).encode(),
    "raw.html": lambda text: PAGE.format(text, SENTENCES).encode(),
    "a.jsonl": lambda text: json.dumps(
        {"text": f"Talks\n{text}", "title": text, "source": text, "note": text}
    ).encode(),
}
LEAST = {"a.txt": 0.98, "a.md": 0.3, "a.html": 0.9, "raw.html": 0.3, "a.jsonl": 0.98}
"""Of the strings that are there to the character: Markdown and HTML take marks of theirs for marks."""


@pytest.mark.parametrize("name", KINDS)
def test_file_of_every_string_is_an_article_or_named_and_nothing_is_evaluated(name: str, tally: Tally) -> None:
    whole = named = 0
    texts = STRINGS if name != "raw.html" else SAMPLE
    for text in texts:
        (taken,) = from_file(name, KINDS[name](text))
        if taken.article is None:
            named += 1
            assert taken.reason
            continue
        assert not evaluated(taken.article.text + taken.article.title + str(taken.article.note))
        whole += words(text) in words(taken.article.text)
    assert whole >= LEAST[name] * len(texts)
    tally.add(
        f"template and script in uploads: {name}", len(texts), f"{whole} to the character, {named} named, 0 evaluated"
    )


def test_archive_and_document_of_every_string_hold_them_to_the_character(tally: Tally) -> None:
    found = [each.article for each in from_file("a.zip", archive(STRINGS))]
    assert len(found) == len(STRINGS)
    for text, article in zip(STRINGS, found, strict=True):
        assert article is None if "\0" in text else article and words(text) in words(article.text)
    texts = [text for text in STRINGS if xml_holds(text)]
    body = WORD.format("".join(PARAGRAPH.format(escape(text)) for text in texts))
    (document,) = from_file("a.docx", docx(body.encode()))
    assert document.article is not None
    assert all(text in document.article.text for text in texts)
    assert not evaluated(document.article.text)
    tally.add("template and script in ZIP and DOCX", len(STRINGS) + len(texts), "all to the character, 0 evaluated")


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Gazetteer, int]:
    """An index made of a dump whose places have the strings as names, and how many lines of it were refused."""
    folder = tmp_path_factory.mktemp("names")
    dump, tables = write_dump(folder / "dump"), write_tables(folder / "tables")
    lines = [place(1000 + number, text, "P PPL", population=1000) for number, text in enumerate(STRINGS)]
    with (dump / "QX.txt").open("ab") as file:
        file.write("".join(f"{line}\n" for line in lines).encode())
    done = import_dump(Sources(dump, tables, list), folder / "index", lambda _: None)
    return Gazetteer.open(folder / "index", tables), dict(done.files)["QX.txt"].bad


def test_index_of_hostile_names_has_them_to_the_character(gazetteer: tuple[Gazetteer, int], tally: Tally) -> None:
    opened, bad = gazetteer
    held = 0
    for number, text in enumerate(STRINGS):
        try:
            found = opened.place(f"geonames:{1000 + number}")
        except KeyError:
            continue
        held += 1
        assert found.name.strip() == text.strip()
        assert not evaluated(found.name)
        opened.lookup(text)
    assert held >= 0.9 * len(STRINGS)
    assert held + bad >= len(STRINGS)
    tally.add(
        "template and script as names of an index", len(STRINGS), f"{held} to the character, the rest refused by line"
    )


def test_text_and_query_of_hostile_names_evaluate_nothing(gazetteer: tuple[Gazetteer, int], tally: Tally) -> None:
    opened, _ = gazetteer
    chain = Chain(EmbeddedGeocoder(opened), [])
    answered = 0
    for text in STRINGS:
        read = analyse(Article("talks", f"Talks\nThey met in {text} on Monday.", "Talks"), opened, explain=True)
        assert not evaluated(repr(read.toponyms) + repr(read.refused))
        if len(text) < 200 and text.isprintable():
            (feature,) = geocode_features([text], chain)["features"]
            assert not evaluated(json.dumps(feature))
            answered += feature["geometry"] is not None
    assert answered > len(STRINGS) / 3
    tally.add("template and script as queries", len(STRINGS), f"{answered} found by their own name, 0 evaluated")


@pytest.fixture
def kept(work: Path, torture: bool, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The strings as articles that were kept, and as corrections of the first one; the texts by the articles' ids."""
    # Hundreds of files flushed to a busy disk are minutes.
    monkeypatch.setattr(os, "fsync", lambda _: None)
    texts = {}
    for text in STRINGS if torture else SAMPLE:
        article = from_text(f"Talks in Oslo\n{text}\nThey met in Lima.", title=text).article
        if article is not None:
            texts[keep(article, work / "articles").article.id] = article.text
    told = ("", "", "A. Reader", "2024-09-01")
    cut = (text[:1000] for text in STRINGS)
    made = [Correction("mention", "reject", "article", next(iter(texts)), *[each] * 3, "", *told, each) for each in cut]
    add([each for each in made if "\0" not in each.quote and each.quote], work / "corrections.csv")
    return texts


def test_kept_articles_are_answered_to_the_character(kept: dict[str, str], tally: Tally) -> None:
    assert len(kept) >= 0.9 * len(SAMPLE)
    answers = Answers(desk.files().map, Assets(), FakeOutlines())
    app = Starlette(routes=routes(answers, "", ROUTES), exception_handlers={Exception: failed})
    with TestClient(app, raise_server_exceptions=False) as client:
        for identity, text in kept.items():
            answer = client.get("/api/article", params={"id": identity})
            assert answer.status_code == 200, identity
            said = "".join(part["text"] for each in answer.json()["sentences"] for part in each["parts"])
            assert "".join(said.split()) == "".join(text.split())
            assert not evaluated(answer.text)
    tally.add("template and script in kept articles", len(kept), "all to the character through api/article")


def test_pages_of_a_desk_full_of_attacks_evaluate_none_of_it(kept: dict[str, str], torture: bool, tally: Tally) -> None:
    asked = [{"page": "review"}, {"page": "add"}]
    some = list(kept)[:: 10 if torture else 80]
    asked += [{"page": name, "article": identity} for name in ("review", "read") for identity in some]
    for query in asked:
        shown = page(**query)
        whole = "".join(str(each.proto) for each in elements(shown) if getattr(each, "proto", None) is not None)
        assert RESULT not in whole
        if query.get("page") == "read":
            assert SUM not in json.dumps(map_arguments(shown))
        assert not [each for each in shown.get("html") if SUM in each.proto.body]
    tally.add("template and script on the desk's pages", len(asked), "0 evaluated, 0 render failures")
