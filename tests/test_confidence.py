"""The confidence of a place: a share of right ones, which grows with the evidence, and the table that checks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.confidence import Read, fit, main, table
from geo.resolve.confidence import COEFFICIENTS, WIDEST, confidence


def test_confidence_grows_with_evidence_and_margin_and_is_a_share() -> None:
    told = [confidence(score, margin) for margin in (0.0, 0.5, WIDEST) for score in (0.55, 1.0, 2.0)]
    assert all(0 < each < 1 for each in told)
    assert confidence(1.0, 0.5) < confidence(1.5, 0.5)
    assert confidence(1.0, 0.1) < confidence(1.0, 0.5)


def test_margin_past_the_widest_adds_nothing() -> None:
    assert confidence(1.0, WIDEST) == confidence(1.0, 5.0)


def test_fit_finds_the_coefficients_that_made_the_names() -> None:
    names = []
    for score in (0.6, 0.9, 1.3, 1.8, 2.4):
        for margin in (0.0, 0.4, 0.9):
            right = round(1000 * confidence(score, margin))
            names += [Read(score, margin, 0.5, number < right) for number in range(1000)]
    assert fit(names) == pytest.approx(COEFFICIENTS, abs=0.1)


def test_table_weighs_the_difference_by_the_names() -> None:
    names = [Read(1.0, 1.0, 0.75, right) for right in (True, True, True, False)] + [Read(2.0, 1.0, 0.95, False)]
    lines, error = table(names)
    assert [line.split() for line in lines] == [
        ["0.70-0.80", "4", "0.750", "0.750"],
        ["0.95-1.00", "1", "0.950", "0.000"],
    ]
    assert error == pytest.approx(0.19)


def test_command_prints_coefficients_and_a_table_a_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = [{"start": 12, "end": 16, "text": "Oslo", "lon": 10.75, "lat": 59.91}]
    lines = [json.dumps({"id": number, "text": "They met in Oslo.", "toponyms": gold}) for number in range(8)]
    (tmp_path / "made-up.jsonl").write_text("\n".join(lines), "utf-8")
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "in use" in told
    assert "made-up: " in told
    assert told.rstrip().endswith("1.000")
