"""Date phrases: each with what it means on a known day of publication, null where the words do not tell."""

from __future__ import annotations

import datetime

import pytest
from analysis import RUIZ, analysis, visits_told

from geo.events import extract
from geo.events.calendar import Dated, Direction, resolve
from geo.events.dates import date_phrases

WEDNESDAY = datetime.date(2023, 5, 17)


@pytest.mark.parametrize(
    ("text", "direction", "date"),
    [
        ("on 3 May 2019", "past", "2019-05-03"),
        ("on Friday, June 24, 2016", "past", "2016-06-24"),
        ("on the 3rd of May", "past", "2023-05-03"),
        ("on June 1", "past", "2022-06-01"),
        ("on June 1", "future", "2023-06-01"),
        ("in May 2019", "past", "2019-05"),
        ("in early March", "past", "2023-03"),
        ("last December", "past", "2022-12"),
        ("last May", "past", "2022-05"),
        ("next May", "future", "2024-05"),
        ("in June", "future", "2023-06"),
        ("in 2019", "past", "2019"),
        ("on 2023-05-02", "past", "2023-05-02"),
        ("on Monday", "past", "2023-05-15"),
        ("on Monday", "future", "2023-05-22"),
        ("last Wednesday", "past", "2023-05-10"),
        ("on Wednesday", "past", "2023-05-17"),
        ("next Wednesday", "future", "2023-05-24"),
        ("on Monday evening", "past", "2023-05-15"),
        ("yesterday", "past", "2023-05-16"),
        ("the day before yesterday", "past", "2023-05-15"),
        ("today", "past", "2023-05-17"),
        ("tomorrow", "future", "2023-05-18"),
        ("two days ago", "past", "2023-05-15"),
        ("last month", "past", "2023-04"),
        ("next year", "future", "2024"),
        ("two years ago", "past", "2021"),
        ("next week", "future", None),
        ("three weeks ago", "past", None),
        ("in the autumn", "future", None),
        ("over the weekend", "past", None),
        ("on 31 June 2019", "past", None),
        ("on February 29", "past", None),
    ],
)
def test_a_phrase_is_resolved_to_the_precision_of_its_words(text: str, direction: Direction, date: str | None) -> None:
    resolved = [resolve(phrase, WEDNESDAY, direction) for phrase in date_phrases(text)]
    assert [dated.date for dated in resolved if dated] == ([date] if date else [])


@pytest.mark.parametrize(
    "text", ["In May she said", "Theresa May", "may go", "march on", "the 2018 summit", "room 1920"]
)
def test_a_word_that_only_looks_like_a_date_names_no_day(text: str) -> None:
    resolved = [resolve(phrase, WEDNESDAY, "past") for phrase in date_phrases(text)]
    assert all(dated is None or dated.date == "2023-05" for dated in resolved)
    assert len(resolved) == (1 if text.startswith("In May") else 0)


def test_a_range_keeps_its_last_day() -> None:
    (phrase,) = date_phrases("from 30 April to 2 May 2019")
    assert resolve(phrase, None, "past") == Dated("2019-04-30", "2019-05-02")


def test_without_a_day_of_publication_a_weekday_stays_unknown() -> None:
    assert visits_told(f"{RUIZ} arrived in [Lima|city PE] on Monday.", published=None) == ["Ruiz Lima completed -"]


def test_a_day_later_counts_from_the_day_that_the_text_named() -> None:
    text = f"{RUIZ} landed in [Lima|city PE] on 30 April 2019. Two days later she went to [Quito|city EC]."
    assert visits_told(text) == ["Ruiz Lima completed 2019-04-30", "Ruiz Quito completed 2019-05-02"]


def test_the_last_day_of_a_trip_counts_from_its_start() -> None:
    text = (
        f"{RUIZ} ended a three-day visit to [Peru|country PE] that began on 5 May. "
        "On the last day she went to [Cusco|city PE]."
    )
    assert visits_told(text) == ["Ruiz Cusco completed 2023-05-07", "Ruiz Peru completed 2023-05-05"]


def test_a_visit_of_known_length_has_its_last_day() -> None:
    (visit,) = extract(analysis(f"{RUIZ} began a two-day visit to [Lima|city PE] on Monday.")).visits
    assert (visit.date, visit.date_end) == ("2023-05-15", "2023-05-16")
