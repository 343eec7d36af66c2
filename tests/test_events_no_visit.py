"""Sentences that name a person and a place and tell of no visit."""

from __future__ import annotations

import pytest
from analysis import PETROV, RUIZ, visits_told

CASES = [
    f"{RUIZ} denied having travelled to [Vienna|city AT].",
    f"Officials denied that {RUIZ} had visited [Vienna|city AT].",
    f"{RUIZ} has no plans to visit [Vienna|city AT].",
    f"{RUIZ} may travel to [Vienna|city AT] in June.",
    f"If talks succeed, {RUIZ} will travel to [Vienna|city AT] in June.",
    f"{RUIZ} would have gone to [Vienna|city AT].",
    f"{RUIZ} said in [Madrid|city ES] that the talks would go on.",
    f"{RUIZ} said the war in [Lima|city PE] must end.",
    f"{RUIZ} addressed a conference in [Lima|city PE] by video link.",
    f"{RUIZ}'s spokesman arrived in [Lima|city PE] on Monday.",
    f"An envoy of {RUIZ} arrived in [Lima|city PE] on Monday.",
    f"{PETROV} invited {RUIZ} to visit [Sofia|city BG].",
    f"{RUIZ} was born in [Lima|city PE].",
    f"{RUIZ} criticised the crackdown in [Lima|city PE].",
    f"{RUIZ} did not travel to [Lima|city PE].",
    f"{RUIZ} ruled out a visit to [Lima|city PE].",
    f"{RUIZ} is considering a trip to [Lima|city PE].",
    f"{RUIZ} telephoned {PETROV} in [Sofia|city BG].",
    f"{RUIZ} called on {PETROV} in [Sofia|city BG] to resign.",
    f"{RUIZ} called on [Lima|city PE] to explain itself.",
    f"{RUIZ} attended a summit of the [Shanghai|city CN] Cooperation Organisation.",
    f"{RUIZ} agreed on the passage of the line near [Lima|city PE].",
    f"{RUIZ} often travels to [Lima|city PE].",
    f"{RUIZ} began a tour of [Europe|region -] on Monday.",
    "The foreign ministers of [Peru|country PE] and [Chile|country CL] met in [Lima|city PE] on Monday.",
    f"There is a bridge in [Lima|city PE], and {RUIZ} said that there was no other there.",
    f"{RUIZ} could not go to [Vienna|city AT].",
    f"{RUIZ} refused to travel to [Vienna|city AT].",
    f"{RUIZ} turned down an invitation to [Lima|city PE].",
    f"{RUIZ} wants to visit [Lima|city PE].",
    f"Protesters awaited {RUIZ} in [Lima|city PE].",
    "It was the first visit by a Spanish president to [Lima|city PE] since 1990.",
    f"{RUIZ} wrote to {PETROV} from [Madrid|city ES] and offered to come to [Sofia|city BG].",
    f"{RUIZ} sent her deputy to [Quito|city EC].",
    f"{RUIZ} is not going to [Quito|city EC].",
    f"{RUIZ} has been invited to [Quito|city EC].",
    f"It is not known whether {RUIZ} will visit [Quito|city EC].",
    f"Rumours that {RUIZ} had flown to [Quito|city EC] were untrue.",
    f"{RUIZ}'s aides said she never set foot in [Quito|city EC].",
    f"Contrary to reports, {RUIZ} was not in [Quito|city EC].",
    f"{RUIZ} met [Quito|city EC]'s mayor.",
    f"{RUIZ} joined the summit in [Quito|city EC] remotely.",
    f"A statue of {RUIZ} was unveiled in [Quito|city EC].",
    f"{RUIZ} was turned back at the airport in [Lima|city PE].",
    f"{RUIZ} was denied entry to [Peru|country PE].",
    f"{RUIZ} has yet to visit [Lima|city PE].",
    f"{RUIZ} failed to turn up in [Lima|city PE].",
    f"{RUIZ} decided against travelling to [Lima|city PE].",
    f"{RUIZ} was not present at the ceremony in [Lima|city PE].",
    f'"We will not go to [Lima|city PE]," {RUIZ} said.',
]


@pytest.mark.parametrize("marked", CASES)
def test_what_is_denied_wished_said_or_done_from_afar_is_no_visit(marked: str) -> None:
    assert visits_told(marked) == []
