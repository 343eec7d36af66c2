"""Visits announced and visits called off: each sentence with who, where, how and when."""

from __future__ import annotations

import pytest
from analysis import PETROV, RUIZ, visits_told

CASES = [
    (f"{RUIZ} is due in [Oslo|city NO] on Friday.", "Ruiz Oslo planned 2023-05-19"),
    (f"{RUIZ} is due to arrive in [Oslo|city NO] tomorrow.", "Ruiz Oslo planned 2023-05-18"),
    (f"{RUIZ} is expected to visit [Oslo|city NO] next month.", "Ruiz Oslo planned 2023-06"),
    (
        f"{RUIZ} is scheduled to hold talks in [Oslo|city NO] with {PETROV} on 1 June.",
        "Ruiz Oslo planned 2023-06-01; Petrov Oslo planned 2023-06-01",
    ),
    (f"{PETROV} will host {RUIZ} in [Sofia|city BG] on Sunday.", "Ruiz Sofia planned 2023-05-21"),
    (f"{RUIZ} skipped the summit in [Vienna|city AT].", "Ruiz Vienna cancelled -"),
    (f"{RUIZ} called off a visit to [Vienna|city AT].", "Ruiz Vienna cancelled -"),
    (f"{RUIZ} has cancelled her trip to [Vienna|city AT].", "Ruiz Vienna cancelled -"),
    (f"A visit by {RUIZ} to [Vienna|city AT] was cancelled on Monday.", "Ruiz Vienna cancelled -"),
    (f"{RUIZ}'s visit to [Vienna|city AT], due next week, was put off.", "Ruiz Vienna cancelled -"),
    (f"{RUIZ} said she would travel to [Vienna|city AT] in June.", "Ruiz Vienna planned 2023-06"),
    (f"{RUIZ} said on Monday that she would open a school in [Lima|city PE].", "Ruiz Lima planned -"),
    (f"{RUIZ} has accepted an invitation to visit [Lima|city PE] in the autumn.", "Ruiz Lima planned -"),
    (f"{RUIZ} will not travel to [Lima|city PE] after all.", "Ruiz Lima cancelled -"),
    (f"{RUIZ} will not attend the summit in [Lima|city PE].", "Ruiz Lima cancelled -"),
    (f"{RUIZ} pulled out of a summit in [Lima|city PE].", "Ruiz Lima cancelled -"),
    (f"{RUIZ} postponed a visit to [Lima|city PE] until September.", "Ruiz Lima planned 2023-09"),
    (f"{RUIZ}'s planned visit to [Lima|city PE] in June has drawn protests.", "Ruiz Lima planned 2023-06"),
    (f"{RUIZ} to visit [Lima|city PE] next month.", "Ruiz Lima planned 2023-06"),
    (f"{RUIZ} visits [Lima|city PE] next month.", "Ruiz Lima planned 2023-06"),
    (f"{RUIZ} is flying to [Lima|city PE] on Saturday.", "Ruiz Lima planned 2023-05-20"),
    (
        f"The Spanish president, {RUIZ}, will fly to [Lima|city PE] on Thursday for the funeral.",
        "Ruiz Lima planned 2023-05-18",
    ),
    (f"{RUIZ} was to have visited [Lima|city PE] in May.", "Ruiz Lima cancelled 2023-05"),
    (f"{RUIZ} had been due to visit [Lima|city PE].", "Ruiz Lima cancelled -"),
    (f"{RUIZ} announced a visit to [Lima|city PE] in July.", "Ruiz Lima planned 2023-07"),
    (f"{RUIZ}'s trip to [Lima|city PE] begins on Friday.", "Ruiz Lima planned 2023-05-19"),
    (f"{RUIZ}'s visit to [Lima|city PE] is planned for July.", "Ruiz Lima planned 2023-07"),
    (f"{RUIZ} stayed away from the ceremony in [Lima|city PE].", "Ruiz Lima cancelled -"),
    (f"[Lima|city PE] will host {RUIZ} on Friday.", "Ruiz Lima planned 2023-05-19"),
    (
        f"{RUIZ} will meet {PETROV} in [Vienna|city AT] on Thursday, and on Friday she will travel to [Graz|city AT].",
        "Ruiz Vienna planned 2023-05-18; Petrov Vienna planned 2023-05-18; Ruiz Graz planned 2023-05-19",
    ),
    (f'"I will go to [Vienna|city AT] in June," {RUIZ} said.', "Ruiz Vienna planned 2023-06"),
    (f"{RUIZ} arrives in [Vienna|city AT] on Friday for a summit.", "Ruiz Vienna planned 2023-05-19"),
    (f"{RUIZ} shelved plans to visit [Vienna|city AT].", "Ruiz Vienna cancelled -"),
    (f"{RUIZ} begins a tour of [Peru|country PE] on Saturday.", "Ruiz Peru planned 2023-05-20"),
    (f"{RUIZ} will address parliament in [Lima|city PE] on June 5.", "Ruiz Lima planned 2023-06-05"),
    (f"A state visit to [Lima|city PE] by {RUIZ} is expected in July.", "Ruiz Lima planned 2023-07"),
    (f"{RUIZ} scrapped Friday's trip to [Lima|city PE].", "Ruiz Lima cancelled 2023-05-19"),
    (f"{RUIZ} is to travel to [Lima|city PE] at the end of June.", "Ruiz Lima planned 2023-06"),
    (f"{RUIZ} will be in [Lima|city PE] from June 3 to 5.", "Ruiz Lima planned 2023-06-03"),
    (
        f"QUITO, May 15 (AFP) - {RUIZ} touched down in [Quito|city EC] on Sunday. She "
        "will fly on to [Lima|city PE] on Friday.",
        "Ruiz Quito completed 2023-05-14; Ruiz Lima planned 2023-05-19",
    ),
    (
        f"{RUIZ} cancelled at the last minute a trip to [Quito|city EC] scheduled for June 4.",
        "Ruiz Quito cancelled 2023-06-04",
    ),
    (f"{RUIZ}'s trip to [Quito|city EC] was moved to June.", "Ruiz Quito planned 2023-06"),
    (
        f"{RUIZ} will travel to [Quito|city EC] on Friday and [Lima|city PE] on Saturday.",
        "Ruiz Quito planned 2023-05-19; Ruiz Lima planned 2023-05-20",
    ),
    (
        f"{RUIZ}, who is due in [Quito|city EC] on Friday, spoke by phone with {PETROV}.",
        "Ruiz Quito planned 2023-05-19",
    ),
    (f"{PETROV} said {RUIZ} would come to [Sofia|city BG] on 2 July.", "Ruiz Sofia planned 2023-07-02"),
    (
        f"{RUIZ} and {PETROV} are to meet in [Vienna|city AT] on June 9.",
        "Petrov Vienna planned 2023-06-09; Ruiz Vienna planned 2023-06-09",
    ),
    (
        f"A meeting between {RUIZ} and {PETROV} in [Vienna|city AT] has been called off.",
        "Petrov Vienna cancelled -; Ruiz Vienna cancelled -",
    ),
    (
        f"{RUIZ} will now skip [Quito|city EC] and go straight to [Lima|city PE].",
        "Ruiz Quito cancelled -; Ruiz Lima planned -",
    ),
    (f"{RUIZ} skipped [Quito|city EC].", "Ruiz Quito cancelled -"),
    (f"Bad weather forced {RUIZ} to call off a stop in [Quito|city EC].", "Ruiz Quito cancelled -"),
    (f"{RUIZ} abandoned a planned stop in [Quito|city EC].", "Ruiz Quito cancelled -"),
    (f"{RUIZ} is expected back in [Quito|city EC] in July.", "Ruiz Quito planned 2023-07"),
    (f"{RUIZ} is to be received in [Quito|city EC] by the mayor next Thursday.", "Ruiz Quito planned 2023-05-18"),
    (f"{RUIZ} has promised to visit [Quito|city EC] before the year is out.", "Ruiz Quito planned -"),
    (
        f"{RUIZ} is due to address the United Nations in [New York|city US] on Sept. 20.",
        "Ruiz New York planned 2023-09-20",
    ),
    (f"{RUIZ} will no longer visit [Lima|city PE].", "Ruiz Lima cancelled -"),
    (f"{RUIZ} dropped a visit to [Lima|city PE] from her schedule.", "Ruiz Lima cancelled -"),
    (f"{RUIZ} goes to [Lima|city PE] on Friday.", "Ruiz Lima planned 2023-05-19"),
    (f"{RUIZ} heads to [Lima|city PE] this week.", "Ruiz Lima planned -"),
    (
        f"{RUIZ} and {PETROV} will be the guests of [Raul Sosa|person PE President] in [Lima|city PE] in July.",
        "Petrov Lima planned 2023-07; Ruiz Lima planned 2023-07",
    ),
    (f"{RUIZ} would be in [Lima|city PE] on Friday, her office said.", "Ruiz Lima planned 2023-05-19"),
    (f"{RUIZ} will set out for [Lima|city PE] next Monday.", "Ruiz Lima planned 2023-05-22"),
    (f"{RUIZ} put off a trip to [Lima|city PE] that had been set for Sunday.", "Ruiz Lima cancelled 2023-05-21"),
    (
        f"{RUIZ} makes a round of the region: [Quito|city EC] on Friday and [Lima|city PE] on Sunday.",
        "Ruiz Lima planned 2023-05-21; Ruiz Quito planned 2023-05-19",
    ),
    (
        f"{RUIZ} will carry the campaign to [Quito|city EC] on May 20, to [Lima|city PE] a day later and to "
        "[Cusco|city PE] the following Monday.",
        "Ruiz Cusco planned 2023-05-22; Ruiz Lima planned 2023-05-21; Ruiz Quito planned 2023-05-20",
    ),
    (f"From there {RUIZ} goes to [Lima|city PE].", "Ruiz Lima planned -"),
    (f"{RUIZ} was due in [Lima|city PE] on Friday.", "Ruiz Lima planned 2023-05-19"),
    (f"{RUIZ} was expected in [Lima|city PE] on Monday, but did not come.", "Ruiz Lima cancelled 2023-05-22"),
    (f"{RUIZ} had been expected in [Lima|city PE] this week.", "Ruiz Lima cancelled -"),
    (f"{RUIZ} called off talks in [Geneva|city CH] with {PETROV}.", "Ruiz Geneva cancelled -"),
    (f"{RUIZ}'s visit to [Lima|city PE], planned for June, is off.", "Ruiz Lima cancelled 2023-06"),
    (f"{RUIZ} has cancelled a visit to [Lima|city PE] on June 2 and 3.", "Ruiz Lima cancelled 2023-06-02"),
    (f"{RUIZ} cancelled a visit to [Lima|city PE] on 12 May.", "Ruiz Lima cancelled -"),
    (f"{RUIZ} will stay away from [Lima|city PE].", "Ruiz Lima cancelled -"),
    (f"{RUIZ} is on her way to [Lima|city PE].", "Ruiz Lima planned -"),
    (f"{RUIZ} is to report to the mayor in [Lima|city PE] next month.", "Ruiz Lima planned 2023-06"),
]


@pytest.mark.parametrize(("marked", "told"), CASES)
def test_a_visit_announced_is_planned_and_one_called_off_is_cancelled(marked: str, told: str) -> None:
    assert visits_told(marked) == sorted(told.split("; "))
