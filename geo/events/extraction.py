"""An `Analysis` in; its `Extraction` out: the sentences are read in order, each with what the earlier ones told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import chain

from geo.events.borders import border_sentences
from geo.events.calendar import Dated, day, shift
from geo.events.capitals import seats, with_capitals
from geo.events.cast import Cast
from geo.events.certainty import reality
from geo.events.clauses import Sentence
from geo.events.followup import called_off, companions
from geo.events.found import Found
from geo.events.offices import note_offices
from geo.events.parties import article_pair, parties
from geo.events.people import with_people
from geo.events.programme import programme_visits
from geo.events.quotes import quotations, speaker
from geo.events.settled import settled
from geo.events.sites import with_sites
from geo.events.stages import document, process, staged
from geo.events.subjects import read
from geo.events.timing import Timeline, direction_of, in_force_since, is_when
from geo.events.tokens import Token, dateline_end, is_byline, last_place, place_token, tokenise, with_there
from geo.events.trips import trip_visits
from geo.events.verbless import verbless_visits
from geo.events.visits import verb_visits
from geo.gazetteer import Gazetteer
from geo.types import Analysis, BorderReference, Extraction, Quotation, Span, Toponym, Visit

_SURE, _LESS_SURE = 0.9, 0.6
"""Confidence of a visit told by a verb or by a noun with its predicate, and of one told by a bare noun."""
_DATELINE_WITHIN = 4
"""Sentences from the top among which a dateline stands: a title, a byline and a time of update may come first."""
_FAR_AHEAD = 183
"""Days: a visit called off was not set further ahead than half a year."""
_MOST_SENTENCES = 5000
"""Sentences read of one article: far more than news has, and a bound on the work."""


def extract(analysis: Analysis, gazetteer: Gazetteer | None = None) -> Extraction:
    """Give the visits, border references and quotations of an article, each with its sentence or span.

    Dates are ISO 8601 to the precision that the text allows; relative days count from the article's `published` day and
    stay null without it. The order is that of the text. The gazetteer gives towns a point that only the event shows.
    """
    reader = _Reader(with_sites(with_people(analysis), gazetteer))
    found: list[tuple[Visit, bool]] = []
    before: list[tuple[Visit, bool]] = []
    for unit in reader.units():
        here = reader.read_unit(unit)
        found += here
        sentence = reader.sentences.get(unit.start)
        told = [visit for visit, _ in before + here]
        if sentence is not None:
            found += [(visit, True) for visit in companions(sentence, reader.cast, told)]
            off = called_off(sentence, told)
            found = [(_cancelled(v, unit.end) if any(v is o for o in off) else v, weak) for v, weak in found]
        before = here or before
    visits = settled(found)
    return Extraction(visits, tuple(reader.borders()), tuple(reader.quotations))


class _Reader:
    """Reads one article once, from its first sentence to its last."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.article.text
        self.cast = Cast(analysis)
        self.timeline = Timeline(day(analysis.article.published))
        self.spoken = quotations(analysis)
        self.quotations: list[Quotation] = []
        self.last_place: Toponym | None = None
        self.dateline = self._dateline()
        self.seats = seats(analysis)
        self.here = place_token(self.dateline) if self.dateline else None
        self.sentences: dict[int, Sentence] = {}
        self.tokens = {unit.start: self._tokens(unit) for unit in self.units()}
        for tokens in self.tokens.values():
            note_offices(tokens, self.cast)

    def _dateline(self) -> Toponym | None:
        """Give the place of the first sentence's dateline: where "here" is."""
        for sentence in self.analysis.sentences[:_DATELINE_WITHIN]:
            end = sentence.start + dateline_end(self.text[sentence.start : sentence.end])
            found = (t for t in self.analysis.toponyms if sentence.start <= t.mention.start < end)
            if (first := next(found, None)) is not None:
                return first
        return None

    def units(self) -> Iterator[Span]:
        """Give the sentences without their datelines; those that one quotation spans are read as one."""
        pending: Span | None = None
        for sentence in self.analysis.sentences[:_MOST_SENTENCES]:
            span = Span(sentence.start + dateline_end(self.text[sentence.start : sentence.end]), sentence.end)
            if pending is not None and any(q.start <= pending.end < q.end for q in self.spoken):
                pending = Span(pending.start, span.end)
                continue
            if pending is not None:
                yield pending
            pending = span
        if pending is not None:
            yield pending

    def _tokens(self, unit: Span) -> tuple[Token, ...]:
        inside = tuple(q for q in self.spoken if unit.start <= q.start and q.end <= unit.end)
        return tokenise(self.analysis, unit, inside)

    def _unquoted(self, span: Span) -> tuple[Token, ...]:
        """Give the tokens of a sentence with those of its quotations; of most it is already cut."""
        known = self.tokens.get(span.start, ())
        if known and known[-1].end <= span.end and not any(token.kind == "quote" for token in known):
            return known
        return tokenise(self.analysis, span)

    def read_unit(self, unit: Span) -> list[tuple[Visit, bool]]:
        """Give the visits of a unit, each with whether it is told by a bare noun only."""
        if is_byline(self.text[unit.start : unit.end]):
            return []
        tokens = with_capitals(self.tokens[unit.start], self.seats)
        tokens = with_there(tokens, self.last_place, self.dateline)
        self.last_place = last_place(tokens) or self.last_place
        sentence = read(unit, tokens, self.cast, self.here)
        self.sentences[unit.start] = sentence
        found = [self._visit(sentence, f) for f in _visits_of(sentence, self.cast)]
        self.timeline.pass_over(sentence)
        for index, token in enumerate(sentence.tokens):
            if token.kind == "quote":
                found += self._quotation(sentence, index)
        return list(chain.from_iterable(found))

    def _quotation(self, sentence: Sentence, index: int) -> list[list[tuple[Visit, bool]]]:
        """Note a quotation and its speaker; give the visits that he or she tells of."""
        token = sentence.tokens[index]
        said_by = speaker(sentence, index, self.cast)
        if said_by is None and self.quotations and "\n" not in self.text[self.quotations[-1].span.end : token.start]:
            name = self.quotations[-1].speaker
        else:
            name = said_by[0].name if said_by else None
        span = Span(token.start, token.end)
        self.quotations.append(Quotation(span, name))
        person = next((p for p in self.analysis.persons if p.name == name), None)
        self.cast.speaker = person
        inner = read(span, tokenise(self.analysis, span), self.cast) if person else None
        found = [self._visit(inner, f) for f in _visits_of(inner, self.cast)] if inner else []
        self.cast.speaker = None
        if person is not None:
            self.cast.remember((person,))
        return found

    def _visit(self, sentence: Sentence, found: Found) -> list[tuple[Visit, bool]]:
        dated = self._date(sentence, found)
        toponym = found.place.token.toponym
        if toponym is None:
            return []
        start = found.place.token.start
        span = next(s for s in self.analysis.sentences if s.start <= start < s.end)
        # Of "there" the excerpt reaches back to the place that it means.
        span = Span(self._sentence_start(toponym.mention.start, span), span.end)
        confidence = _LESS_SURE if found.weak else _SURE
        status = "completed" if found.present and dated is not None and self._is_past(dated) else found.status
        return [
            (
                Visit(
                    person.name,
                    toponym,
                    status,
                    span,
                    dated.date if dated else None,
                    dated.date_end if dated else None,
                    round(confidence * toponym.confidence, 3),
                ),
                found.weak,
            )
            for person in found.persons
        ]

    def _sentence_start(self, mention: int, span: Span) -> int:
        if mention >= span.start:
            return span.start
        return next(s.start for s in self.analysis.sentences if s.start <= mention < s.end)

    def _date(self, sentence: Sentence, found: Found) -> Dated | None:
        direction = found.direction or direction_of(found.status)
        dated = None if found.date is None else self.timeline.resolve(sentence, found.date, direction)
        if dated is not None and found.status == "cancelled" and self._far_ahead(f"{dated.date}-01"):
            # A bare month that, read as ahead, is most of a year away: the trip that came to nothing was before.
            dated = self.timeline.resolve(sentence, found.date or 0, "past")
        if dated is None or (found.status == "cancelled" and self._far_ahead(dated.date)):
            # The day of calling off, not of the visit.
            return None
        if found.days and day(dated.date):
            days = found.days - 1
            first = shift(dated.date, -days) if found.ends else dated.date
            dated = Dated(first or dated.date, shift(first, days))
        if found.status != "cancelled":
            self.timeline.note(dated)
        if found.status == "completed" and found.days:
            self.timeline.trip_start, self.timeline.trip_days = dated.date, found.days
        return dated

    def _is_past(self, dated: Dated) -> bool:
        """Tell a date that was over when the article was published."""
        published = self.analysis.article.published
        return published is not None and dated.date < published[: len(dated.date)]

    def _far_ahead(self, date: str) -> bool:
        """Tell whether a day, if it is one, is most of a year after the article."""
        to_come, today = day(date), self.timeline.published
        return to_come is not None and today is not None and (to_come - today).days > _FAR_AHEAD

    def borders(self) -> Iterator[BorderReference]:
        """Give the border references of the article, once all its units are read."""
        spans = [s for s in self.analysis.sentences[:_MOST_SENTENCES] if not is_byline(self.text[s.start : s.end])]
        cut = [Span(s.start + dateline_end(self.text[s.start : s.end]), s.end) for s in spans]
        texts = [self.text[s.start : s.end] for s in cut]
        indices = border_sentences(texts)
        if not indices:
            return
        tokens = [self._unquoted(s) for s in cut]
        pair = article_pair(tokens, indices, self._acting())
        for index in indices:
            text = texts[index]
            sides = parties(tokens[index], pair)
            if not sides:
                # A boundary between no two states is another thing's: a bank's, a geologist's.
                continue
            reached, at = staged(text)
            yield BorderReference(
                spans[index],
                sides,
                reached,
                process(text),
                document(text),
                self._speaker(cut[index]),
                self._border_date(cut[index], at),
            )

    def _acting(self) -> frozenset[str]:
        """Give the states of the article's persons and of its dateline."""
        at = self.dateline.place.country if self.dateline and self.dateline.place else None
        return frozenset(self.cast.countries.values()) | ({at} if at else set())

    def _speaker(self, sentence: Span) -> str | None:
        """Give who says a border sentence: the speaker of a quotation in it that speaks of a border."""
        for quotation in self.quotations:
            span = quotation.span
            if span.start < sentence.end and sentence.start < span.end:
                words = self.text[max(span.start, sentence.start) : min(span.end, sentence.end)]
                if border_sentences([words]):
                    return quotation.speaker
        return None

    def _border_date(self, span: Span, at: int | None) -> str | None:
        """Give the date of a border sentence, of several the one next to the word for its stage, `at`."""
        sentence = self.sentences.get(span.start)
        if sentence is None:
            return None
        dates = [
            index
            for index in range(len(sentence.tokens))
            if is_when(sentence, index) or in_force_since(sentence, index)
        ]
        if not dates:
            return None
        index = dates[0]
        if at is not None:
            index = min(dates, key=lambda each: abs(sentence.tokens[each].start - span.start - at))
        verb = sentence.verb_before(index) or next((v for v in sentence.verbs if v.finite), None)
        planned = verb is not None and reality(sentence, verb) == "planned"
        dated = self.timeline.resolve(sentence, index, "future" if planned else "past")
        return dated.date if dated else None


def _cancelled(visit: Visit, end: int) -> Visit:
    """Call a visit off; its excerpt then reaches to the end of the words that do so."""
    span = Span(visit.sentence.start, max(visit.sentence.end, end))
    return dataclasses.replace(visit, status="cancelled", sentence=span)


def _visits_of(sentence: Sentence, cast: Cast) -> Iterator[Found]:
    return chain(
        verb_visits(sentence, cast),
        trip_visits(sentence, cast),
        verbless_visits(sentence, cast),
        programme_visits(sentence, cast),
    )
