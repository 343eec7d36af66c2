"""`python -m geo annotate`: records in, annotations out, and what `--explain` adds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import spacy

from geo.__main__ import main
from geo.annotate import Options, annotate
from geo.errors import ArticleError
from geo.gazetteer import Gazetteer

TEXT = (
    "NAIROBI - Talks between Kenya and Somalia resumed on Monday, Paris Hilton wrote. "
    "The road from Paris, Texas, to Mobile is closed. Reading is a pleasure, Reading more so."
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def explained(gazetteer: Gazetteer) -> dict[str, Any]:
    return annotate({"id": 7, "text": TEXT}, gazetteer, Options(explain=True))


def written(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def weights(reasons: list[str]) -> list[float]:
    return [float(reason.rpartition(" ")[2]) for reason in reasons]


def test_toponyms_are_the_characters_of_the_text(gazetteer: Gazetteer) -> None:
    made = annotate({"id": 7, "text": TEXT}, gazetteer)
    assert made["id"] == 7
    assert made["toponyms"]
    for each in made["toponyms"]:
        assert TEXT[each["start"] : each["end"]] == each["text"]
        assert set(each) == {"start", "end", "text", "lat", "lon", "place_id", "confidence", "role"}
    assert "refused" not in made


def test_explaining_changes_no_decision(gazetteer: Gazetteer, explained: dict[str, Any]) -> None:
    plain = annotate({"id": 7, "text": TEXT}, gazetteer)
    assert [{k: v for k, v in each.items() if k != "candidates"} for each in explained["toponyms"]] == plain["toponyms"]


def test_every_decision_has_candidates_best_first_and_takes_the_first(explained: dict[str, Any]) -> None:
    for each in explained["toponyms"]:
        scores = [candidate["score"] for candidate in each["candidates"]]
        assert scores == sorted(scores, reverse=True)
        assert each["candidates"][0]["place_id"] == each["place_id"]


def test_reasons_are_strongest_first_and_add_up_to_the_score(explained: dict[str, Any]) -> None:
    checked = 0
    for each in (*explained["toponyms"], *explained["refused"]):
        for candidate in each["candidates"]:
            told = weights(candidate["reasons"])
            assert [abs(value) for value in told] == sorted(map(abs, told), reverse=True)
            assert sum(told) == pytest.approx(candidate["score"], abs=0.006 * len(told))
            checked += 1
    assert checked > 10


def test_area_after_a_comma_is_told_as_a_reason(explained: dict[str, Any]) -> None:
    (paris,) = (each for each in explained["toponyms"] if each["text"] == "Paris")
    assert paris["lon"] == pytest.approx(-95.55, abs=0.1)
    assert "lies in Texas +0.83" in paris["candidates"][0]["reasons"]


def test_refused_names_are_told_with_score_and_threshold(explained: dict[str, Any]) -> None:
    refused = {each["text"]: each for each in explained["refused"]}
    assert "Reading" in refused
    assert re.fullmatch(r"evidence -?\d\.\d\d, below 0\.\d\d", refused["Reading"]["reason"])
    told = float(refused["Reading"]["reason"].split()[1].rstrip(","))
    assert refused["Reading"]["candidates"][0]["score"] == pytest.approx(told, abs=0.006)
    kept = {(each["start"], each["end"]) for each in explained["toponyms"]}
    assert kept.isdisjoint((each["start"], each["end"]) for each in explained["refused"])


def test_words_of_a_person_are_not_refused_as_they_are_never_read_as_a_place(explained: dict[str, Any]) -> None:
    start = TEXT.index("Paris Hilton")
    assert all(each["start"] != start for each in (*explained["toponyms"], *explained["refused"]))


def test_without_demonyms_only_names_are_left(gazetteer: Gazetteer) -> None:
    record = {"id": 1, "text": "The Kenyan crew flew home to Kenya."}
    assert [each["text"] for each in annotate(record, gazetteer)["toponyms"]] == ["Kenyan", "Kenya"]
    without = annotate(record, gazetteer, Options(demonyms=False))
    assert [each["text"] for each in without["toponyms"]] == ["Kenya"]


@pytest.mark.parametrize(
    ("home", "lon"),
    [(None, -0.13), ("London, Ontario", -81.23), ("geonames:6058560", -81.23), ("Canada", -0.13)],
)
def test_home_of_the_publisher_is_evidence_for_places_near_it(
    home: str | None, lon: float, gazetteer: Gazetteer
) -> None:
    record = {"id": 1, "text": "The library in London closes early.", "home": home}
    (found,) = annotate(record, gazetteer)["toponyms"]
    assert found["lon"] == pytest.approx(lon, abs=0.1)


def test_home_is_told_as_a_reason(gazetteer: Gazetteer) -> None:
    record = {"id": 1, "text": "Fire broke out in Windsor.", "home": "Toronto"}
    (found,) = annotate(record, gazetteer, Options(explain=True))["toponyms"]
    reasons = " | ".join(found["candidates"][0]["reasons"])
    assert "country of the publisher" in reasons
    assert "near the publisher" in reasons


def test_home_that_is_no_place_is_an_error_that_names_the_record(gazetteer: Gazetteer) -> None:
    with pytest.raises(ArticleError, match="a-1: home: the gazetteer has no place 'Nowhere at all'"):
        annotate({"id": "a-1", "text": "A text.", "home": "Nowhere at all"}, gazetteer)


def test_command_writes_a_line_a_record(tmp_path: Path) -> None:
    source = written(tmp_path, {"id": 1, "text": "They met in Oslo."}, {"id": "b", "text": "", "home": None})
    assert main(["annotate", "--explain", str(source), str(tmp_path / "out.jsonl")]) == 0
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert [each["text"] for each in first["toponyms"]] == ["Oslo"]
    assert (second["id"], second["toponyms"], second["refused"]) == ("b", [], [])


def test_command_takes_a_spacy_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Lima"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "pipeline")
    source = written(tmp_path, {"id": 1, "text": "They flew from Lima to Oslo."})
    out = tmp_path / "out.jsonl"
    assert main(["annotate", "--recogniser", f"spacy:{tmp_path / 'pipeline'}", str(source), str(out)]) == 0
    assert [each["text"] for each in json.loads(out.read_text("utf-8"))["toponyms"]] == ["Lima"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no JSON", "line 1: not JSON"),
        ('{"id": 1}', "line 1: not an object with id and text"),
        ('{"id": 1, "text": "x", "home": 5}', "line 1: home is not a text"),
    ],
)
def test_line_that_does_not_hold_ends_it_with_its_number_and_writes_nothing(
    line: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(line + "\n", "utf-8")
    assert main(["annotate", str(source), str(tmp_path / "out.jsonl")]) != 0
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


def test_example_of_the_documentation_is_what_is_written(gazetteer: Gazetteer) -> None:
    page = (Path(__file__).parent.parent / "docs/accuracy.md").read_text("utf-8")
    text = re.search(r'Of the text "(.+?)" it says', page)
    assert text
    made = annotate({"id": 1, "text": text[1]}, gazetteer, Options(explain=True))
    shown = [json.loads(block) for block in re.findall(r"```json\n(.+?)```", page, re.DOTALL)]
    assert len(shown) == 2
    for example, written_out in zip(shown, (made["toponyms"], made["refused"]), strict=True):
        real = next(each for each in written_out if each["start"] == example["start"])
        for number, candidate in enumerate(example.pop("candidates")):
            reasons = candidate.pop("reasons")
            assert reasons == [*real["candidates"][number]["reasons"][: len(reasons) - 1], "..."]
            assert candidate == {name: real["candidates"][number][name] for name in candidate}
        assert example == {name: real[name] for name in example}
