"""What persons mended: found again in a text that changed, applied in order, and never lost."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.corrections import Correction, add, anchor, correct_analysis, correct_extraction, find, read_corrections
from geo.corrections.anchor import CONTEXT, Anchor
from geo.corrections.apply import GONE, NO_EVENT, NO_MENTION, NO_PLACE
from geo.corrections.table import COLUMNS
from geo.errors import InputError, TableError
from geo.events import extract
from geo.gazetteer import Gazetteer
from geo.resolve import analyse
from geo.types import Analysis, Article, Span

TEXT = (
    "Talks in Oslo\nPresident Anna Berg arrived in Tripoli on Monday. Later it rained in Tripoli. Bergen was not named."
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def analysis(gazetteer: Gazetteer) -> Analysis:
    return analyse(Article("talks", TEXT, "Talks in Oslo", published="2024-08-21"), gazetteer)


def correction(text: str, wanted: str, nth: int = 0, **given: str) -> Correction:
    start = -1
    for _ in range(nth + 1):
        start = text.index(wanted, start + 1)
    at = anchor(text, Span(start, start + len(wanted)))
    made = Correction(
        "mention", "accept", "here", "talks", at.quote, at.prefix, at.suffix, "", "", "", "A. Reader", "2024-09-01", ""
    )
    return replace(made, **given)  # type: ignore[arg-type]


@given(st.text(min_size=1, max_size=200), st.data())
def test_span_is_found_again_in_its_own_text_or_not_at_all(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find(text, anchor(text, Span(start, end)))
    # Not at all only where the text repeats itself with all of its surroundings.
    assert found == Span(start, end) or (found is None and text.count(text[start:end]) > 1)


@pytest.mark.parametrize(
    "changed",
    [
        "A new title\n" + TEXT,
        TEXT.replace("Talks in Oslo\n", ""),
        TEXT.replace("Later it rained", "It rained later"),
        TEXT.replace("on Monday", "on Tuesday"),
    ],
)
def test_second_of_two_mentions_is_found_again_in_a_changed_text(changed: str) -> None:
    second = TEXT.rindex("Tripoli")
    found = find(changed, anchor(TEXT, Span(second, second + 7)))
    assert found is not None
    assert found.start == changed.rindex("Tripoli")


def test_quotation_whose_surroundings_are_gone_is_not_guessed() -> None:
    assert find("Tripoli. Tripoli.", Anchor("Tripoli", "arrived in ", " on Monday")) is None
    assert find("nothing", Anchor("Tripoli", "", "")) is None


def test_context_is_bounded() -> None:
    at = anchor("x" * 500 + "Tripoli" + "y" * 500, Span(500, 505))
    assert (len(at.prefix), len(at.suffix)) == (CONTEXT, CONTEXT)


ROOT = Path(__file__).parent.parent
GIVEN = correction(TEXT, "Tripoli")


def named(analysis: Analysis) -> list[tuple[str, str | None]]:
    return [(each.mention.text, each.place.id if each.place else None) for each in analysis.toponyms]


def test_another_place_here_in_the_article_or_everywhere(analysis: Analysis, gazetteer: Gazetteer) -> None:
    lebanon = "geonames:266826"
    libya = "geonames:2210247"
    assert named(analysis) == [
        ("Oslo", "geonames:3143244"),
        ("Tripoli", libya),
        ("Tripoli", libya),
        *named(analysis)[3:],
    ]
    here = correction(TEXT, "Tripoli", 1, action="place", was=libya, now=lebanon)
    assert [
        place for name, place in named(correct_analysis(analysis, [here], gazetteer).result) if name == "Tripoli"
    ] == [
        libya,
        lebanon,
    ]
    for scope in ("article", "all"):
        both = replace(here, scope=scope, article="talks" if scope == "article" else "another")  # type: ignore[arg-type]
        applied = correct_analysis(analysis, [both], gazetteer)
        assert [place for name, place in named(applied.result) if name == "Tripoli"] == [lebanon, lebanon]
        assert len(applied.touched) == 2


def test_the_narrower_and_then_the_later_correction_holds(analysis: Analysis, gazetteer: Gazetteer) -> None:
    libya = "geonames:2210247"
    wide = correction(
        TEXT, "Tripoli", action="place", scope="article", was=libya, now="geonames:266826", when="2024-09-09"
    )
    here = correction(TEXT, "Tripoli", action="reject", when="2024-09-01")
    names = named(correct_analysis(analysis, [here, wide], gazetteer).result)
    assert [name for name, _ in names].count("Tripoli") == 1


def test_mention_that_was_missed_and_a_point_are_put_there(analysis: Analysis, gazetteer: Gazetteer) -> None:
    missed = correction(TEXT, "named", action="point", now="5.32,60.39")
    applied = correct_analysis(analysis, [missed], gazetteer)
    (found,) = [each for each in applied.result.toponyms if each.mention.text == "named"]
    assert found.place is not None
    assert (found.place.lon, found.place.lat, found.confidence) == (5.32, 60.39, 1.0)


def test_what_no_longer_fits_is_listed_and_never_dropped(analysis: Analysis, gazetteer: Gazetteer) -> None:
    gone = replace(correction(TEXT, "Tripoli"), quote="Madrid")
    unknown = correction(TEXT, "Tripoli", action="place", now="geonames:0")
    nothing = correction(TEXT, "Tripoli", scope="article", was="geonames:1")
    applied = correct_analysis(analysis, [gone, unknown, nothing], gazetteer)
    assert {each.id: why for each, why in applied.listed} == {
        gone.id: GONE,
        unknown.id: NO_PLACE,
        nothing.id: NO_MENTION if find(TEXT, nothing.anchor) else GONE,
    }
    assert applied.result == analysis


def test_corrected_place_moves_the_visit_and_the_visit_itself_can_be_mended(
    analysis: Analysis, gazetteer: Gazetteer
) -> None:
    extraction = extract(analysis, gazetteer)
    assert [each.actor for each in extraction.visits] == ["Anna Berg"]
    base = correction(TEXT, "Tripoli", kind="visit", actor="Anna Berg")
    changes = [
        replace(base, action="date", now="2024-08-18"),
        replace(base, action="status", now="planned"),
    ]
    (visit,) = correct_extraction(extraction, analysis, changes).result.visits
    assert (visit.date, visit.date_end, visit.status, visit.confidence) == ("2024-08-18", None, "planned", 1.0)
    assert correct_extraction(extraction, analysis, [replace(base, action="reject")]).result.visits == ()
    other = replace(base, actor="Someone Else")
    assert correct_extraction(extraction, analysis, [other]).listed == ((other, NO_EVENT),)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "place"}, "kind"),
        ({"action": "stage"}, "action"),
        ({"scope": "world"}, "scope"),
        ({"when": "yesterday"}, "when"),
        ({"when": "2024-08"}, "when"),
        ({"quote": ""}, "quote"),
        ({"action": "point", "now": "200,10"}, "now"),
        ({"action": "point", "now": "nan,10"}, "now"),
        ({"action": "place", "now": ""}, "now"),
        ({"action": "accept", "now": "x"}, "now"),
        ({"kind": "visit", "action": "status", "now": "done"}, "now"),
        ({"kind": "border", "action": "stage", "now": "solved"}, "now"),
        ({"kind": "visit", "action": "date", "now": "2024-02-30"}, "now"),
        ({"why": "x" * 3000}, "why"),
    ],
)
def test_correction_that_does_not_hold_is_named(changes: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said):
        add([correction(TEXT, "Tripoli", **changes)], tmp_path / "corrections.csv")
    assert not (tmp_path / "corrections.csv").exists()


def test_file_keeps_every_character_in_the_order_of_ids(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    given = [
        correction(TEXT, "Tripoli", why=why)
        for why in ('a "quoted", one', "line\nbreak\r\n", "back\\nslash\\", "ə Ստ {{7*7}}", "")
    ]
    assert add(given, path) == 5
    assert add(given[:2], path) == 0
    assert set(read_corrections(path)) == set(given)
    assert [each.id for each in read_corrections(path)] == sorted(each.id for each in given)
    lines = path.read_bytes().decode().split("\n")
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == 1 + len(given) + 1, "a row a line"


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.csv") == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"", "line 1"),
        (b"id,kind\n", "line 1"),
        ((",".join(COLUMNS) + "\nabc,mention\n").encode(), "line 2: 2 columns"),
        ((",".join(COLUMNS) + '\n"open').encode(), "line"),
    ],
)
def test_damaged_file_is_named_and_left_as_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(content)
    with pytest.raises(TableError, match=said):
        read_corrections(path)
    with pytest.raises(TableError):
        add([correction(TEXT, "Tripoli")], path)
    assert path.read_bytes() == content


def test_changed_row_is_found_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    add([correction(TEXT, "Tripoli")], path)
    path.write_text(path.read_text("utf-8").replace("A. Reader", "B. Writer"), encoding="utf-8")
    with pytest.raises(TableError, match="line 2: id"):
        read_corrections(path)


def write_many(path: Path, writer: int, count: int) -> None:
    for number in range(count):
        add([correction(TEXT, "Tripoli", who=f"{writer}", why=str(number))], path)


def test_several_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(path, writer, 25)) for writer in range(4)]
    for each in writers:
        each.start()
    for each in writers:
        each.join(60)
    assert [each.exitcode for each in writers] == [0] * 4
    assert len(read_corrections(path)) == 100


@pytest.mark.parametrize("before", [0, 3])
def test_git_merges_what_two_people_decided(before: int, tmp_path: Path) -> None:
    """Also where both begin the file, or their rows stand side by side."""

    def git(*words: str) -> None:
        who = ["-c", "user.name=Anna", "-c", "user.email=anna@news.example", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    def decided(branch: str, numbers: range) -> None:
        git("checkout", "-q", "-B", branch, "main")
        for number in numbers:
            add([replace(GIVEN, who=branch, now="", action="reject", quote=f"place {number}")], path)
        git("add", ".")
        git("commit", "-q", "-m", branch)

    path = tmp_path / "data/corrections.csv"
    git("init", "-q", "-b", "main")
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    if before:
        add([replace(GIVEN, quote=f"old {number}") for number in range(before)], path)
    git("add", ".")
    git("commit", "-q", "-m", "begin")
    decided("anna", range(20))
    decided("bob", range(10, 30))
    git("merge", "-q", "--no-edit", "anna")
    merged = read_corrections(path)
    assert len(merged) == len({each.id for each in merged}) == before + 40
    # The next decision puts the rows in order again.
    add([replace(GIVEN, quote="one more")], path)
    rows = path.read_text("utf-8").splitlines()[1:]
    assert rows == sorted(rows)
    assert len(rows) == before + 41
