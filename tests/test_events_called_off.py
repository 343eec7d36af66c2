"""Visits that came to nothing: each sentence with who, where, how and when."""

from __future__ import annotations

import pytest
from analysis import PETROV, RUIZ, visits_told

LIMA = "[Lima|city PE]"
CASES = [
    (f"Plans for a stop in {LIMA} were shelved, aides to {RUIZ} said.", "Ruiz Lima cancelled -"),
    (f"A plan for {RUIZ} to fly to {LIMA} was dropped.", "Ruiz Lima cancelled -"),
    (f"{RUIZ} spoke to miners. A planned visit to {LIMA} will not go ahead.", "Ruiz Lima cancelled -"),
    (f"{RUIZ} spoke to miners. A night in {LIMA} was removed from the programme.", "Ruiz Lima cancelled -"),
    (f"A visit by the head of state, {RUIZ}, to {LIMA} in March did not take place.", "Ruiz Lima cancelled 2023-03"),
    (
        f"{RUIZ} has cancelled trips to {LIMA} on Thursday and to [Quito|city EC] next week.",
        "Ruiz Lima cancelled 2023-05-18; Ruiz Quito cancelled -",
    ),
    (f"{RUIZ} has put off until September her trip to {LIMA}.", "Ruiz Lima planned 2023-09"),
    (f"{RUIZ} skipped a summit in {LIMA} on Friday.", "Ruiz Lima cancelled 2023-05-12"),
    (f"{RUIZ} did not turn up at a session in {LIMA}.", "Ruiz Lima cancelled -"),
    (f"{RUIZ} will not be going to {LIMA}, where she would have opened a library.", "Ruiz Lima cancelled -"),
    (f"{RUIZ} intended to visit {LIMA} but thought better of it.", "Ruiz Lima cancelled -"),
    (f"{LIMA}, where {RUIZ} was to have spoken in 2019, had to do without her.", "Ruiz Lima cancelled 2019"),
    (
        f"{RUIZ} flew to {LIMA}. {PETROV} was to have gone with her to [Quito|city EC].",
        "Petrov Quito cancelled -; Ruiz Lima completed -",
    ),
    (f"{RUIZ}'s last trip, to {LIMA} in June, was cancelled.", "Ruiz Lima cancelled 2023-06"),
    (f"[Lima|city PE] has withdrawn its permission for {RUIZ} to visit [Cusco|city PE].", ""),
]


@pytest.mark.parametrize(("marked", "wanted"), CASES)
def test_what_came_to_nothing_is_called_off_at_its_own_date(marked: str, wanted: str) -> None:
    assert visits_told(marked) == sorted(wanted.split("; ") if wanted else [])


def test_a_month_far_ahead_of_a_trip_called_off_was_the_last_one() -> None:
    told = visits_told(f"{RUIZ}'s trip, to {LIMA} in May, was cancelled.", "2023-10-17")
    assert told == ["Ruiz Lima cancelled 2023-05"]
