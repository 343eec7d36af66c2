"""The tables of milestones and sections and a day in, the rows of the delimitation page out.

The verbs are those of docs/conventions.md: agreed is not initialled, initialled is not signed, signed is not ratified,
ratified is not in force; delimitation is on paper, demarcation on the ground. What the table does not hold is said to
be missing up to its last entry, never to be missing today.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard import dates
from dashboard.cards import TO_BE_CONFIRMED, web_address
from geo import Milestone, Section, read_milestones, read_sections

DATA = Path(__file__).resolve().parents[1] / "data"
Clock = Callable[[], dt.date]

_MEETING = re.compile(r"commission-(\d\d)")
_SENTENCES = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_CHAINS: tuple[tuple[str, str, tuple[tuple[str, str | None], ...]], ...] = (
    (
        "From the protocol to the regulation in force",
        "The regulation says how the two commissions work together. It does not say where the border runs.",
        (
            ("Protocol: description of four sections agreed, protocol of the meeting signed", "commission-09"),
            ("Signature: regulation on the joint activity of the commissions signed", "regulation-2024-08-30"),
            ("Court: the Constitutional Court of Armenia finds the regulation constitutional", "court-2024-09-26"),
            ("Parliament: the parliament of Armenia ratifies the regulation", "ratification-2024-10-23"),
            ("Approval: both presidents complete the approval of the regulation", "approval-2024-10-24"),
            ("In force: the regulation enters into force", "commission-10"),
            ("Delimitation: description of the rest of the border agreed", None),
            ("Demarcation: the border marked on the ground", None),
        ),
    ),
    (
        "Four sections of the border",
        "A marker set while coordinates are measured is not yet demarcation.",
        (
            ("Provisionally agreed", "commission-08"),
            ("First border marker set as part of the measuring", "first-marker-2024-04-23"),
            ("Description agreed, protocol of the meeting signed", "commission-09"),
            ("Border guards took over", "border-guards-2024-05-24"),
            ("Demarcated", None),
        ),
    ),
    (
        "Agreement on peace and interstate relations",
        "The agreement was initialled; what was signed on the same day is a joint declaration.",
        (
            ("Text announced as negotiated", "treaty-text-2025-03-13"),
            ("Initialled", "washington-2025-08-08"),
            ("Signed", None),
            ("Ratified", None),
            ("In force", None),
        ),
    ),
)
"""Title, remark and steps of each chain: our words, and the milestone that they rest on where the table has one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A milestone as the page shows it."""

    id: str
    date: str
    """ISO 8601 day."""
    date_text: str
    title: str
    places: tuple[str, ...]
    text: str
    sources: tuple[str, ...]
    """http or https addresses."""
    unconfirmed: str | None
    """The sentence of the text that says what is to be confirmed."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A numbered meeting of the border commissions."""

    number: int
    entry: Entry
    gap: int | None
    """Days since the meeting before; null for the first."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a chain; it had not happened where there is no entry."""

    words: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps that follow one another."""

    title: str
    remark: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two villages between which a section runs."""

    name: str
    drawn: tuple[str, ...]
    listed: tuple[str, ...]
    """Villages without a sourced point."""
    step: str
    date_text: str
    note: str | None
    sources: tuple[str, ...]
    """Addresses or titles."""


@dataclass(frozen=True, slots=True)
class Course:
    """The process as of a day."""

    day: str
    """ISO 8601."""
    known: str
    """ISO 8601 day up to which the table speaks: its last entry, or the day where that is earlier."""
    days: int | None
    """Since the last step; null where none had happened."""
    last: Entry | None
    meetings: tuple[Meeting, ...]
    later: int
    """Meetings after the day."""
    chains: tuple[Chain, ...]
    pairs: tuple[Pair, ...]


def tables(folder: Path = DATA) -> tuple[tuple[Milestone, ...], tuple[Section, ...]]:
    """Read both tables. Raises TableError."""
    return read_milestones(folder / "reference/milestones.csv"), read_sections(folder / "boundaries")


def today() -> dt.date:
    """Return the day in UTC, the same for every reader."""
    return dt.datetime.now(dt.UTC).date()


def course(
    milestones: Sequence[Milestone], sections: Sequence[Section], asof: str | None = None, clock: Clock = today
) -> Course:
    """Return the process as of a day, ISO 8601; of today where none is given."""
    day = asof or clock().isoformat()
    happened = {each.id: _entry(each) for each in milestones if each.date <= day}
    meetings = tuple(_meetings(happened))
    chains = tuple(
        Chain(title, remark, tuple(Step(words, happened.get(of or "")) for words, of in steps))
        for title, remark, steps in _CHAINS
    )
    entries = [meeting.entry for meeting in meetings] + [
        step.entry for chain in chains for step in chain.steps if step.entry
    ]
    last = max(entries, key=lambda each: each.date, default=None)
    return Course(
        day=day,
        known=min(day, max((each.date for each in milestones), default=day)),
        days=dates.first_day(day) - dates.first_day(last.date) if last else None,
        last=last,
        meetings=meetings,
        later=sum(_number(each.id) is not None for each in milestones) - len(meetings),
        chains=chains,
        pairs=tuple(pair for section in sections for pair in _pair(section, day)),
    )


def dated(course: Course) -> Iterator[tuple[str, str]]:
    """Return date and title of everything that a course holds."""
    for meeting in course.meetings:
        yield meeting.entry.date, meeting.entry.title
    for step in (step for chain in course.chains for step in chain.steps):
        if step.entry:
            yield step.entry.date, step.entry.title


def _entry(milestone: Milestone) -> Entry:
    return Entry(
        id=milestone.id,
        date=milestone.date,
        date_text=dates.written(milestone.date, milestone.date_end),
        title=milestone.title,
        places=milestone.places,
        text=milestone.summary,
        sources=tuple(source for source in milestone.sources if web_address(source)),
        unconfirmed=next((each for each in _SENTENCES.split(milestone.summary) if TO_BE_CONFIRMED in each), None),
    )


def _number(identity: str) -> int | None:
    found = _MEETING.fullmatch(identity)
    return int(found[1]) if found else None


def _meetings(happened: Mapping[str, Entry]) -> Iterator[Meeting]:
    numbered = sorted((number, each.id) for each in happened.values() if (number := _number(each.id)))
    earlier: str | None = None
    for number, identity in numbered:
        entry = happened[identity]
        gap = dates.first_day(entry.date) - dates.first_day(earlier) if earlier else None
        yield Meeting(number, entry, gap)
        earlier = entry.date


def _pair(section: Section, day: str) -> Iterator[Pair]:
    """Return the section as it stood on a day; nothing before it was provisionally agreed."""
    steps = (
        ("provisionally agreed", section.agreed_provisionally),
        ("description agreed", section.description_agreed),
        ("border guards took over", section.border_guards),
    )
    reached = [(words, date) for words, date in steps if date <= day]
    if reached:
        words, date = reached[-1]
        yield Pair(
            name=section.name,
            drawn=tuple(village.name for village in section.villages if village.point),
            listed=tuple(village.name for village in section.villages if not village.point),
            step=words,
            date_text=dates.written(date),
            note=section.note,
            sources=tuple(dict.fromkeys((*section.source, *(each.source for each in section.villages if each.source)))),
        )
