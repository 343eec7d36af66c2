"""Persons of a text: full names, titles, bare surnames, and whom a shared surname means."""

from __future__ import annotations

import pytest

from geo.gazetteer import words
from geo.mentions import find_persons
from geo.types import Person


class Somewhere:
    """A world of one country and one well-known place."""

    def country_of(self, key: str) -> str | None:
        """Return the code of a name or adjective."""
        return {"norwegian": "NO", "azerbaijani": "AZ", "azerbaijan": "AZ"}.get(key)

    def is_well_known(self, key: str) -> bool:
        """Tell whether it is well known."""
        return key in ("san diego", "azerbaijan")

    def is_area(self, key: str) -> bool:
        """Tell whether it is an area."""
        return key == "georgia"

    def is_named(self, key: str) -> bool:
        """Tell whether it is a place at all."""
        return key in ("san diego", "rock hill", "azerbaijan")


def persons(text: str) -> dict[str, Person]:
    return {person.name: person for person in find_persons(words(text), Somewhere())[0]}


def written(text: str, name: str) -> list[str]:
    return [text[span.start : span.end] for span in persons(text)[name].spans]


def test_bare_surname_is_the_person_whose_full_name_was_seen() -> None:
    text = "Anna Berg arrived on Monday. Berg spoke, and President Berg left."
    assert written(text, "Anna Berg") == ["Anna Berg", "Berg", "Berg"]
    assert list(persons(text)) == ["Anna Berg"]


def test_office_and_its_country_are_kept() -> None:
    found = persons("Norwegian Prime Minister Anna Berg spoke.")["Anna Berg"]
    assert (found.title, found.country) == ("Norwegian Prime Minister", "NO")


FAMILY = (
    "He honoured the former president, Heydar Aliyev, father of the current one. At the grave of Heydar Aliyev he met "
    "Azerbaijani President Ilham Aliyev. Heydar Aliyev died in 2003. President Aliyev agreed. Aliyev then left."
)


def test_titled_surname_of_two_persons_is_the_one_who_holds_the_office() -> None:
    agreed = FAMILY.index("Aliyev agreed")
    assert agreed in {span.start for span in persons(FAMILY)["Ilham Aliyev"].spans}


def test_bare_surname_of_two_persons_is_the_one_named_last_before() -> None:
    left = FAMILY.index("Aliyev then left")
    assert left in {span.start for span in persons(FAMILY)["Ilham Aliyev"].spans}
    assert left not in {span.start for span in persons(FAMILY)["Heydar Aliyev"].spans}


@pytest.mark.parametrize("group", ["family", "dynasty", "administration"])
def test_group_named_after_a_person_is_not_that_person(group: str) -> None:
    text = f"Anna Berg spoke. The Berg {group} did not."
    assert written(text, "Anna Berg") == ["Anna Berg"]
    _, owner = find_persons(words(text), Somewhere())
    assert owner[4] == "Anna Berg", "it is still no place"


@pytest.mark.parametrize(
    "text",
    [
        "Rock Hill is a town.",
        "San Diego was warm.",
        "North Texas was warm.",
        "Stanford University said so.",
        "It rained on Monday March 3.",
    ],
)
def test_places_organisations_and_days_are_no_persons(text: str) -> None:
    assert persons(text) == {}


def test_longer_name_takes_in_the_shorter_of_the_same_given_name() -> None:
    text = "Anna Maria Berg came. Anna Berg spoke."
    assert written(text, "Anna Maria Berg") == ["Anna Maria Berg", "Anna Berg"]


def test_spans_are_the_texts_own_characters_in_order() -> None:
    for person in persons(FAMILY).values():
        starts = [span.start for span in person.spans]
        assert starts == sorted(starts)
        assert all(FAMILY[span.start : span.end].endswith("Aliyev") for span in person.spans)
