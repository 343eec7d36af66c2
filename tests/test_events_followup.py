"""What a sentence without a place adds to the visits told before it."""

from __future__ import annotations

import pytest
from analysis import PETROV, RUIZ, analysis, visits_told

from geo.events import extract

DUE = f"{RUIZ} is due in [Lima|city PE] on Friday."


def test_a_companion_made_the_visits_of_whom_he_went_with() -> None:
    text = f"{RUIZ} toured [Quito|city EC] and [Lima|city PE]. She was accompanied by {PETROV}."
    assert [told for told in visits_told(text) if "Petrov" in told] == [
        "Petrov Lima completed -",
        "Petrov Quito completed -",
    ]


@pytest.mark.parametrize(
    "then",
    ["But she has scrapped the trip.", "The visit was called off on Tuesday.", "She later pulled out of the trip."],
)
def test_a_trip_called_off_in_the_next_sentence_is_cancelled(then: str) -> None:
    read = analysis(f"{DUE} {then}")
    (told,) = extract(read).visits
    assert (told.status, told.date) == ("cancelled", "2023-05-19")
    assert read.article.text[told.sentence.start : told.sentence.end].endswith(then)


@pytest.mark.parametrize(
    "then", ["She may yet scrap the trip.", "She did not cancel the trip.", "She cancelled a dinner."]
)
def test_a_trip_that_is_not_called_off_stays_planned(then: str) -> None:
    assert visits_told(f"{DUE} {then}") == ["Ruiz Lima planned 2023-05-19"]


def test_a_trip_of_somebody_else_that_is_called_off_leaves_this_one() -> None:
    assert visits_told(f"{DUE} {PETROV} cancelled his trip.") == ["Ruiz Lima planned 2023-05-19"]


def test_both_are_the_two_who_were_named_apart() -> None:
    text = f"{RUIZ} received {PETROV} on Monday. The two had met in [Vienna|city AT] in March."
    assert visits_told(text) == ["Petrov Vienna completed 2023-03", "Ruiz Vienna completed 2023-03"]
