"""What patterns need: whatever a pattern matches is among what it is tried on, and what lacks its words is not."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.events import border_words, dates
from geo.events.needs import AnyOf, Cut, Sieve, needs
from geo.events.words import plain

BORDERS = [each for each in vars(border_words).values() if isinstance(each, AnyOf)]
PATTERNS = [re.compile(pattern) for pattern, _ in dates.RULES] + [each for many in BORDERS for each in many.patterns]


@settings(max_examples=400, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_pattern_matches_has_what_it_needs(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.from_regex(pattern))
    assert not pattern.search(text) or any(each in plain(text) for each in needs(pattern.pattern) or {""})


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bmaps?\b", {"map"}),
        (r"[Ll]ast (?:week|month)", {"last "}),
        (r"in (?:\w+ )?dispute\.", {"dispute."}),
        (r"(?:old|new)? maps", {" maps"}),
        (r"(?:the|of)+ border", {" border"}),
        (r"(?!not )(?<!no )claim(?= on)", {"claim"}),
        (r"a{0,3}b{2}c{,4}d*", {"b"}),
        (r"(?i:KELVIN|(?P<name>Celsius))", {"kelvin", "celsius"}),
        (r"kilo(?:metre)?s", {"kilo"}),
        (r"border|\w+", set()),
        (r"[0-9]?\d", set()),
    ],
)
def test_a_need_is_the_rarest_that_a_pattern_has(pattern: str, needed: set[str]) -> None:
    assert needs(pattern) == needed


def test_letters_that_patterns_take_for_i_s_and_k_are_known() -> None:
    for text in ("Dİspute", "dıspute", "di\u017fpute", "\u212alaim"):
        pattern = AnyOf("dispute", "klaim")
        assert re.search("dispute|klaim", text, re.IGNORECASE)
        assert pattern.found_in(text)


def test_things_are_given_in_their_order_and_only_where_they_can_match() -> None:
    sieve = Sieve([("line", 1), (r"\d", 2), ("border|frontier", 3), ("line|border", 4)])
    assert sieve.for_text("nothing") == [2]
    assert sieve.for_text("A frontier LINE") == [1, 2, 3, 4]
    assert sieve.for_text("border") == [2, 3, 4]


def test_matches_are_cut_from_a_text() -> None:
    lines = Cut("front lines?", "party line")
    assert lines.cut_from("The front line and the Party Line") == "The   and the  "
    assert lines.cut_from("The border") == "The border"
