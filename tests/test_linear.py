"""What reading costs: in proportion to the text, also where the text is made to hurt."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from geo.errors import ArticleError
from geo.events import extract
from geo.gazetteer import Gazetteer, words
from geo.mentions import sentences
from geo.resolve import analyse
from geo.types import Article

UNIT = 2_000
"""Repetitions of the shorter text; the longer one has eight times as many."""
TEXTS = {
    "full stops": ".",
    "marks and quotation marks": '!"',
    "initials": "A. ",
    "initials and lines": "U.S. \n",
    "spaces after a stop": "A.          ",
    "one person again and again": "Anna Harper said no. Harper left. ",
    "capitals": "Paris ",
    "apostrophes": "a'",
    "combining marks": "a\u0301",
    "one name after the other": "Baku, Yerevan, Moscow, Paris, Texas. ",
}
EVENTS = {
    "initials and lines": TEXTS["initials and lines"],
    "one person again and again": TEXTS["one person again and again"],
    "dates": "on 3 March 2024 from May to June ",
    "visits": "She visited Oslo and met him in Lima. ",
    "places without an end": "Oslo, Lima, Baku, ",
    "there and from": "There is Oslo from Lima. He went there ",
    "quotations": "“Yes,” he said in Oslo, “no” ",
    "borders": "the border of Armenia and Azerbaijan was delimited and signed, ",
}
EVENT_UNIT = 250


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's seconds of the quickest of three times."""
    times = []
    for _ in range(3):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS.keys())
def test_eight_times_the_text_costs_eight_times_the_time(gazetteer: Gazetteer, unit: str) -> None:
    short, long = (Article("a", unit * UNIT * times, "") for times in (1, 8))
    analyse(short, gazetteer)
    assert seconds(lambda: analyse(long, gazetteer)) < 24 * seconds(lambda: analyse(short, gazetteer)) + 0.05


@pytest.mark.parametrize("unit", EVENTS.values(), ids=EVENTS.keys())
def test_events_of_eight_times_the_text_cost_eight_times_the_time(gazetteer: Gazetteer, unit: str) -> None:
    short, long = (
        analyse(Article("a", unit * EVENT_UNIT * times, "", published="2024-08-19"), gazetteer) for times in (1, 8)
    )
    extract(short)
    assert seconds(lambda: extract(long)) < 16 * seconds(lambda: extract(short)) + 0.1


def test_many_persons_of_one_surname_cost_in_proportion(gazetteer: Gazetteer) -> None:
    def text(count: range) -> Article:
        given = ("Anna", "John", "Maria", "Peter", "Sarah")
        named = (
            f"{given[n % 5]} {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}x Harper spoke. Harper left." for n in count
        )
        return Article("a", " ".join(named), "")

    short, long = text(range(500)), text(range(4_000))
    analyse(short, gazetteer)
    assert seconds(lambda: analyse(long, gazetteer)) < 24 * seconds(lambda: analyse(short, gazetteer)) + 0.05


@pytest.mark.parametrize("collects", [True, False])
def test_reading_leaves_the_collector_as_it_was_and_nothing_to_collect(gazetteer: Gazetteer, collects: bool) -> None:
    article = Article("a", "Anna Harper left Paris, Texas, for Baku, Yerevan said. " * 50, "", home="nowhere at all")
    try:
        (gc.enable if collects else gc.disable)()
        with pytest.raises(ArticleError):
            analyse(article, gazetteer)
        assert gc.isenabled() == collects
        gc.collect()
        gc.disable()
        analyse(replace(article, home=None), gazetteer)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_words_beyond_the_cap_are_not_read() -> None:
    read = words("one two three four", 2)
    assert [word.text for word in read] == ["one", "two"]
    assert read.gaps[2] == " three four"


def test_columns_and_words_say_the_same() -> None:
    text = "Moscow’s St. Paul met J. Smith, in Xankəndi"
    read = words(text)
    for number, word in enumerate(read):
        assert text[word.start : word.end] == word.text == read.forms[number].text
        assert (read.start(number), read.end(number)) == (word.start, word.end)
    assert [read[number].text for number in (1, 2)] == ["St", "Paul"]
    assert read[-1].folded == "xankandi"
    assert read.gaps[1] == "’s "
    assert [read.joined(number) for number in range(len(read))] == [False, True, True, True, True, False, True, False]


def test_a_line_end_ends_a_sentence_and_an_abbreviation_does_not() -> None:
    text = "  A title \n\nMr. Smith of the U.S. came. He left!\u2028“It rained.”  "
    found = [text[span.start : span.end] for span in sentences(text)]
    assert found == ["A title", "Mr. Smith of the U.S. came.", "He left!", "“It rained.”"]
