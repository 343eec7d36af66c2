"""Articles and milestones in, the `Event`s of map.geojson out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo.boundaries import Boundary
from geo.curated import Curated, milestone_of
from geo.events import extract
from geo.gazetteer import Gazetteer
from geo.geojson import feature_id
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


def article_events(article: Article, reference: Reference) -> tuple[Event, ...]:
    """Return the Features of one article: visits, border references, and an excerpt a sentence and place."""
    analysis = analyse(article, reference.gazetteer)
    extraction = extract(analysis, reference.gazetteer)
    return (
        *(_visit_event(visit, article, reference.milestones) for visit in extraction.visits),
        *(_border_event(border, article, reference) for border in extraction.borders),
        *_excerpt_events(analysis, extraction),
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
