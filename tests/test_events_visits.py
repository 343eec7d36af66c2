"""Visits that took place: each sentence with who was where, and when, "-" for no date."""

from __future__ import annotations

import pytest
from analysis import PETROV, RUIZ, visits_told

CASES = [
    (f"{RUIZ} arrived in [Oslo|city NO] on Monday.", "Ruiz Oslo completed 2023-05-15"),
    (f"{RUIZ} flew into [Oslo|city NO] late on Tuesday.", "Ruiz Oslo completed 2023-05-16"),
    (f"Spain's {RUIZ} flew to [Oslo|city NO] from [Madrid|city ES] yesterday.", "Ruiz Oslo completed 2023-05-16"),
    (f"{PETROV} received {RUIZ} in [Sofia|city BG] on Monday.", "Ruiz Sofia completed 2023-05-15"),
    (f"{RUIZ} was received in [Sofia|city BG] by {PETROV} on Monday.", "Ruiz Sofia completed 2023-05-15"),
    (
        f"{RUIZ} met {PETROV} in [Vienna|city AT] in April 2021.",
        "Ruiz Vienna completed 2021-04; Petrov Vienna completed 2021-04",
    ),
    (f"{RUIZ} met {PETROV} in [Sofia|city BG].", "Ruiz Sofia completed -"),
    (
        f"{RUIZ} and {PETROV} met in [Vienna|city AT] on May 3.",
        "Ruiz Vienna completed 2023-05-03; Petrov Vienna completed 2023-05-03",
    ),
    (
        f"{RUIZ} toured a car plant in [Graz|city AT] on Tuesday and returned to [Madrid|city ES].",
        "Ruiz Graz completed 2023-05-16; Ruiz Madrid completed -",
    ),
    (f"Speaking in [Vienna|city AT] on Monday, {RUIZ} said peace was near.", "Ruiz Vienna completed 2023-05-15"),
    (f"{RUIZ} told reporters in [Vienna|city AT] that the talks would go on.", "Ruiz Vienna completed -"),
    (f"{RUIZ} left for [Lima|city PE] on Tuesday.", "Ruiz Lima completed 2023-05-16"),
    (f"During a trip to [Lima|city PE] last week, {RUIZ} signed two accords.", "Ruiz Lima completed -"),
    (f"{RUIZ} is on a three-day visit to [Lima|city PE].", "Ruiz Lima completed -"),
    (f"{RUIZ}, on a visit to [Lima|city PE], praised the accord.", "Ruiz Lima completed -"),
    (f"{RUIZ} paid an official visit to [Lima|city PE] in March.", "Ruiz Lima completed 2023-03"),
    (
        f"{RUIZ} visited [Lima|city PE], [Quito|city EC] and [Bogota|city CO] in March.",
        "Ruiz Lima completed 2023-03; Ruiz Quito completed 2023-03; Ruiz Bogota completed 2023-03",
    ),
    (
        f"{RUIZ} flew to [Lima|city PE] on Monday and to [Quito|city EC] on Tuesday.",
        "Ruiz Lima completed 2023-05-15; Ruiz Quito completed 2023-05-16",
    ),
    (f"{RUIZ} stopped over in [Quito|city EC] on her way to [Lima|city PE].", "Ruiz Quito completed -"),
    (
        f"{RUIZ} landed in [Lima|city PE] on Monday. The next day she met {PETROV} in [Quito|city EC].",
        "Ruiz Lima completed 2023-05-15; Ruiz Quito completed 2023-05-16; Petrov Quito completed 2023-05-16",
    ),
    (f"{RUIZ}'s plane landed in [Lima|city PE] on Monday.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ}, who visited [Lima|city PE] in 2019, said nothing.", "Ruiz Lima completed 2019"),
    (f"{RUIZ} had visited [Lima|city PE] twice.", "Ruiz Lima completed -"),
    (
        f"{RUIZ} laid a wreath at the [War Memorial|site PE] in [Lima|city PE].",
        "Ruiz War Memorial completed -; Ruiz Lima completed -",
    ),
    (f"{RUIZ} is visiting [Lima|city PE].", "Ruiz Lima completed -"),
    (f"{RUIZ} wrapped up a two-day visit to [Lima|city PE] on Tuesday.", "Ruiz Lima completed 2023-05-15"),
    (
        f"Talks between {RUIZ} and {PETROV} in [Geneva|city CH] ended on Monday.",
        "Ruiz Geneva completed 2023-05-15; Petrov Geneva completed 2023-05-15",
    ),
    (f"{RUIZ} attended a summit in [Geneva|city CH] on 4 May.", "Ruiz Geneva completed 2023-05-04"),
    (
        f"On the sidelines of a summit in [Geneva|city CH], {RUIZ} met {PETROV}.",
        "Ruiz Geneva completed -; Petrov Geneva completed -",
    ),
    (
        f"In [Geneva|city CH] on Monday, {RUIZ} met {PETROV}.",
        "Ruiz Geneva completed 2023-05-15; Petrov Geneva completed 2023-05-15",
    ),
    (f"{RUIZ} was in [Geneva|city CH] on Monday for talks with {PETROV}.", "Ruiz Geneva completed 2023-05-15"),
    (f"{RUIZ} spent two days in [Geneva|city CH].", "Ruiz Geneva completed -"),
    (f"{RUIZ} entered [Peru|country PE] from [Bolivia|country BO] on May 2.", "Ruiz Peru completed 2023-05-02"),
    (f"{RUIZ} cut short her visit to [Lima|city PE].", "Ruiz Lima completed -"),
    (f"A delegation led by {RUIZ} arrived in [Lima|city PE].", "Ruiz Lima completed -"),
    (f"{RUIZ} hosted {PETROV} in [Toledo|city ES].", "Petrov Toledo completed -"),
    (f"{RUIZ} travelled to [Lima|city PE] to meet {PETROV}.", "Ruiz Lima completed -"),
    (f"{RUIZ} is in [Lima|city PE].", "Ruiz Lima completed -"),
    (f"{RUIZ} crossed into [Peru|country PE] on Monday.", "Ruiz Peru completed 2023-05-15"),
    (f"After talks in [Vienna|city AT], {RUIZ} said the deal was near.", "Ruiz Vienna completed -"),
    (f"{RUIZ} said after talks in [Vienna|city AT] that the deal was near.", "Ruiz Vienna completed -"),
    (f"{RUIZ} went from [Vienna|city AT] to [Graz|city AT] by train on May 6, 2022.", "Ruiz Graz completed 2022-05-06"),
    (f"{RUIZ} returned from a visit to [Vienna|city AT] on Monday.", "Ruiz Vienna completed -"),
    (f"{RUIZ} arrived in [Vienna|city AT] two days ago.", "Ruiz Vienna completed 2023-05-15"),
    (f"{RUIZ} last visited [Vienna|city AT] in December.", "Ruiz Vienna completed 2022-12"),
    (f"{RUIZ} last visited [Vienna|city AT] a year ago.", "Ruiz Vienna completed 2022"),
    (
        f"{RUIZ}, accompanied by {PETROV}, toured [Vienna|city AT].",
        "Petrov Vienna completed -; Ruiz Vienna completed -",
    ),
    (
        f"{RUIZ} reached [Vienna|city AT] on Monday and met with {PETROV} on Tuesday.",
        "Ruiz Vienna completed 2023-05-15",
    ),
    (f"{RUIZ}'s first foreign trip was to [Vienna|city AT].", "Ruiz Vienna completed -"),
    (f"{RUIZ} made a surprise stop in [Lima|city PE] on Sunday.", "Ruiz Lima completed 2023-05-14"),
    (f"{RUIZ} joined {PETROV} in [Lima|city PE] for the signing.", "Ruiz Lima completed -; Petrov Lima completed -"),
    (f"{RUIZ} was seen in [Lima|city PE] on Monday.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ} was flown to [Lima|city PE] for treatment.", "Ruiz Lima completed -"),
    (
        f"{RUIZ} opened the embassy in [Lima|city PE] on 3 May and then travelled on to [Quito|city EC].",
        "Ruiz Lima completed 2023-05-03; Ruiz Quito completed -",
    ),
    (
        "[Spanish|country ES Spain] Foreign Minister [Ana Gil|person -] flew in to "
        "[Quito|city EC] on Sunday and, with her [Ecuadorian|country EC Ecuador] counterpart, "
        "[Luis Mora|person -], signed a pact.",
        "Gil Quito completed 2023-05-14",
    ),
    (
        "[Spain|country ES]'s [Ana Gil|person -] and [Bulgaria|country BG]'s "
        "[Ivan Petrov|person -] held a joint news conference in [Quito|city EC] on Tuesday.",
        "Gil Quito completed 2023-05-16; Petrov Quito completed 2023-05-16",
    ),
    (
        f"{RUIZ} met {PETROV} on Monday in [Quito|city EC], where they discussed trade.",
        "Ruiz Quito completed 2023-05-15; Petrov Quito completed 2023-05-15",
    ),
    (
        f"The talks in [Quito|city EC] brought together {RUIZ} and {PETROV}.",
        "Petrov Quito completed -; Ruiz Quito completed -",
    ),
    (
        f"{RUIZ} was in [Quito|city EC] last week and is now in [Lima|city PE].",
        "Ruiz Quito completed -; Ruiz Lima completed -",
    ),
    (
        f'{RUIZ} landed in [Quito|city EC] on Monday. "It is an honour to be here," she '
        "said. On Tuesday the president laid flowers at the [Independence Monument|site EC].",
        "Ruiz Quito completed 2023-05-15; Ruiz Independence Monument completed 2023-05-16",
    ),
    (
        f"{PETROV} arrived in [Quito|city EC] on May 9, a day after {RUIZ} left [Lima|city PE] for [Madrid|city ES].",
        "Petrov Quito completed 2023-05-09; Ruiz Madrid completed -",
    ),
    (f"{RUIZ} ended a tour of [Peru|country PE] on Tuesday.", "Ruiz Peru completed 2023-05-16"),
    (f"{RUIZ} said she had been in [Quito|city EC] in March.", "Ruiz Quito completed 2023-03"),
    (f"{PETROV} greeted {RUIZ} at the airport in [Sofia|city BG].", "Ruiz Sofia completed -"),
    (f"{RUIZ} broke off a holiday in [Lima|city PE] and flew home on Saturday.", "Ruiz Lima completed -"),
    (f"{RUIZ} walked across the bridge into [Peru|country PE] on Monday morning.", "Ruiz Peru completed 2023-05-15"),
    (f"{RUIZ} drove up to [Cusco|city PE] the same evening.", "Ruiz Cusco completed -"),
    (f"{RUIZ} inspected flood defences near [Cusco|city PE].", "Ruiz Cusco completed -"),
    (
        f"{RUIZ} attended the funeral of a former premier in [Sofia|city BG] on Sunday, alongside {PETROV}.",
        "Ruiz Sofia completed 2023-05-14",
    ),
    (f"{RUIZ} made her first visit to [Quito|city EC] in 2011 as a student.", "Ruiz Quito completed 2011"),
    (
        f"{RUIZ} returned to [Madrid|city ES] on Tuesday after a three-day visit to [Quito|city EC].",
        "Ruiz Madrid completed 2023-05-16; Ruiz Quito completed -",
    ),
    (f"{RUIZ} is the first Spanish leader to visit [Quito|city EC] since 1990.", "Ruiz Quito completed -"),
    (f'"I was in [Quito|city EC] on Monday and saw it," {RUIZ} said.', "Ruiz Quito completed 2023-05-15"),
    (
        f"{PETROV} hosted {RUIZ} and [Jo Park|person KR Foreign Minister] for dinner in [Sofia|city BG].",
        "Ruiz Sofia completed -; Park Sofia completed -",
    ),
    (f"{RUIZ} held phone talks with {PETROV}, who is in [Quito|city EC].", "Petrov Quito completed -"),
    (
        f"{RUIZ} made a stopover in [Quito|city EC] before heading for [Lima|city PE].",
        "Ruiz Quito completed -; Ruiz Lima completed -",
    ),
    (f"{RUIZ} visited [Quito|city EC] between 3 and 5 May.", "Ruiz Quito completed 2023-05-03"),
    (f"From [Quito|city EC] {RUIZ} travelled to [Lima|city PE].", "Ruiz Lima completed -"),
    (f"{RUIZ} boarded a flight to [Lima|city PE] on Monday.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ} took part in a ceremony in [Lima|city PE] on Monday.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ} gave a speech at a university in [Lima|city PE].", "Ruiz Lima completed -"),
    (f"{RUIZ} was welcomed in [Lima|city PE] with full honours.", "Ruiz Lima completed -"),
    (f"{RUIZ} handed over the papers in [Lima|city PE].", "Ruiz Lima completed -"),
    (f"{RUIZ}'s deputy, [Jo Park|person ES], landed in [Lima|city PE].", "Park Lima completed -"),
    (f"[Jo Park|person -], a senior adviser to {RUIZ}, landed in [Lima|city PE].", "Park Lima completed -"),
    (
        f"Together with {PETROV}, {RUIZ} opened a bridge in [Lima|city PE] on 1 May.",
        "Petrov Lima completed 2023-05-01; Ruiz Lima completed 2023-05-01",
    ),
    (
        f"{RUIZ} signed the deal in [Lima|city PE] with [Peruvian|country PE Peru] President [Raul Sosa|person -].",
        "Ruiz Lima completed -",
    ),
    (
        f"{RUIZ} met [Peruvian|country PE Peru] President [Raul Sosa|person -] and {PETROV} in [Lima|city PE].",
        "Petrov Lima completed -; Ruiz Lima completed -",
    ),
    (
        f"{RUIZ} arrived on Monday in [Lima|city PE], the capital of [Peru|country PE].",
        "Ruiz Lima completed 2023-05-15",
    ),
    (
        f"On Monday {RUIZ} was in [Lima|city PE]; on Tuesday she was in [Quito|city EC].",
        "Ruiz Lima completed 2023-05-15; Ruiz Quito completed 2023-05-16",
    ),
    (f"{RUIZ} started the day in [Lima|city PE].", "Ruiz Lima completed -"),
    (f"{RUIZ} has been in [Lima|city PE] since Monday.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ} stayed in [Lima|city PE] until Tuesday.", "Ruiz Lima completed -"),
    (f"{RUIZ} paused in [Lima|city PE] for fuel.", "Ruiz Lima completed -"),
    (f"{RUIZ} made her way to [Lima|city PE] by boat on Monday.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ} showed up in [Lima|city PE] unannounced.", "Ruiz Lima completed -"),
    (
        f"{RUIZ} wrapped up a tour of [Quito|city EC], [Cusco|city PE] and [Lima|city PE] on Sunday.",
        "Ruiz Cusco completed -; Ruiz Lima completed -; Ruiz Quito completed -",
    ),
    (f"{RUIZ} wound up a three-day visit to [Peru|country PE] on Tuesday.", "Ruiz Peru completed 2023-05-14"),
    (f"{RUIZ} returned from [Lima|city PE] on Monday with a promise.", "Ruiz Lima completed -"),
    (f"{RUIZ} flew back home from [Lima|city PE] on Monday.", "Ruiz Lima completed -"),
    (f"{RUIZ} left [Lima|city PE] on Monday after talks.", "Ruiz Lima completed -"),
    (f"{RUIZ} began a trip that also took her to [Cusco|city PE].", "Ruiz Cusco completed -"),
    (
        f"{RUIZ} is remembered for two journeys: to [Quito|city EC] in 1989, when war was near, and to "
        "[Lima|city PE] ten years later.",
        "Ruiz Lima completed 1999; Ruiz Quito completed 1989",
    ),
    (
        f"{RUIZ} was in [Quito|city EC] on Monday, and in [Cusco|city PE] and [Lima|city PE] on Tuesday.",
        "Ruiz Cusco completed 2023-05-16; Ruiz Lima completed 2023-05-16; Ruiz Quito completed 2023-05-15",
    ),
    (
        f"{RUIZ} opened a school in [Quito|city EC] on Tuesday, after talks in [Lima|city PE].",
        "Ruiz Lima completed -; Ruiz Quito completed 2023-05-16",
    ),
    (
        f"{RUIZ} flew to [Geneva|city CH], where she met {PETROV}.",
        "Petrov Geneva completed -; Ruiz Geneva completed -",
    ),
    (
        f"{RUIZ} was in [Quito|city EC] when the news broke and flew to [Lima|city PE].",
        "Ruiz Lima completed -; Ruiz Quito completed -",
    ),
    (f"The accord was signed in [Geneva|city CH] by {RUIZ} on May 3.", "Ruiz Geneva completed 2023-05-03"),
    (f"{RUIZ} attended the [Brussels|city BE] summit on Monday.", "Ruiz Brussels completed 2023-05-15"),
    (f"{RUIZ} shuttled between [Quito|city EC] and [Lima|city PE].", "Ruiz Lima completed -; Ruiz Quito completed -"),
    (f"{RUIZ} carried a peace plan from [Quito|city EC] to [Lima|city PE].", "Ruiz Lima completed -"),
    (f"{RUIZ} travelled by road to [Lima|city PE].", "Ruiz Lima completed -"),
    (f"{RUIZ} got to [Lima|city PE] on Monday.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ} took off for [Lima|city PE] on Monday.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ} was summoned to [Lima|city PE] on Monday.", "Ruiz Lima completed 2023-05-15"),
    (
        f"{RUIZ} told {PETROV} in [Geneva|city CH] in May that she would sign.",
        "Petrov Geneva completed 2023-05; Ruiz Geneva completed 2023-05",
    ),
    (f"{RUIZ} called on {PETROV} in [Sofia|city BG].", "Ruiz Sofia completed -"),
    (f"{RUIZ}, on her way back from [Lima|city PE], spoke of peace.", "Ruiz Lima completed -"),
    (f"{RUIZ} is in [Lima|city PE] until Sunday.", "Ruiz Lima completed -"),
    (f"{RUIZ} was among those who prayed in [Lima|city PE].", "Ruiz Lima completed -"),
    (
        f"On May 3 in [Geneva|city CH], {RUIZ} met {PETROV}.",
        "Petrov Geneva completed 2023-05-03; Ruiz Geneva completed 2023-05-03",
    ),
    (
        f"Talks in [Geneva|city CH] between {RUIZ} and {PETROV} broke down.",
        "Petrov Geneva completed -; Ruiz Geneva completed -",
    ),
    (f"{PETROV}'s partner {RUIZ} laid a wreath in [Lima|city PE] a week ago.", "Ruiz Lima completed -"),
    (f"{RUIZ}, the first Spanish leader to visit [Lima|city PE] since 1990, spoke of trade.", "Ruiz Lima completed -"),
]


@pytest.mark.parametrize(("marked", "told"), CASES)
def test_a_presence_that_the_text_reports_is_a_completed_visit(marked: str, told: str) -> None:
    assert visits_told(marked) == sorted(told.split("; "))


def test_gerund_and_bare_verb_that_look_to_each_other_end() -> None:
    assert visits_told(f"Arriving in [Lima|city PE] and meet {RUIZ}.") == []
