"""Literal and associative use of place names, sentence by sentence, over many regions.

In each sentence the name in brackets is the one that is judged.
"""

from __future__ import annotations

import pytest

from geo.gazetteer import Gazetteer
from geo.resolve import analyse
from geo.types import Article

LITERAL = [
    "The delegation landed in [Tbilisi] late on Monday.",
    "Thousands marched through central [Yerevan] on Sunday.",
    "A fire broke out at a warehouse near [Nairobi] overnight.",
    "The road from [Lima] to the coast has been closed since Friday.",
    "She was born in [Osaka] and studied in Europe.",
    "Farmers in [Ethiopia] are waiting for the rain.",
    "The ferry left [Helsinki] with four hundred people aboard.",
    "Heavy snow fell across [Austria] for the third day.",
    "The museum stands on a hill above [Lisbon].",
    "They drove north from [Santiago] in two trucks.",
    "Two hikers went missing outside [Denver] last week.",
    "The bridge will link [Copenhagen] with the islands.",
    "Hundreds of families fled to [Chad] on foot.",
    "The court sits in [Strasbourg], two hours by train.",
    "The river rises in [Rwanda] and flows north.",
    "An earthquake shook western [Nepal] at dawn.",
    "Prices of bread in [Cairo] have doubled.",
    "The plane was flying over [Romania] when it turned back.",
    "He has lived in [Montreal] since 1998.",
    "The exhibition opens in [Seoul] in May.",
    "The streets of [Havana] were dark on Tuesday night.",
    "Workers repaired the pipeline in southern [Iraq].",
    "Our correspondent reached [Kabul] by road.",
    "The city of [Perth] is two thousand kilometres from the next.",
    "The volcano lies about 30 kilometres east of [Catania].",
    "Wildfires burned in northern [Portugal] through August.",
    "Nurses in [Accra] work twelve hours a day.",
    "The train stops at [Zagreb] and goes on to the coast.",
    "The two leaders met in [Geneva] for three hours.",
    "The trial of the ferry's captain began in [Manila] on Wednesday.",
    "Rice is grown along the rivers of [Vietnam].",
    "A storm is moving towards [Jamaica].",
    "A ship with grain arrived in [Djibouti].",
    "The vaccine was tried on 300 children in [Malawi].",
    "The old town of [Baku] is surrounded by a wall.",
    "Volunteers cleaned the beaches around [Mumbai].",
    "The convoy crossed into [Jordan] before midnight.",
    "Police found the car abandoned in [Marseille].",
    "The factory in [Chennai] employs 900 people.",
    "Tourists are returning to [Sri Lanka].",
    "A dam is being built in the mountains of [Kyrgyzstan].",
    "The Games were held in [Sydney] in 2000.",
]
ASSOCIATIVE = [
    "[Moscow] said it would study the proposal.",
    "[Tehran] has denied any part in the affair.",
    "Talks between Athens and [Ankara] resumed in spring.",
    "Relations between [Tokyo] and Seoul have improved.",
    "[Brasilia] rejected the terms on Thursday.",
    "The offer was seen as part of [Beijing]'s strategy in Africa.",
    "The rift between Belgrade and [Pristina] has deepened.",
    "[Washington] urged both sides to show restraint.",
    "The ministry accused [Islamabad] of breaking the truce.",
    "[Canada] announced new tariffs on steel.",
    "A treaty between [Chile] and Bolivia was signed in 1904.",
    "[Paris] and London agreed on a joint patrol.",
    "The [Kenyan] president opened the session.",
    "The [Polish] government resigned in the night.",
    "The [Nigeria] Football Federation named a new coach.",
    "[Norway]'s prime minister spoke first.",
    "The [Thailand] government has promised new elections.",
    "[Madrid] expelled two diplomats in April.",
    "Sanctions against [Venezuela] were eased.",
    "The alliance put pressure on [Minsk] for years.",
    "[New Delhi] summoned the ambassador.",
    "[Cairo] has offered to mediate.",
    "[Egypt] and Qatar brokered the ceasefire.",
    "He called for better ties with [Turkey].",
    "[Hungary] vetoed the decision.",
    "[India] beat Pakistan by six wickets.",
    "[Brazil] won the final on penalties.",
    "[Tunisia]'s parliament passed the law by a narrow vote.",
    "The [Colombia] national team flew home.",
    "[Jakarta] insists that the islands are its own.",
    "[Buenos Aires] paid the first instalment of the debt.",
    "[Stockholm] joined the alliance in March.",
    "The pact with [Oslo] expires in June.",
    "[Vienna] recalled its envoy.",
    "A spokesman for [Germany] declined to comment.",
    "[Kyiv] demanded the return of the prisoners.",
    "[Riyadh] cut its output by a tenth.",
    "The negotiations with [Brussels] went on all night.",
    "[Algiers] closed its airspace to the airline.",
    "[Ukraine] has asked for more ammunition.",
    "[Australia]'s foreign minister called the test a provocation.",
    "The [Lebanese] army sent reinforcements.",
    "[Prague] condemned the attack.",
    "The dispute between [Guyana] and its neighbour is in court.",
    "[Baku] and Yerevan exchanged lists of prisoners.",
    "Support for [Israel] has fallen among young voters.",
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def role_of(marked: str, gazetteer: Gazetteer) -> str:
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    toponyms = analyse(Article("test", text, ""), gazetteer).toponyms
    found = next((each for each in toponyms if each.mention.start == start), None)
    assert found is not None, [each.mention.text for each in toponyms]
    return found.mention.role


@pytest.mark.parametrize("marked", LITERAL)
def test_place_where_something_is_or_happens_is_literal(marked: str, gazetteer: Gazetteer) -> None:
    assert role_of(marked, gazetteer) == "literal"


@pytest.mark.parametrize("marked", ASSOCIATIVE)
def test_place_that_stands_for_a_government_or_a_team_is_associative(marked: str, gazetteer: Gazetteer) -> None:
    assert role_of(marked, gazetteer) == "associative"
