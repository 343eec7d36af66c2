"""The sentences of an article that are about a border as such: by themselves, and where the article is about one."""

from __future__ import annotations

import pytest

from geo.events.borders import border_sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Hydrologists are to find out where the boundary of Benin and Niger runs at low water.",
        "A new maritime boundary with Oman puts the lighthouse in Yemeni waters.",
        "Nobody has laid down where the two countries' waters meet.",
        "They signed an accord that accepts the line between them as it was in 1956.",
        "Under the protocol some 40 hectares of pasture land go to Benin.",
        "Bulgaria gave up 12 hectares and was given nine.",
        "Honduras wants its neighbour to hand back a strip of coast.",
        "Peru dropped its claims to the north bank.",
        "Iceland gave up its claim to Rockall.",
        "Ten years of talks produced a boundary of four points.",
        "Belize called on its neighbour to negotiate over the three islets.",
        "A well was drilled on the ridge that Oman and Yemen have both claimed.",
        "Fiji would take the ownership of the reef to arbitration.",
        "The borders drawn in Berlin, he said, stay as they are.",
        "Inspectors measured on whose side of the river the mill stands.",
    ],
)
def test_where_a_border_runs_is_told_in_other_words(sentence: str) -> None:
    assert border_sentences(("It rained.", sentence)) == (1,)


@pytest.mark.parametrize(
    "sentence",
    [
        "Chile had laid claim to the whole of it.",
        "The claim rests on a map of 1881.",
        "At stake are two islands and the fish around them.",
        "The surveyors measured it twice.",
        "The deputies signed the maps.",
        "The frontier cuts through a school.",
        "Lawyers want to annul the agreement.",
        "The valley was handed over in 1947.",
    ],
)
def test_where_an_article_is_about_a_border_less_is_needed(sentence: str) -> None:
    assert border_sentences((sentence, "The weather was fair.")) == ()
    assert border_sentences(("The frontier was demarcated in 1902.", sentence)) == (0, 1)


@pytest.mark.parametrize(
    "sentence",
    [
        "She gave up smoking and two hectares of garden.",
        "The treaty was signed between them in a hurry.",
        "The champion laid claim to the title.",
        "The speed limits were settled.",
    ],
)
def test_words_of_borders_in_other_senses_are_none(sentence: str) -> None:
    assert border_sentences((sentence,)) == ()
