"""What `geo.read` makes of the files that people give it."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import ArticleError
from geo.read import MAX_BYTES, article_id, find_articles, read_article

REPOSITORY = Path(__file__).parent.parent


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_first_article_keeps_its_title_line_and_loses_the_page_furniture() -> None:
    article = read_article(REPOSITORY / "data/articles/putin-in-baku.txt")
    assert article.id == "putin-in-baku"
    assert article.published == "2024-08-19"
    assert article.title == "Putin in Baku: Offers to Mediate Peace Talks Between Armenia and Azerbaijan"
    assert article.text.startswith(article.title + "\nIn a display of diplomacy")
    assert article.text.endswith("post-Soviet space.")
    assert article.note is not None
    assert "milestones.csv" in article.note


def test_text_without_front_matter_takes_its_first_line_as_title(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.txt", "A title\r\nFirst sentence.\rSecond.\r\n"))
    assert article.title == "A title"
    assert article.text == "A title\nFirst sentence.\nSecond."
    assert article.published is None


def test_title_of_the_front_matter_becomes_the_first_line_where_the_body_lacks_it(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.txt", "---\ntitle: Talks in Oslo\n---\nThey met.\n"))
    assert article.text == "Talks in Oslo\nThey met."


def test_markdown_gives_its_words_without_marks(tmp_path: Path) -> None:
    source = (
        "---\npublished: 2024-03-02\n---\n# A trip\n\n"
        "She **flew** to [Oslo](https://x.example) &amp; left.\n\n- one\n- two\n"
    )
    article = read_article(write(tmp_path / "a.md", source))
    assert article.text == "A trip\nShe flew to Oslo & left.\none\ntwo"
    assert article.published == "2024-03-02"


def test_html_gives_article_title_publisher_and_date(tmp_path: Path) -> None:
    sentences = "".join(
        f"<p>Minister number {n} flew to Tbilisi on Friday and spoke of the border.</p>" for n in range(6)
    )
    page = (
        "<html><head><title>A trip</title><meta property='og:site_name' content='The News'>"
        "<meta property='article:published_time' content='2024-03-02'></head><body><nav>Home About</nav>"
        f"<article><h1>A trip</h1>{sentences}</article><footer>Imprint</footer></body></html>"
    )
    article = read_article(write(tmp_path / "a.html", page))
    assert (article.title, article.source, article.published) == ("A trip", "The News", "2024-03-02")
    assert "Minister number 3 flew to Tbilisi" in article.text
    assert "Imprint" not in article.text


def test_html_in_a_declared_encoding_is_read_in_it(tmp_path: Path) -> None:
    sentences = "".join(
        f"<p>Der Minister flog am {n}. März nach Köln und sprach über die Grenze.</p>" for n in range(1, 7)
    )
    head = "<head><meta charset='iso-8859-1'><title>Köln</title></head>"
    page = f"<html>{head}<body><article>{sentences}</article></body></html>"
    assert "nach Köln" in read_article(write(tmp_path / "a.html", page.encode("latin-1"))).text


def test_byte_order_marks_are_no_text(tmp_path: Path) -> None:
    assert read_article(write(tmp_path / "a.txt", b"\xef\xbb\xbfTitle\nText")).title == "Title"
    assert read_article(write(tmp_path / "b.txt", "Title\nText".encode("utf-16"))).text == "Title\nText"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"---\ntitle: only this\n---\n", "empty below its front matter"),
        (b"\x7fELF\x00\x01\x02\xff", "binary"),
        (b"text with \x00 in it", "binary"),
        ("Café in Genève".encode("latin-1"), "not UTF-8"),
        (b"---\ntitle: [unclosed\n---\nText", "does not parse in line"),
        (b"---\ntitle: a: b: c\n---\nText", "does not parse in line 2"),
        (b"---\n- a\n- b\n---\nText", "not a list of fields"),
        (b"---\ntitle: no end\nText", "no closing ---"),
        (b"---\npublished: last Tuesday\n---\nText", "published is not a date"),
        (b"---\npublished: 2024-02-30\n---\nText", "front matter does not parse|published is not a date"),
        (b"---\nurl: javascript:alert(1)\n---\nText", "not an http or https address"),
        (b"---\nurl: 'http://[::1'\n---\nText", "not an http or https address"),
        (b'---\ntitle: "\\ud83d"\n---\nText', r"field title holds half a character \(U\+D83D, character 0\)"),
        (b'---\nsource: "The \\udfff News"\n---\nText', "field source holds half a character"),
        (b"---\ntitle: {a: b}\n---\nText", "field title is not one line"),
        (b"---\ntitle: !!python/object/apply:os.system ['true']\n---\nText", "does not parse"),
    ],
)
def test_what_cannot_be_read_is_one_line_with_file_and_remedy(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = write(tmp_path / "broken.txt", content)
    with pytest.raises(ArticleError, match=complaint) as caught:
        read_article(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    assert ";" in message


def test_page_without_an_article_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no article found"):
        read_article(write(tmp_path / "a.html", "<html><body></body></html>"))


def test_file_over_the_cap_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ArticleError, match="larger than 20 MB"):
        read_article(path)


def test_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden/d.txt", ".e.txt", "notes.csv"):
        write(tmp_path / name, "x")
    assert [str(path.relative_to(tmp_path)) for path in find_articles(tmp_path)] == ["a.md", "b.txt", "sub/c.html"]


def test_link_out_of_the_folder_is_named_and_not_read(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "the secret")
    folder = tmp_path / "articles"
    inside = write(folder / "sub/inside.txt", "Talks in Oslo")
    for name, target in (("out.txt", secret), ("up.txt", Path("../secret.txt")), ("in.txt", inside)):
        (folder / name).symlink_to(target)
    for name in ("out.txt", "up.txt"):
        with pytest.raises(ArticleError, match="link that leads out of its folder; put the file itself there"):
            read_article(folder / name, folder)
    assert read_article(folder / "in.txt", folder).text == "Talks in Oslo"
    # Who names a link means what it leads to.
    assert (
        read_article(folder / "out.txt").text
        == read_article(folder / "out.txt", folder / "out.txt").text
        == "the secret"
    )


def test_missing_folder_and_unread_kind_are_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no such file or folder"):
        list(find_articles(tmp_path / "nowhere"))
    with pytest.raises(ArticleError, match=r"not a kind of file that is read; use .*\.txt"):
        list(find_articles(write(tmp_path / "table.csv", "x")))


@pytest.mark.parametrize(
    ("relative", "expected"),
    [
        ("putin-in-baku.txt", "putin-in-baku"),
        ("2024/Ein Besuch!.md", "2024-ein-besuch"),
        ("Баку.txt", "баку"),
        ("!.txt", "article"),
    ],
)
def test_id_is_the_path_made_safe_for_an_address(tmp_path: Path, relative: str, expected: str) -> None:
    assert article_id(tmp_path / relative, tmp_path) == expected
