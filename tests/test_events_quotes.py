"""Quotations: each text with who says what."""

from __future__ import annotations

import pytest
from analysis import PETROV, RUIZ, analysis

from geo.events import extract

CASES: list[tuple[str, list[tuple[str | None, str]]]] = [
    (f'"We are close," {RUIZ} said. "It is a matter of days."', [("Ruiz", "We are close"), ("Ruiz", "matter of days")]),
    (f'{RUIZ} said: "The road is open to everyone."', [("Ruiz", "The road")]),
    (f'{RUIZ} called the plan "dead".', []),
    (f'"The plan is dead and buried," said {PETROV}, who arrived on Monday.', [("Petrov", "dead and buried")]),
    (f'{PETROV} met {RUIZ}. "The plan is dead and buried," he told reporters.', [("Petrov", "dead")]),
    ('The film "Long Night" opened.', []),
    ('"Nobody asked us about the line," a farmer said.', [(None, "Nobody asked")]),
    (f'According to {RUIZ}, "there is no other way out of this".', [("Ruiz", "no other way")]),
    (f"“We will not yield an inch,” {RUIZ} told parliament in [Madrid|city ES].", [("Ruiz", "not yield")]),
    (
        f'"This is the end of it," {PETROV} added, "and the start of something new."',
        [("Petrov", "end of it"), ("Petrov", "start of something")],
    ),
    (f'{RUIZ} flew home. "Never again," the president said.', [("Ruiz", "Never again")]),
    (f'{RUIZ} insisted that the treaty was "a betrayal of every promise made".', [("Ruiz", "betrayal")]),
    (f"«Nous sommes prêts à tout», {RUIZ} said.", [("Ruiz", "Nous")]),
    (f"{RUIZ} spoke first. “It took us ten years. Now it is done,” said {PETROV}.", [("Petrov", "ten years")]),
    ('"The door is open," said [Spanish|country ES Spain] President [Lena Ruiz|person ES].', [("Ruiz", "door")]),
]


@pytest.mark.parametrize(("marked", "wanted"), CASES)
def test_words_between_quotation_marks_have_their_speaker(marked: str, wanted: list[tuple[str | None, str]]) -> None:
    read = analysis(marked)
    found = extract(read).quotations
    assert [q.speaker and q.speaker.split()[-1] for q in found] == [speaker for speaker, _ in wanted]
    for quotation, (_, part) in zip(found, wanted, strict=True):
        assert part in read.article.text[quotation.span.start : quotation.span.end]


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    read = analysis(f'"The road is long and hard, {RUIZ} said.\nNobody else spoke that day.')
    (only,) = extract(read).quotations
    assert read.article.text[only.span.start : only.span.end].endswith("said.")


def test_ten_thousand_quotation_marks_are_read_in_bounded_time() -> None:
    assert len(extract(analysis('"a" ' * 5000)).quotations) <= 500
