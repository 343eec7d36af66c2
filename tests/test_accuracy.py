"""The benchmark of accuracy on a made-up corpus: what it counts as right, missed, wrong and false."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.accuracy import half, kilometres, main, measure
from geo.gazetteer import Gazetteer

OSLO, LIMA = (10.75, 59.91), (-77.04, -12.05)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def record(text: str, *names: tuple[str, tuple[float, float] | None]) -> dict[str, object]:
    found = [(text.index(name), name, point) for name, point in names]
    gold = [
        {"start": at, "end": at + len(name), "text": name, "lon": point and point[0], "lat": point and point[1]}
        for at, name, point in found
    ]
    return {"id": text, "text": text, "toponyms": gold}


def test_name_with_a_near_point_is_right(gazetteer: Gazetteer) -> None:
    tally = measure(record("They met in Oslo.", ("Oslo", OSLO)), gazetteer, demonyms=True)
    assert (tally.gold, tally.given, tally.matched, tally.right) == (1, 1, 1, 1)
    assert tally.floor_right == 1


def test_name_with_a_far_point_is_wrong_and_says_why(gazetteer: Gazetteer) -> None:
    tally = measure(record("They met in Oslo.", ("Oslo", LIMA)), gazetteer, demonyms=True)
    assert (tally.matched, tally.right) == (1, 0)
    assert tally.wrong == {"right place not in the table": 1}


def test_missed_names_are_told_apart(gazetteer: Gazetteer) -> None:
    text = "Sydney Pollack and the Reading of the Xyzzyville."
    names = (("Sydney", (151.2, -33.87)), ("Reading", (-0.97, 51.45)), ("Xyzzyville", OSLO))
    tally = measure(record(text, *names), gazetteer, demonyms=True)
    assert tally.missed == {"read as a person": 1, "refused by the evidence": 1, "not in the table": 1}


def test_name_upon_gold_without_a_point_is_given_but_neither_right_nor_false(gazetteer: Gazetteer) -> None:
    tally = measure(record("They met in Oslo.", ("Oslo", None)), gazetteer, demonyms=True)
    assert (tally.gold, tally.given, tally.matched, tally.false) == (0, 1, 0, {})


def test_name_that_the_gold_lacks_is_false(gazetteer: Gazetteer) -> None:
    tally = measure(record("They met in Oslo, then at Oslo University."), gazetteer, demonyms=True)
    assert tally.given == sum(tally.false.values()) >= 1


def test_halves_are_of_about_one_size_and_stay() -> None:
    parts = [half(number) for number in range(1000)]
    assert 400 < parts.count("tuned") < 600
    assert parts == [half(number) for number in range(1000)]


def test_kilometres_are_those_of_the_sphere() -> None:
    assert kilometres(OSLO, OSLO) == 0.0
    assert kilometres((0.0, 0.0), (1.0, 0.0)) == pytest.approx(111.2, abs=0.1)


def test_command_prints_halves_and_classes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [record("They met in Oslo.", ("Oslo", OSLO)), record("Go to Lima.", ("Lima", LIMA))]
    (tmp_path / "made-up.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [[line[:12].strip(), line[12:22].strip()] for line in told[1:4]] == [
        ["made-up", part] for part in ("tuned", "held out", "both")
    ]
    assert told[3].split()[2:6] == ["2", "2", "1.000", "1.000"]
