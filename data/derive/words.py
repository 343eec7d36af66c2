"""Faker's names of persons and SCOWL's English words in, the three lists of data/words out.

    python -m data.derive.words /usr/share/dict/american-english-small

Needs the PyPI package faker and a word list of Debian's package wamerican-small, both at derivation only.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.atomic import write_bytes
from geo.gazetteer import Gazetteer, fold

WORDS = Path(__file__).parent.parent / "words"
GIVEN = ("first_names", "first_names_male", "first_names_female", "first_romanized_names")
FAMILY = ("last_names", "last_names_male", "last_names_female", "last_romanized_names")


def names_of_persons(attributes: tuple[str, ...]) -> Iterator[str]:
    """Yield the folded names, of some attributes of Faker's providers, of every locale with Latin letters."""
    person = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in attributes:
            listed = vars(provider).get(attribute, ())
            for name in listed if isinstance(listed, (tuple, list, dict)) else ():
                key = fold(str(name))
                if re.fullmatch(r"[a-z]{3,}", key):
                    yield key


def common_words(dictionary: Path) -> Iterator[str]:
    """Yield the English words, written small in the dictionary, that are also the name of a place."""
    gazetteer = Gazetteer.open()
    for word in dictionary.read_text(encoding="utf-8").split():
        uses = gazetteer.uses(fold(word)) if word.islower() and word.isalpha() else ()
        # "china" is porcelain and "polish" for shoes, but with a capital they are about the country.
        kinds = {use.kind for use in uses if use.place.precision == "country"}
        if uses and not kinds & {"name", "adjective"}:
            yield fold(word)


def write(name: str, heading: str, words: Iterable[str]) -> None:
    """Write a list, one word a line, below a heading that names its source."""
    lines = [f"# {heading}", *sorted(set(words))]
    write_bytes(WORDS / name, ("\n".join(lines) + "\n").encode())


def main() -> None:
    """Derive the lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dictionary", type=Path, help="the word list of Debian's package wamerican-small")
    arguments = parser.parse_args()
    for name, words, attributes in (("given_names", "Given", GIVEN), ("surnames", "Family", FAMILY)):
        heading = f"{words} names, folded. Source: Faker (MIT), all locales in Latin letters."
        write(f"{name}.txt", heading, names_of_persons(attributes))
    heading = "English words that are also names of places. Source: SCOWL (public domain, free) by Debian's wamerican."
    write("common_words.txt", heading, common_words(arguments.dictionary))


if __name__ == "__main__":
    main()
