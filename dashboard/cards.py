"""Rows of the store in, evidence cards out: one an event, its sentences in parts, its dates as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from dashboard import dates
from dashboard.labels import label
from dashboard.state import View
from dashboard.store import KINDS, Row

Part = tuple[Literal["text", "place"], str]

MAX_EVIDENCE = 50
"""Sentences of one card; `more` counts the rest. A reader asks the list for them by article."""
TO_BE_CONFIRMED = "(to be confirmed)"
"""How data/reference/milestones.csv marks what its sources do not settle."""


@dataclass(frozen=True, slots=True)
class PlaceOnCard:
    """A place of the event; without `lon` and `lat`, and without a line, it is not on the map; `reason` may say why."""

    id: str | None
    label: str
    lon: float | None
    lat: float | None
    feature: str
    """Id of the first Feature of the event at this place."""
    role: str | None
    reason: str | None
    line: str | None
    """Id of the line of data/boundaries that is drawn instead of a point."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence and where it comes from."""

    kind: str
    article: str | None
    title: str | None
    source: str | None
    url: str | None
    """http or https, else null."""
    published: str | None
    method: str | None
    parts: tuple[Part, ...]
    """The sentence, character by character; `place` where it writes a place of the card."""
    confidence: float | None
    says: str | None = None
    """Status, stage and date as this sentence tells them, where the card's sentences disagree; else null."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the table of milestones says, in its own words."""

    text: str
    sources: tuple[str, ...]
    """http or https addresses."""
    to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class Card:
    """An event with its evidence."""

    event: str
    ids: tuple[str, ...]
    """Ids of its Features that pass the filter."""
    day: str
    """Heading that it stands under: "18–19 August 2024", "undated"."""
    date: str | None
    date_end: str | None
    date_text: str
    date_source: str | None
    kinds: tuple[str, ...]
    status: str | None
    role: str | None
    stage: str | None
    process: str | None
    document: str | None
    title: str | None
    """Of the milestone, else null."""
    actors: tuple[str, ...]
    speaker: str | None
    parties: tuple[str, ...]
    places: tuple[PlaceOnCard, ...]
    lines: tuple[str, ...]
    """Ids of the lines of data/boundaries that it speaks of."""
    evidence: tuple[Evidence, ...]
    more: int
    """Sentences beyond `MAX_EVIDENCE`."""
    summary: Summary | None


def card(rows: Sequence[Row], view: View) -> Card:
    """Return the card of one event from its rows, at least one, in the order of the list."""
    first = rows[0]
    milestone = next((row for row in rows if row.summary), None)
    sentences = _sentences(rows)
    says = _says([_lead(each) for each in sentences])
    return Card(
        event=first.event,
        ids=tuple(row.id for row in rows),
        day=dates.written(first.date, first.date_end, full=True),
        date=first.date,
        date_end=first.date_end,
        date_text=dates.written(first.date, first.date_end),
        date_source=_said(row.date_source for row in rows),
        kinds=tuple(kind for kind in KINDS if any(row.kind == kind for row in rows)),
        status=_said(row.status for row in rows),
        role=_role(rows),
        stage=_said(row.stage for row in rows),
        process=_said(row.process for row in rows),
        document=_said(row.document for row in rows),
        title=milestone.title if milestone else None,
        actors=_distinct(actor for row in rows for actor in row.actors),
        speaker=_said(row.speaker for row in rows),
        parties=_distinct(party for row in rows for party in row.parties),
        places=_places(rows, view),
        lines=_distinct(row.line for row in rows if row.line),
        evidence=tuple(map(_evidence, sentences[:MAX_EVIDENCE], says)),
        more=max(0, len(sentences) - MAX_EVIDENCE),
        summary=_summary(milestone) if milestone else None,
    )


def parts(excerpt: str, places: Iterable[tuple[int, int]]) -> tuple[Part, ...]:
    """Split a sentence at its places, given as offsets in it; joined, the parts are the sentence again.

    A place that overlaps one before it, or lies outside, is left as text.
    """
    pieces: list[Part] = []
    done = 0
    for start, end in sorted(set(places)):
        if done <= start < end <= len(excerpt):
            pieces += [("text", excerpt[done:start]), ("place", excerpt[start:end])]
            done = end
    pieces.append(("text", excerpt[done:]))
    return tuple(piece for piece in pieces if piece[1])


def web_address(url: str | None) -> str | None:
    """Return an address that may become a link: http or https with a host, else null."""
    try:
        split = urlsplit(url or "")
    except ValueError:
        return None
    return url if split.scheme in ("http", "https") and split.netloc else None


def _sentences(rows: Iterable[Row]) -> list[list[Row]]:
    """Return the rows of each sentence: an excerpt with three places is three Features and one sentence."""
    groups: dict[tuple[str | None, int | None, str], list[Row]] = {}
    for row in rows:
        if row.excerpt is not None:
            groups.setdefault((row.article, row.start, row.excerpt), []).append(row)
    return list(groups.values())


def _lead(rows: Sequence[Row]) -> Row:
    """Return the row that a sentence is shown for: of a visit before that of an excerpt."""
    return min(rows, key=lambda row: KINDS.index(row.kind))


def _says(leads: Sequence[Row]) -> list[str | None]:
    """Return for each sentence what it tells otherwise than another of its card: what disagrees is not merged."""
    told = [(row.status, row.stage, dates.written(row.date, row.date_end) if row.date else None) for row in leads]
    differ = [len({each for each in said if each}) > 1 for said in zip(*told, strict=True)]
    shown = (filter(None, (value for value, apart in zip(each, differ, strict=True) if apart)) for each in told)
    return [", ".join(each) or None for each in shown]


def _evidence(rows: Sequence[Row], says: str | None) -> Evidence:
    lead = _lead(rows)
    excerpt, start = lead.excerpt or "", lead.start or 0
    marked = [
        (row.mention_start - start, row.mention_end - start)
        for row in rows
        if row.mention_start is not None and row.mention_end is not None
    ]
    return Evidence(
        kind=lead.kind,
        article=lead.article,
        title=lead.title,
        source=lead.source,
        url=web_address(lead.url),
        published=lead.published,
        method=lead.method,
        parts=parts(excerpt, marked),
        confidence=lead.confidence,
        says=says,
    )


def _places(rows: Iterable[Row], view: View) -> tuple[PlaceOnCard, ...]:
    found: dict[tuple[str | None, str | None], PlaceOnCard] = {}
    for row in rows:
        if row.place_id is None and row.mention is None:
            continue
        name = row.place or row.mention or ""
        shown = label((row.place_id, name), view, row.date, row.mention) if row.place_id else name
        key = (row.place_id, None if row.place_id else row.mention)
        if key not in found or (found[key].lon is None and row.lon is not None):
            found[key] = PlaceOnCard(row.place_id, shown, row.lon, row.lat, row.id, row.role, row.reason, row.line)
    return tuple(found.values())


def _summary(milestone: Row) -> Summary:
    text = milestone.summary or ""
    sources = tuple(source for source in milestone.sources if web_address(source))
    return Summary(text, sources, TO_BE_CONFIRMED in text)


def _role(rows: Iterable[Row]) -> str | None:
    """Return `literal` where the event has any place of that role."""
    roles = {row.role for row in rows if row.role}
    return "literal" if "literal" in roles else next(iter(roles), None)


def _said(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
