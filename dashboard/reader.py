"""An article, what was read in it and the marks of the map in; its text in sentences with these marked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.cards import web_address
from dashboard.labels import label
from dashboard.state import Filter, View
from dashboard.store import Listing, Row, Store
from geo import Article, Reading, Span, Toponym

MAX_EVENTS = 20_000
"""Of one article."""
MAX_SENTENCES = 20_000
"""Of one article: a long book."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of characters: plain, a place or a person."""

    kind: str
    """`text`, `place` or `person`."""
    text: str
    ids: tuple[str, ...] = ()
    """Of a place: the Features of the map that stand for it in its sentence."""
    name: str | None = None
    """What the place is called on the map, or the person's full name."""
    points: tuple[tuple[float, float], ...] = ()
    """lon, lat in degrees."""
    areas: tuple[str, ...] = ()
    """Ids of the places that the map draws as areas."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article."""

    number: int
    """Counted from 1: its address."""
    opens: bool
    """Whether it begins a paragraph."""
    parts: tuple[Part, ...]
    """Joined, the sentence to the character."""
    ids: tuple[str, ...]
    """All Features of the map that quote it."""
    events: tuple[str, ...]
    lines: tuple[str, ...]
    stage: str | None
    """Of the border reference that it is."""


@dataclass(frozen=True, slots=True)
class Text:
    """The article as a page shows it."""

    id: str
    title: str
    source: str | None
    url: str | None
    """http or https, else null."""
    published: str | None
    sentences: tuple[Sentence, ...]
    changed: bool
    """True where the map quotes what the text no longer says."""


def text(article: Article, reading: Reading, store: Store, view: View) -> Text:
    """Return the text of an article with its marks."""
    listed = store.rows(Filter(articles=(article.id,)), Listing(limit=MAX_EVENTS))
    rows: dict[int, list[Row]] = {}
    for row in (row for group in listed.groups for row in group):
        if row.start is not None:
            rows.setdefault(row.start, []).append(row)
    said = (row for same in rows.values() for row in same)
    return Text(
        id=article.id,
        title=article.title,
        source=article.source,
        url=web_address(article.url),
        published=article.published,
        sentences=tuple(_sentences(reading, rows, view)),
        changed=any(article.text[row.start or 0 : row.end or 0] != row.excerpt for row in said),
    )


def _sentences(reading: Reading, rows: dict[int, list[Row]], view: View) -> Iterator[Sentence]:
    whole = reading.analysis.article.text
    before = 0
    for number, span in enumerate(reading.analysis.sentences[:MAX_SENTENCES], start=1):
        same = rows.get(span.start, [])
        yield Sentence(
            number=number,
            opens=number == 1 or "\n" in whole[before : span.start],
            parts=tuple(_parts(reading, span, same, view)),
            ids=tuple(row.id for row in same),
            events=tuple(dict.fromkeys(row.event for row in same)),
            lines=tuple(dict.fromkeys(row.line for row in same if row.line)),
            stage=next((row.stage for row in same if row.kind == "border"), None),
        )
        before = span.end


def _parts(reading: Reading, sentence: Span, rows: Sequence[Row], view: View) -> Iterator[Part]:
    whole = reading.analysis.article.text
    at = sentence.start
    for start, end, part in sorted(_marks(reading, sentence, rows, view), key=lambda each: each[:2]):
        if start < at:
            continue
        if start > at:
            yield Part("text", whole[at:start])
        yield part
        at = end
    if at < sentence.end:
        yield Part("text", whole[at : sentence.end])


def _marks(reading: Reading, sentence: Span, rows: Sequence[Row], view: View) -> Iterator[tuple[int, int, Part]]:
    analysis = reading.analysis
    for toponym in analysis.toponyms:
        mention = toponym.mention
        if sentence.start <= mention.start < sentence.end and not mention.demonym:
            yield mention.start, mention.end, _place(toponym, rows, view)
    for person in analysis.persons:
        for span in person.spans:
            if sentence.start <= span.start < sentence.end:
                yield (
                    span.start,
                    span.end,
                    Part("person", analysis.article.text[span.start : span.end], name=person.name),
                )


def _place(toponym: Toponym, rows: Sequence[Row], view: View) -> Part:
    place, mention = toponym.place, toponym.mention
    wanted = (place.id, None) if place else (None, mention.text)
    mine = [row for row in rows if row.mention and (row.place_id, None if place else row.mention) == wanted]
    points = dict.fromkeys((row.lon, row.lat) for row in mine if row.lon is not None and row.lat is not None)
    return Part(
        kind="place",
        text=mention.text,
        ids=tuple(row.id for row in mine),
        name=label((place.id, place.name), view, None, mention.text) if place else None,
        points=tuple((lon, lat) for lon, lat in points if lon is not None and lat is not None),
        areas=(place.id,) if place and place.precision in ("region", "country") else (),
    )
