"""An article as read in; its mentions and events in order of doubt, with what each could mean, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo import Article, BorderReference, Candidate, Place, Reading, Span, Toponym, Visit

MAX_CANDIDATES = 9
"""Of one mention, the best: each has a digit of the keyboard."""
MAX_ITEMS = 3_000
"""Of one article: a book has fewer."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a mention could mean."""

    id: str
    name: str
    about: str
    """Country, kind and size, to tell two of one name apart."""
    lon: float | None
    lat: float | None
    """Degrees."""
    score: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A mention or an event that a person can decide."""

    key: str
    """`mention`, `visit` or `border`, the first character of its words, and of a visit whose it is."""
    kind: str
    start: int
    end: int
    """Characters of the text: of the mention, the visit's place, or the border reference's sentence."""
    words: str
    sentence: tuple[str, str, str]
    """What stands before the words, the words, what stands after."""
    place: Choice | None
    choices: tuple[Choice, ...]
    confidence: float
    decided: bool
    reason: str | None
    adjective: bool = False
    """True for "Russian" or "Armenians": such a mention makes no mark, and comes after those that do."""
    refused: bool = False
    """True for a name that was read as no place: it makes no mark, and comes last, the likeliest place first."""
    actor: str = ""
    """Of a visit."""
    status: str | None = None
    stage: str | None = None
    speaker: str | None = None
    date: str | None = None


def items(reading: Reading) -> tuple[Item, ...]:
    """Return what an article holds, what is least certain first and what a person decided last."""
    found = [*_mentions(reading), *_visits(reading), *_borders(reading)]
    return tuple(sorted(found, key=_doubt)[:MAX_ITEMS])


def _doubt(item: Item) -> tuple[bool, bool, bool, float, int, str]:
    likeliest = max((each.score or 0.0 for each in item.choices), default=0.0)
    unsure = -likeliest if item.refused else item.confidence
    return item.decided, item.refused, item.adjective, unsure, item.start, item.key


def choices(places: Iterable[Place]) -> tuple[Choice, ...]:
    """Return places that were searched for, each once."""
    return tuple(_choice(place) for place in {each.id: each for each in places}.values())


def _mentions(reading: Reading) -> Iterator[Item]:
    toponyms = reading.analysis.toponyms
    # What a person made a place of is among the others by now.
    placed = {each.mention.start for each in toponyms}
    refused = [each for each in reading.analysis.refused if each.mention.start not in placed]
    for toponym in (*toponyms, *refused):
        mention = toponym.mention
        yield Item(
            key=f"mention:{mention.start}",
            kind="mention",
            start=mention.start,
            end=mention.end,
            words=mention.text,
            sentence=_around(reading, mention.start, mention.end),
            place=_choice(toponym.place) if toponym.place else None,
            choices=_candidates(toponym),
            confidence=toponym.confidence,
            decided=mention.start in reading.mentions,
            reason=toponym.reason,
            adjective=mention.demonym,
            refused=mention.start not in placed,
        )


def _visits(reading: Reading) -> Iterator[Item]:
    for visit in reading.extraction.visits:
        mention = visit.toponym.mention
        yield Item(
            key=f"visit:{mention.start}:{visit.actor}",
            kind="visit",
            start=mention.start,
            end=mention.end,
            words=mention.text,
            sentence=_around(reading, mention.start, mention.end),
            place=_choice(visit.toponym.place) if visit.toponym.place else None,
            choices=(),
            confidence=visit.confidence,
            decided=_has(reading, visit),
            reason=None,
            actor=visit.actor,
            status=visit.status,
            date=visit.date,
        )


def _borders(reading: Reading) -> Iterator[Item]:
    text = reading.analysis.article.text
    for border in reading.extraction.borders:
        start, end = border.sentence.start, border.sentence.end
        yield Item(
            key=f"border:{start}",
            kind="border",
            start=start,
            end=end,
            words=text[start:end],
            sentence=("", text[start:end], ""),
            place=None,
            choices=(),
            confidence=border.confidence,
            decided=_has(reading, border),
            reason=None,
            stage=border.stage,
            speaker=border.speaker,
            date=border.date,
        )


def _has(reading: Reading, event: Visit | BorderReference) -> bool:
    return event in reading.events


def sentence_of(reading: Reading, start: int) -> Span:
    """Return the sentence that holds a character of the text; the character alone where none does."""
    found = (each for each in reading.analysis.sentences if each.start <= start < each.end)
    return next(found, Span(start, start + 1))


def _around(reading: Reading, start: int, end: int) -> tuple[str, str, str]:
    article: Article = reading.analysis.article
    sentence = sentence_of(reading, start)
    return article.text[sentence.start : start], article.text[start:end], article.text[end : max(end, sentence.end)]


def _candidates(toponym: Toponym) -> tuple[Choice, ...]:
    """Return the candidates, each place once with its best score, the best first."""
    best: dict[str, Candidate] = {}
    for each in sorted(toponym.candidates, key=lambda each: -each.score):
        best.setdefault(each.place.id, each)
    return tuple(
        _choice(each.place, round(each.score, 2), each.reasons) for each in list(best.values())[:MAX_CANDIDATES]
    )


def _choice(place: Place, score: float | None = None, reasons: tuple[str, ...] = ()) -> Choice:
    size = f"{place.population:,} inhabitants" if place.population else None
    about = ", ".join(part for part in (place.country, place.precision, size) if part)
    return Choice(place.id, place.name, about, place.lon, place.lat, score, reasons)
