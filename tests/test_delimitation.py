"""The course of the delimitation: verbs, dates and what has not happened, as of any day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import delimitation
from dashboard.delimitation import Course
from geo import TableError

MILESTONES, SECTIONS = delimitation.tables()
VERDICTS = re.compile(
    r"corridor|liberat|occup|so-called|separatist|anti-terrorist|western azerbaijan|ceded|regime", re.I
)


def course(asof: str | None = None, now: str = "2026-11-24") -> Course:
    return delimitation.course(MILESTONES, SECTIONS, asof, clock=lambda: dt.date.fromisoformat(now))


def steps(found: Course, chain: int) -> dict[str, str | None]:
    return {step.words: step.entry and step.entry.date for step in found.chains[chain].steps}


def test_meetings_are_in_a_row_with_the_days_between() -> None:
    found = course().meetings
    assert [meeting.number for meeting in found] == list(range(1, len(found) + 1))
    assert len(found) >= 12
    assert (found[0].entry.date, found[0].gap) == ("2022-05-24", None)
    assert (found[8].entry.date, found[8].gap) == ("2024-05-15", 26)
    assert found[3].entry.unconfirmed
    assert found[3].entry.unconfirmed in found[3].entry.text
    assert "(to be confirmed)" in found[3].entry.unconfirmed
    assert found[4].entry.unconfirmed is None


def test_every_row_has_its_sources() -> None:
    found = course()
    entries = [meeting.entry for meeting in found.meetings]
    entries += [step.entry for chain in found.chains for step in chain.steps if step.entry]
    assert all(entry.sources and all(url.startswith("http") for url in entry.sources) for entry in entries)
    assert all(pair.sources for pair in found.pairs)


def test_every_step_that_names_a_milestone_finds_it_in_the_table() -> None:
    known = {milestone.id for milestone in MILESTONES}
    named = {of for _, _, chain in delimitation._CHAINS for _, of in chain if of}
    assert named <= known


def test_chain_goes_from_the_protocol_to_the_regulation_in_force_and_no_further() -> None:
    assert list(steps(course(), 0).values()) == [
        "2024-05-15",
        "2024-08-30",
        "2024-09-26",
        "2024-10-23",
        "2024-10-24",
        "2024-11-01",
        None,
        None,
    ]


def test_agreement_of_2025_is_initialled_and_not_signed() -> None:
    peace = steps(course(), 2)
    assert peace["Initialled"] == "2025-08-08"
    assert (peace["Signed"], peace["Ratified"], peace["In force"]) == (None, None, None)


def test_sections_are_described_and_not_demarcated() -> None:
    sections = steps(course(), 1)
    assert sections["Provisionally agreed"] == "2024-04-19"
    assert sections["Description agreed, protocol of the meeting signed"] == "2024-05-15"
    assert sections["Border guards took over"] == "2024-05-24"
    assert sections["Demarcated"] is None


@pytest.mark.parametrize(
    ("asof", "now", "last", "days"),
    [
        (None, "2025-11-28", "commission-12", 0),
        (None, "2025-11-29", "commission-12", 1),
        (None, "2026-11-24", "commission-12", 361),
        ("2024-09-01", "2026-11-24", "regulation-2024-08-30", 2),
        ("2022-05-24", "2026-11-24", "commission-01", 0),
    ],
)
def test_days_since_the_last_step_are_counted_to_the_day_or_the_clock(
    asof: str | None, now: str, last: str, days: int
) -> None:
    found = course(asof, now)
    assert found.last
    assert (found.last.id, found.days) == (last, days)


def test_what_is_later_than_the_day_has_not_happened() -> None:
    found = course("2024-10-01")
    assert [date for date in steps(found, 0).values() if date] == ["2024-05-15", "2024-08-30", "2024-09-26"]
    assert (found.meetings[-1].number, found.later) == (9, len(course().meetings) - 9)
    assert found.known == "2024-10-01"


def test_before_the_first_step_there_is_none() -> None:
    found = course("2022-01-01")
    assert (found.meetings, found.last, found.days, found.pairs) == ((), None, None, ())


def test_what_is_missing_is_said_up_to_the_last_entry_of_the_table() -> None:
    assert course().known == max(milestone.date for milestone in MILESTONES)
    assert delimitation.course((), (), clock=lambda: dt.date(2026, 1, 2)).known == "2026-01-02"


@pytest.mark.parametrize(
    ("asof", "step"),
    [
        ("2024-04-19", "provisionally agreed"),
        ("2024-05-14", "provisionally agreed"),
        ("2024-05-15", "description agreed"),
        ("2024-05-24", "border guards took over"),
    ],
)
def test_pairs_are_as_far_as_they_were_on_the_day(asof: str, step: str) -> None:
    assert {pair.step for pair in course(asof).pairs} == {step}
    assert course("2024-04-18").pairs == ()


def test_village_without_a_sourced_point_is_listed_and_not_drawn() -> None:
    found = {pair.name: pair for pair in course().pairs}
    assert found["Kirants - Kheyrimli"].listed == ("Kirants", "Kheyrimli")
    assert found["Kirants - Kheyrimli"].drawn == ()
    assert found["Berkaber - Gizilhajili"].listed == ("Gizilhajili",)
    assert found["Voskepar - Ashaghi Askipara"].listed == ()


def test_our_own_words_carry_no_verdict() -> None:
    for title, remark, chain in delimitation._CHAINS:
        assert not VERDICTS.search(" ".join((title, remark, *(words for words, _ in chain))))


def test_source_that_is_no_web_address_is_no_source_link() -> None:
    odd = replace(MILESTONES[0], id="commission-01", sources=("javascript:alert(1)", "https://a.org"))
    found = delimitation.course((odd,), (), clock=lambda: dt.date(2026, 1, 1))
    assert found.meetings[0].entry.sources == ("https://a.org",)


def test_tables_that_are_missing_are_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"milestones\.csv"):
        delimitation.tables(tmp_path)
