"""Articles and milestones in, the `Event`s of map.geojson out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from geo.boundaries import Boundary
from geo.corrections import Correction, correct_analysis, correct_extraction, of_article
from geo.curated import Curated, milestone_of
from geo.events import extract
from geo.gazetteer import Gazetteer
from geo.geojson import feature_id, to_feature
from geo.resolve import analyse
from geo.types import (
    Analysis,
    Article,
    BorderReference,
    Event,
    Extraction,
    Milestone,
    Place,
    Span,
    Toponym,
    Visit,
)

NO_POINT = "no source gives a point for this place"
NO_PLACE = "the table names no place"
NO_LINE = "not a border between two neighbours with a sourced line"


@dataclass(frozen=True, slots=True)
class Reference:
    """What every article is read against."""

    gazetteer: Gazetteer
    boundaries: Mapping[tuple[str, ...], Boundary]
    """By the ISO codes of the parties, sorted."""
    milestones: tuple[Curated, ...] = ()
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    """By the article that they are about, as `by_article` gives them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article says, with what persons corrected."""

    analysis: Analysis
    extraction: Extraction
    mentions: frozenset[int] = frozenset()
    """Starts of the mentions that a person decided."""
    events: frozenset[object] = frozenset()
    """The visits and border references that a person decided."""
    unfitting: tuple[tuple[Correction, str], ...] = ()
    """Corrections that no longer fit the article, and why."""


def read_through(article: Article, reference: Reference, *, explain: bool = False) -> Reading:
    """Find names and events of one article, and apply what persons corrected; `explain` keeps the candidates."""
    own = of_article(reference.corrections, article.id)
    mended = correct_analysis(analyse(article, reference.gazetteer, explain=explain), own, reference.gazetteer)
    found = correct_extraction(extract(mended.result, reference.gazetteer), mended.result, own)
    return Reading(mended.result, found.result, mended.touched, found.touched, mended.listed + found.listed)


def reading_events(reading: Reading, reference: Reference) -> tuple[Event, ...]:
    """Return the Features of one article: visits, border references, and an excerpt a sentence and place."""
    article, extraction = reading.analysis.article, reading.extraction
    events = (
        *(_visit_event(visit, article, reference.milestones) for visit in extraction.visits),
        *(_border_event(border, article, reference) for border in extraction.borders),
        *_excerpt_events(reading.analysis, extraction),
    )
    told = (*extraction.visits, *extraction.borders, *([None] * len(events)))
    made: dict[str, Event] = {}
    for event, source in zip(events, told, strict=False):
        corrected = (source is not None and source in reading.events) or _decided(event, reading)
        # A corrected actor can make one visit of two: what a person decided stands.
        if corrected or event.id not in made:
            made[event.id] = replace(event, method="corrected", confidence=1.0) if corrected else event
    return tuple(made.values())


def article_events(article: Article, reference: Reference) -> tuple[Event, ...]:
    """Return the Features of one article, read through against `reference`."""
    return reading_events(read_through(article, reference), reference)


def features_of(events: Iterable[Event], reference: Reference) -> list[dict[str, Any]]:
    """Return the GeoJSON Features of events, border references with the line of their border."""
    lines = {boundary.id: boundary.geometry for boundary in reference.boundaries.values()}
    return [to_feature(event, lines[event.line] if event.line else None) for event in events]


def _decided(event: Event, reading: Reading) -> bool:
    """Tell whether a person decided the mention of a Feature, or another of the same place in its sentence."""
    if event.mention is None or event.excerpt is None:
        return False
    if event.kind != "excerpt":
        return event.mention.start in reading.mentions
    return any(
        each.mention.start in reading.mentions and each.place == event.place
        for each in reading.analysis.toponyms
        if event.excerpt.start <= each.mention.start < event.excerpt.end
        and (event.place is not None or each.mention.text == event.mention.text)
    )


def milestone_events(curated: Curated, reference: Reference) -> tuple[Event, ...]:
    """Return the Features of one milestone, one a place that it names."""
    places: tuple[Place | None, ...] = curated.places or (None,)
    return tuple(_milestone_event(curated.milestone, place, reference) for place in places)


def newest_date(articles: Iterable[Article], milestones: Iterable[Milestone]) -> str | None:
    """Return the newest day that the input knows of, ISO 8601: what the map is `as of`."""
    published = (article.published for article in articles)
    held = (milestone.date_end or milestone.date for milestone in milestones)
    return max((day for day in (*published, *held) if day), default=None)


def _visit_event(visit: Visit, article: Article, table: Iterable[Curated]) -> Event:
    place, mention = visit.toponym.place, visit.toponym.mention
    known = milestone_of(visit, article.published, table)
    date, date_end = (known.date, known.date_end) if known else (visit.date, visit.date_end)
    told = feature_id("visit", visit.status, visit.actor, place.id if place else mention.text, visit.date)
    identity = feature_id(article.id, "visit", visit.actor, mention.start, visit.status)
    return Event(
        id=identity,
        # A visit with a day of its own is the same in every article that tells of it.
        event=known.id if known else told if visit.date and len(visit.date) == len("2024-08-18") else identity,
        kind="visit",
        place=place,
        mention=mention,
        date=date,
        date_end=date_end,
        date_source=known.id if known else "text" if date else None,
        actors=(visit.actor,),
        status=visit.status,
        excerpt=visit.sentence,
        article=article,
        confidence=visit.confidence,
        method="curated" if known else "rule",
        reason=visit.toponym.reason or NO_POINT,
    )


def _border_event(border: BorderReference, article: Article, reference: Reference) -> Event:
    boundary = reference.boundaries.get(border.parties)
    return Event(
        id=feature_id(article.id, "border", border.sentence.start, border.parties),
        event=feature_id(article.id, "border", border.sentence.start),
        kind="border",
        place=_border_place(boundary, reference.gazetteer) if boundary else None,
        date=border.date,
        date_source="text" if border.date else None,
        actors=(border.speaker,) if border.speaker else (),
        parties=border.parties,
        stage=border.stage,
        process=border.process,
        document=border.document,
        speaker=border.speaker,
        excerpt=border.sentence,
        article=article,
        line=boundary.id if boundary else None,
        confidence=border.confidence,
        reason=None if boundary else NO_LINE,
    )


def _border_place(boundary: Boundary, gazetteer: Gazetteer) -> Place:
    identity = f"dateline:border-{boundary.id}"
    try:
        return gazetteer.place(identity)
    except KeyError:
        return Place(identity, boundary.name, None, None, None, "border", approximate=True)


def _excerpt_events(analysis: Analysis, extraction: Extraction) -> Iterator[Event]:
    """Yield an excerpt for each sentence and each place that it names, in order of the text.

    A place named twice in a sentence is one excerpt, marked at its first literal mention. Adjectives of a country
    ("the Russian president") name no place and give none.
    """
    for sentence in analysis.sentences:
        named: dict[str, Toponym] = {}
        for toponym in analysis.toponyms:
            mention = toponym.mention
            if mention.demonym or not sentence.start <= mention.start < sentence.end:
                continue
            key = toponym.place.id if toponym.place else mention.text
            if key not in named or (named[key].mention.role, mention.role) == ("associative", "literal"):
                named[key] = toponym
        for toponym in named.values():
            yield _excerpt_event(toponym, sentence, analysis, extraction)


def _excerpt_event(toponym: Toponym, sentence: Span, analysis: Analysis, extraction: Extraction) -> Event:
    article, mention, place = analysis.article, toponym.mention, toponym.place
    actors = tuple(
        person.name
        for person in analysis.persons
        if any(sentence.start <= span.start < sentence.end for span in person.spans)
    )
    speakers = (q.speaker for q in extraction.quotations if q.span.start <= mention.start < q.span.end)
    return Event(
        id=feature_id(article.id, "excerpt", sentence.start, place.id if place else mention.text),
        event=feature_id(article.id, "excerpt", sentence.start),
        kind="excerpt",
        place=place,
        mention=mention,
        actors=actors,
        speaker=next(speakers, None),
        excerpt=sentence,
        article=article,
        confidence=toponym.confidence,
        reason=toponym.reason or NO_POINT,
    )


def _milestone_event(milestone: Milestone, place: Place | None, reference: Reference) -> Event:
    boundary = reference.boundaries.get(milestone.parties) if place and place.precision == "border" else None
    return Event(
        id=feature_id(milestone.id, "milestone", place.id if place else None),
        event=milestone.id,
        kind="milestone",
        place=place,
        type=milestone.type,
        date=milestone.date,
        date_end=milestone.date_end,
        date_source=milestone.id,
        actors=milestone.people,
        parties=milestone.parties,
        milestone=milestone,
        line=boundary.id if boundary else None,
        method="curated",
        reason=NO_POINT if place else NO_PLACE,
    )
