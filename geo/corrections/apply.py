"""An analysis or an extraction and the corrections in; the same mended, and what no longer fits, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from geo.corrections.anchor import find
from geo.corrections.table import Correction, point
from geo.gazetteer import Gazetteer
from geo.types import Analysis, BorderReference, Extraction, Mention, Place, Span, Toponym, Visit

GONE = "its words are no longer in the article, or stand there more than once"
NO_MENTION = "no place is found at its words now"
NO_EVENT = "no such event is found at its words now"
NO_PLACE = "the place is no longer in the gazetteer"

T = TypeVar("T")
_WIDEST_FIRST = {"all": 0, "article": 1, "here": 2}


@dataclass(frozen=True, slots=True)
class Applied(Generic[T]):
    """What corrections made of something."""

    result: T
    touched: frozenset[Any]
    """Starts of the mentions, or the events, that a person decided."""
    listed: tuple[tuple[Correction, str], ...]
    """What no longer fits this article, and why."""


def in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """Return corrections in the order in which they apply: the widest first, of each width the oldest."""
    return sorted(corrections, key=lambda each: (_WIDEST_FIRST[each.scope], each.when, each.id))


def by_article(corrections: Iterable[Correction]) -> Mapping[str, tuple[Correction, ...]]:
    """Return corrections by the article that they are about; those of every article under the empty name."""
    book: dict[str, list[Correction]] = {}
    for each in corrections:
        book.setdefault("" if each.scope == "all" else each.article, []).append(each)
    return {article: tuple(given) for article, given in book.items()}


def of_article(book: Mapping[str, tuple[Correction, ...]], article: str) -> tuple[Correction, ...]:
    """Return what may change one article, of corrections as `by_article` gives them."""
    return (*book.get("", ()), *book.get(article, ()))


def correct_analysis(analysis: Analysis, corrections: Iterable[Correction], gazetteer: Gazetteer) -> Applied[Analysis]:
    """Apply the corrections of mentions: another place, a point, no place, or right as it is.

    A correction of one mention that the build misses by now, or never found, puts it there.
    """
    article = analysis.article
    toponyms = {each.mention.start: each for each in analysis.toponyms}
    touched: set[int] = set()
    listed: list[tuple[Correction, str]] = []
    for each in in_order(corrections):
        if each.kind != "mention" or (each.scope != "all" and each.article != article.id):
            continue
        spans = list(_spans(each, article.text, toponyms.values()))
        place = _place(each, gazetteer)
        if not spans:
            if each.article == article.id:
                listed.append((each, GONE if find(article.text, each.anchor) is None else NO_MENTION))
        elif each.action == "place" and place is None:
            listed.append((each, NO_PLACE))
        else:
            for span in spans:
                _decide(each, span, place, toponyms)
                touched.add(span.start)
    kept = tuple(toponyms[start] for start in sorted(toponyms))
    return Applied(replace(analysis, toponyms=kept), frozenset(touched), tuple(listed))


def _spans(correction: Correction, text: str, toponyms: Iterable[Toponym]) -> Iterator[Span]:
    """Yield where a correction applies."""
    if correction.scope == "here":
        span = find(text, correction.anchor)
        overlapped = span and any(
            each.mention.start != span.start and each.mention.start < span.end and span.start < each.mention.end
            for each in toponyms
        )
        if span and not overlapped:
            yield span
        return
    for each in toponyms:
        was = each.place.id if each.place else ""
        if each.mention.text == correction.quote and was == correction.was:
            yield Span(each.mention.start, each.mention.end)


def _place(correction: Correction, gazetteer: Gazetteer) -> Place | None:
    if correction.action == "place":
        try:
            return gazetteer.place(correction.now)
        except KeyError:
            return None
    at = point(correction.now) if correction.action == "point" else None
    if at is None:
        return None
    # A point that a person set is no place of the gazetteer: it is called as the article calls it.
    identity = f"point:{at[0]:.5f},{at[1]:.5f}"
    return Place(identity, correction.quote, at[0], at[1], None, "site", approximate=True)


def _decide(correction: Correction, span: Span, place: Place | None, toponyms: dict[int, Toponym]) -> None:
    known = toponyms.get(span.start)
    if correction.action == "reject":
        toponyms.pop(span.start, None)
    elif correction.action == "accept":
        if known is not None:
            toponyms[span.start] = replace(known, confidence=1.0)
    else:
        mention = known.mention if known else Mention(span.start, span.end, correction.quote)
        candidates = known.candidates if known else ()
        toponyms[span.start] = Toponym(mention, place, 1.0, None, candidates)


def correct_extraction(
    extraction: Extraction, analysis: Analysis, corrections: Iterable[Correction]
) -> Applied[Extraction]:
    """Apply the corrections of events: another actor, date, status, stage or speaker, no event, or right as it is."""
    article = analysis.article
    visits: list[Visit | None] = list(extraction.visits)
    borders: list[BorderReference | None] = list(extraction.borders)
    touched: set[object] = set()
    listed: list[tuple[Correction, str]] = []
    for each in in_order(corrections):
        if each.kind == "mention" or each.article != article.id:
            continue
        span = find(article.text, each.anchor)
        if span is None:
            listed.append((each, GONE))
            continue
        mended = _mend_visits(each, span, visits) if each.kind == "visit" else _mend_borders(each, span, borders)
        touched.update(mended)
        if not mended:
            listed.append((each, NO_EVENT))
    kept = tuple(each for each in visits if each), tuple(each for each in borders if each)
    return Applied(replace(extraction, visits=kept[0], borders=kept[1]), frozenset(touched), tuple(listed))


def _mend_visits(correction: Correction, span: Span, visits: list[Visit | None]) -> Sequence[object]:
    mended: list[object] = []
    for number, visit in enumerate(visits):
        if visit and visit.toponym.mention.start == span.start and visit.actor == correction.actor:
            visits[number] = made = _visit(visit, correction)
            mended.append(made)
    return mended


def _visit(visit: Visit, correction: Correction) -> Visit | None:
    if correction.action == "reject":
        return None
    changes: Mapping[str, Mapping[str, Any]] = {
        "accept": {},
        "actor": {"actor": correction.now},
        "status": {"status": correction.now},
        "date": {"date": correction.now or None, "date_end": None},
    }
    return replace(visit, confidence=1.0, **changes[correction.action])


def _mend_borders(correction: Correction, span: Span, borders: list[BorderReference | None]) -> Sequence[object]:
    mended: list[object] = []
    for number, border in enumerate(borders):
        if border and border.sentence.start <= span.start < border.sentence.end:
            borders[number] = made = _border(border, correction)
            mended.append(made)
    return mended


def _border(border: BorderReference, correction: Correction) -> BorderReference | None:
    if correction.action == "reject":
        return None
    now = correction.now or None
    changes: Mapping[str, Mapping[str, Any]] = {
        "accept": {},
        "stage": {"stage": now},
        "speaker": {"speaker": now},
        "date": {"date": now},
    }
    return replace(border, confidence=1.0, **changes[correction.action])
