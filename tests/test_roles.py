"""Literal and associative use of place names, sentence by sentence, over many regions: bench/roles.tsv."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.roles import Sentence, judged, main, read_sentences, score
from geo.gazetteer import Gazetteer

SENTENCES = read_sentences()
KNOWN = [each for each in SENTENCES if each.set == "known"]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def test_sentences_are_many_of_both_roles_and_none_stands_twice() -> None:
    counts = Counter((each.set, each.role) for each in SENTENCES)
    assert min(counts["known", "literal"], counts["known", "associative"]) >= 70
    assert min(counts["fresh", "literal"], counts["fresh", "associative"]) >= 30
    assert len({(each.text, each.start) for each in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize("sentence", KNOWN, ids=lambda each: f"{each.role}: {each.text}"[:90])
def test_role_of_the_name(sentence: Sentence, gazetteer: Gazetteer) -> None:
    mention = judged(sentence, gazetteer)
    assert mention is not None
    assert mention.role == sentence.role


def test_sentences_that_the_rules_were_not_written_for_keep_their_score(gazetteer: Gazetteer) -> None:
    fresh = [each for each in SENTENCES if each.set == "fresh"]
    mentions = [judged(each, gazetteer) for each in fresh]
    pairs = [(each.role, found.role if found else None) for each, found in zip(fresh, mentions, strict=True)]
    assert score(pairs).f1 >= 0.91
    assert score(pairs).precision >= 0.97


def test_score_counts_what_is_missed_and_what_is_wrong() -> None:
    pairs = [("associative", "associative"), ("associative", None), ("literal", "associative"), ("literal", "literal")]
    assert score(pairs) == score(pairs[:3])
    assert (score(pairs).precision, score(pairs).recall, score(pairs).f1) == (0.5, 0.5, 0.5)
    assert score([("literal", None)]).f1 == 0.0


def test_command_prints_a_row_a_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    table = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in table[-3:]] == ["open", "known", "fresh"]
