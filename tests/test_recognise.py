"""Recognisers: the built-in one, and a spaCy pipeline in its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from geo.errors import InputError
from geo.gazetteer import Gazetteer, Words, fold, words
from geo.mentions import Found, LongestMatch, Recognised, recogniser_of
from geo.mentions.recognise_spacy import SpacyRecogniser
from geo.resolve import analyse
from geo.types import Analysis, Article

ENTITIES = {
    "GPE": ["Oslo", "Georgia", "Vineta-by-the-Sea"],
    "LOC": ["the Gulf of Aden"],
    "FAC": ["the White House"],
    "NORP": ["Kenyan", "Democrats"],
    "PERSON": ["Chelsea Boston", "Boston", "President Amina Tveit"],
    "ORG": ["the Bank of Lisbon"],
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save a blank pipeline whose entities are given by rule."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [{"label": label, "pattern": name} for label, names in ENTITIES.items() for name in names]
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    folder = tmp_path_factory.mktemp("spacy") / "pipeline"
    nlp.to_disk(folder)
    return folder


def names(analysis: Analysis) -> list[tuple[str, str | None]]:
    return [(each.mention.text, each.place.name if each.place else None) for each in analysis.toponyms]


def recognised(text: str, model: Path, gazetteer: Gazetteer) -> Recognised:
    return recogniser_of(f"spacy:{model}").recognise(words(text), gazetteer)


def test_entities_of_places_are_the_only_names_that_spacy_yields(model: Path, gazetteer: Gazetteer) -> None:
    text = "She flew from Oslo to Paris past the Gulf of Aden and saw the White House."
    found = recognised(text, model, gazetteer)
    assert [each.key for each in found.names] == ["oslo", "gulf of aden", "white house"]
    assert all(each.labelled for each in found.names)


def test_entity_of_an_organisation_names_no_place(model: Path, gazetteer: Gazetteer) -> None:
    assert recognised("He left the Bank of Lisbon.", model, gazetteer).names == ()


def test_people_counts_where_the_gazetteer_knows_its_adjective(model: Path, gazetteer: Gazetteer) -> None:
    found = recognised("The Kenyan crew and the Democrats waved.", model, gazetteer)
    assert [each.key for each in found.names] == ["kenyan"]


def test_persons_are_taken_from_spacy_with_their_office_and_surname(model: Path, gazetteer: Gazetteer) -> None:
    text = "Chelsea Boston met President Amina Tveit. Boston spoke first in Oslo, Tveit last."
    found = recognised(text, model, gazetteer)
    assert [(each.name, len(each.spans), each.title) for each in found.persons] == [
        ("Chelsea Boston", 2, None),
        ("Amina Tveit", 2, "President"),
    ]
    assert [each.key for each in found.names] == ["oslo"]


def test_name_that_the_gazetteer_lacks_is_refused_with_the_reason(model: Path, gazetteer: Gazetteer) -> None:
    recogniser = recogniser_of(f"spacy:{model}")
    text = "Boats went from Vineta-by-the-Sea to Oslo."
    analysis = analyse(Article("test", text, ""), gazetteer, recogniser=recogniser, explain=True)
    assert names(analysis) == [("Oslo", "Oslo")]
    assert [(each.mention.text, each.place, each.reason) for each in analysis.refused] == [
        ("Vineta-by-the-Sea", None, "the gazetteer has no place of this name")
    ]


def test_label_of_spacy_counts_as_evidence(model: Path, gazetteer: Gazetteer) -> None:
    analysis = analyse(
        Article("test", "They met in Georgia.", ""), gazetteer, recogniser=SpacyRecogniser(str(model)), explain=True
    )
    assert any(each.startswith("a place to the recogniser +") for each in analysis.toponyms[0].candidates[0].reasons)


def test_missing_spacy_is_one_error_that_names_the_extra(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InputError, match=r"spaCy is not installed; install it with: pip install '\.\[spacy\]'"):
        recogniser_of(f"spacy:{model}")


def test_missing_pipeline_is_one_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none: the pipeline cannot be loaded"):
        recogniser_of(f"spacy:{tmp_path / 'none'}")


@pytest.mark.parametrize("spec", ["spacy", "spacy:", "stanza:en", ""])
def test_unknown_recogniser_is_an_error_that_names_the_known(spec: str) -> None:
    with pytest.raises(InputError, match="use built-in, or spacy:MODEL_OR_PATH"):
        recogniser_of(spec)


def test_spacy_is_not_imported_unless_it_is_asked_for() -> None:
    code = "import sys, geo.annotate; print('spacy' in sys.modules)"
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_built_in_recogniser_is_the_default(gazetteer: Gazetteer) -> None:
    text = "President Amina Tveit flew from Lisbon to Oslo. Oslo was cold, and the Kenyan crew went home."
    article = Article("test", text, "")
    assert isinstance(recogniser_of("built-in"), LongestMatch)
    assert analyse(article, gazetteer) == analyse(article, gazetteer, recogniser=LongestMatch())


class OneWord:
    """A recogniser of a few lines: one word names a place."""

    def recognise(self, words: Words, gazetteer: Gazetteer) -> Recognised:
        """Yield the word."""
        number = next(number for number, word in enumerate(words) if word.text == "lisbon")
        return Recognised((), (Found(number, number + 1, fold("lisbon"), gazetteer.uses("lisbon"), True),))


def test_any_recogniser_of_the_protocol_can_stand_in(gazetteer: Gazetteer) -> None:
    analysis = analyse(Article("test", "from lisbon to Oslo", ""), gazetteer, recogniser=OneWord())
    assert names(analysis) == [("lisbon", "Lisbon")]
