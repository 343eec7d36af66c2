"""What `python -m geo check` finds in our own words, and whose words it leaves alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.__main__ import main
from geo.check import Finding, Passage, check_lines, check_names, check_words, passages, read_terms
from geo.errors import TableError

ROOT = Path(__file__).parent.parent
TERMS = read_terms(ROOT / "data/reference/terms.csv")
HERE = Path("summary.txt")
KEPT = ("data/reference", "data/boundaries", "data/articles", "docs")
TABLES = ("places", "countries", "divisions", "regions", "sites", "labels")


def found(text: str, **more: Any) -> list[str]:
    """Return the terms that the check finds in a passage of ours."""
    return [each.term for each in check_words([Passage(HERE, 1, text, **more)], TERMS)]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the check reads, to be spoilt."""
    for name in KEPT:
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "data/gazetteer").mkdir()
    for name in TABLES:
        shutil.copy(ROOT / f"data/gazetteer/{name}.csv", tmp_path / "data/gazetteer")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_repository_passes() -> None:
    done = subprocess.run([sys.executable, "-m", "geo", "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, done.stdout) == (0, "check: nothing found\n", "")


def test_make_check_runs_it() -> None:
    assert "$(BIN)/python -m geo check" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The Zangezur corridor opens.", "Zangezur corridor"),
        ("Villages were liberated in 2024.", "liberated"),
        ("The de-occupied villages.", "de-occupied"),
        ("The so-called republic.", "so-called"),
        ("Separatists left the town.", "Separatists"),
        ("The regime fell.", "regime"),
        ("An anti-terrorist operation began.", "anti-terrorist"),
        ("He spoke of Western Azerbaijan.", "Western Azerbaijan"),
        ("An ethnic cleansing took place.", "cleansing"),
        ("Armenia ceded four villages.", "ceded"),
        ("The breakaway region.", "breakaway"),
        ("Crimea was annexed.", "annexed"),
    ],
)
def test_loaded_term_in_our_words_is_found(text: str, term: str) -> None:
    assert term in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The peace agreement of 8 August 2025 was signed in Washington.",
        "The agreement on peace and interstate relations has been ratified.",
        "The two leaders sign a peace treaty.",
        "The agreement of 8 August 2025 entered into force.",
        "The ministers initialled the joint declaration.",
        "The joint declaration was initialled.",
        "Four sections were demarcated in May 2024.",
        "The border is delimited.",
    ],
)
def test_verb_that_does_not_fit_the_document_is_found(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The ministers initialled the agreement of 8 August 2025; the leaders signed a joint declaration.",
        "The peace agreement is neither signed nor ratified.",
        "The peace agreement was initialled. The regulation was signed.",
        "Four sections are described and not yet demarcated.",
        "For the most part the border is not delimited.",
        "The Lachin corridor is named in the statement of 10 November 2020.",
        "The process was preoccupying.",
    ],
)
def test_fitting_words_pass(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("alone", "beside"),
    [
        ("In Stepanakert.", "In Stepanakert / Khankendi."),
        ("In Khankendi.", "In Khankendi (Stepanakert)."),
        ("In Shushi.", "In Shushi / Shusha."),
        ("In Shusha.", "In Shusha (Shushi)."),
        ("In Artsakh.", "In Nagorno-Karabakh (Artsakh)."),
        ("In Qarabağ.", "In Nagorno-Karabakh (Qarabağ)."),
        ("In Karki.", "In Karki / Tigranashen."),
        ("In Artsvashen.", "In Artsvashen / Bashkend."),
    ],
)
def test_name_of_one_side_alone_is_found(alone: str, beside: str) -> None:
    assert len(found(alone)) == 1
    assert found(beside) == []


def test_every_term_has_a_reason_and_finds_something() -> None:
    assert {term.kind for term in TERMS} == {"loaded", "status", "name"}
    assert all(term.reason for term in TERMS)
    assert not [term.term for term in TERMS if term.pattern.search("")]


def words_of(copy: Path, text: str) -> list[Finding]:
    """Write a document into a copy of the repository; return what is found in it."""
    path = copy / "docs/words.md"
    path.write_text(text, encoding="utf-8")
    return [each for each in check_words(passages(copy), TERMS) if each.path == path]


def test_line_and_column_are_those_of_the_file(copy: Path) -> None:
    (finding,) = words_of(copy, "# One\n\nFirst line,\nthen the regime.\n")
    assert finding.told(copy).startswith("docs/words.md: line 4: column 10: regime: ")


def test_quotations_code_and_addresses_are_others_words(copy: Path) -> None:
    text = 'He said "the regime", “occupied”, and `separatist`.\n\nhttps://news.example/liberated-villages\n'
    assert words_of(copy, text) == []


def test_articles_of_other_publishers_keep_their_words_and_ours_do_not(copy: Path) -> None:
    text = "---\nsource: {}\n---\nA title\nOn 1 May 2024 the occupied villages changed hands.\nUndated words.\n"
    for name, source in (("theirs", "The News"), ("ours", "Dateline")):
        (copy / f"data/articles/{name}.txt").write_text(text.format(source), encoding="utf-8")
    told = [(each.path.name, each.line, each.term) for each in check_words(passages(copy), TERMS)]
    assert told == [("ours.txt", 5, "occupied"), ("ours.txt", 6, "undated")]


def test_our_note_on_their_article_is_ours(copy: Path) -> None:
    text = "---\nsource: The News\nnote: Written by separatists.\n---\nA title\n"
    (copy / "data/articles/theirs.txt").write_text(text, encoding="utf-8")
    (finding,) = check_words(passages(copy), TERMS)
    assert (finding.line, finding.term) == (3, "separatists")


def test_texts_of_the_page_are_read_and_its_code_is_not(copy: Path) -> None:
    (copy / "dashboard/web").mkdir(parents=True)
    (copy / "dashboard/web/a.js").write_text('const occupied = 1;\nsay("the occupied land");\n', encoding="utf-8")
    (copy / "dashboard/page.py").write_text('"""Occupied."""\nregime = "the regime"\n', encoding="utf-8")
    told = [(each.path.name, each.line, each.term) for each in check_words(passages(copy), TERMS)]
    assert told == [("a.js", 2, "occupied"), ("page.py", 2, "regime")]


def test_finding_is_told_with_file_line_column_and_term_and_exits_2(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(copy / "data/reference/milestones.csv", "First meeting, on", "First meeting on the occupied land, on")
    assert main(["check", str(copy)]) == 2
    told = capsys.readouterr().err
    assert "data/reference/milestones.csv: line 7: column summary: occupied: occupied: a verdict on control" in told
    assert told.endswith("check: 1 found\n")


def test_wrong_row_of_the_milestones_exits_2(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(copy / "data/reference/milestones.csv", "commission-01,2022-05-24", "commission-01,24 May 2022")
    assert main(["check", str(copy)]) == 2
    assert "milestones.csv: line 7: column date: '24 May 2022' is not a day" in capsys.readouterr().err


def test_label_of_one_side_alone_is_found_also_on_a_date_of_the_past(copy: Path) -> None:
    path = copy / "data/gazetteer/labels.csv"
    assert list(check_names(path)) == []
    edit(path, "geonames:147105,az,Shusha,Şuşa,,,", "geonames:147105,az,Shusha,Şuşa,1999,,")
    edit(path, "geonames:146970,hy,Stepanakert,Ստեփանակերտ,,,", "geonames:146970,ru,Stepanakert,Ստեփանակերտ,,,")
    told = [each.term for each in check_names(path)]
    assert told == ["geonames:146970 (today)", "geonames:147105 (0001-01-01)"]


@pytest.mark.parametrize(
    ("name", "change", "column"),
    [
        ("lines.geojson", {"source": ""}, "source"),
        ("lines.geojson", {"as_of": "lately"}, "as_of"),
        ("lines.geojson", {"since": None}, "since"),
        ("lines.geojson", {"style": "solid"}, "style"),
        ("lines.geojson", {"status": "ceded", "style": "thin"}, "status"),
        ("lines.geojson", {"status": "former", "style": "dotted"}, "until"),
        ("neighbours.geojson", {"approximate": None}, "approximate"),
        ("sections.geojson", {"border_guards": None}, "border_guards"),
        ("sections.geojson", {"drawn": []}, "drawn"),
        ("sections.geojson", {"point_sources": []}, "point_sources"),
    ],
)
def test_line_without_source_date_or_its_style_is_found(
    copy: Path, name: str, change: dict[str, Any], column: str
) -> None:
    path = copy / "data/boundaries" / name
    assert list(check_lines(path.parent)) == []
    collection = json.loads(path.read_bytes())
    collection["features"][0]["properties"] |= change
    path.write_text(json.dumps(collection), encoding="utf-8")
    (finding,) = (each for each in check_lines(path.parent) if each.column in (column, "drawn"))
    assert (finding.path, finding.line, finding.column) == (path, 1, column)


def test_line_between_the_villages_of_a_section_is_found(copy: Path) -> None:
    path = copy / "data/boundaries/sections.geojson"
    collection = json.loads(path.read_bytes())
    collection["features"][0]["geometry"]["type"] = "LineString"
    path.write_text(json.dumps(collection), encoding="utf-8")
    assert [each.column for each in check_lines(path.parent)] == ["geometry"]


def test_wrong_rows_of_the_terms_are_named_all_at_once(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("kind,term,pattern,unless,reason\nrude,,(,,\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_terms(path)
    assert [told.split("column ")[1].partition(":")[0] for told in str(caught.value).split("\n")] == [
        "term",
        "reason",
        "kind",
        "pattern",
    ]


def test_broken_lines_file_is_named_with_its_remedy(copy: Path) -> None:
    (copy / "data/boundaries/lines.geojson").write_text('{"features": [{}]}', encoding="utf-8")
    with pytest.raises(TableError, match=r"lines\.geojson.*make derive"):
        list(check_lines(copy / "data/boundaries"))
