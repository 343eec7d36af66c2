"""Faker's given names and SCOWL's English words in, the two lists of data/words out.

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
ATTRIBUTES = ("first_names", "first_names_male", "first_names_female", "first_romanized_names")


def given_names() -> Iterator[str]:
    """Yield the folded given names of every locale that Faker writes in Latin letters."""
    person = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in ATTRIBUTES:
            listed = vars(provider).get(attribute, ())
            for name in listed if isinstance(listed, (tuple, list, dict)) else ():
                key = fold(str(name))
                if re.fullmatch(r"[a-z]{3,}", key):
                    yield key


def common_words(dictionary: Path) -> Iterator[str]:
    """Yield the English words, written small in the dictionary, that are also the name of a place."""
    gazetteer = Gazetteer.open()
    for word in dictionary.read_text(encoding="utf-8").split():
        if word.islower() and word.isalpha() and gazetteer.uses(fold(word)):
            yield fold(word)


def write(name: str, heading: str, words: Iterable[str]) -> None:
    """Write a list, one word a line, below a heading that names its source."""
    lines = [f"# {heading}", *sorted(set(words))]
    write_bytes(WORDS / name, ("\n".join(lines) + "\n").encode())


def main() -> None:
    """Derive both lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dictionary", type=Path, help="the word list of Debian's package wamerican-small")
    arguments = parser.parse_args()
    write("given_names.txt", "Given names, folded. Source: Faker (MIT), all locales in Latin letters.", given_names())
    heading = "English words that are also names of places. Source: SCOWL (public domain, free) by Debian's wamerican."
    write("common_words.txt", heading, common_words(arguments.dictionary))


if __name__ == "__main__":
    main()
