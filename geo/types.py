"""The nouns of the flow: what each step of `geo` hands to the next.

    text -> Article -> Mention -> Toponym (a Place, or a reason for none) -> Event -> map.geojson

Coordinates are (lon, lat) in degrees, WGS 84. Offsets count Unicode code points of `Article.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Precision = Literal["site", "city", "region", "country", "border"]
Role = Literal["literal", "associative"]
Kind = Literal["visit", "border", "excerpt", "milestone"]
Status = Literal["completed", "planned", "cancelled"]
Method = Literal["rule", "curated", "corrected"]
Process = Literal["delimitation", "demarcation", "delimitation and demarcation"]
Stage = Literal[
    "mentioned",
    "offered",
    "proposed",
    "announced",
    "agreed",
    "initialled",
    "signed",
    "ratified",
    "in force",
    "delimited",
    "demarcated",
    "ruled",
    "rejected",
]


@dataclass(frozen=True, slots=True)
class Article:
    """A text and where it comes from."""

    id: str
    """Stable and unique in a build: the file's stem, made safe for an address."""
    text: str
    """The text as read: front matter taken off, line ends made `\\n`, the title line kept first."""
    title: str
    source: str | None = None
    """The publisher, as people write it."""
    url: str | None = None
    """http or https only."""
    published: str | None = None
    """ISO 8601 date."""
    note: str | None = None
    """What a reader should know of the metadata, for instance where `published` comes from."""
    home: str | None = None
    """Where the publisher is at home: a place's name, "Paris, Texas", or id. Given, never guessed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of an article's text: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a place, with its language and the time in which it was used."""

    text: str
    language: str | None = None
    """ISO 639, with a subtag where the source has one (`zh-Hant`), or null where it does not say."""
    since: str | None = None
    """ISO 8601, to the precision known; null: not limited."""
    until: str | None = None
    """ISO 8601, to the precision known; null: still in use."""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer."""

    id: str
    """`geonames:587084` or `dateline:nagorno-karabakh`."""
    name: str
    """The label in English where no policy chooses another."""
    lon: float | None
    """Null where no source gives a point: such a place is listed, never drawn."""
    lat: float | None
    country: str | None
    """ISO 3166-1 alpha-2, or null for seas and places of several states."""
    precision: Precision
    admin1: str | None = None
    """GeoNames code of the first-level division."""
    population: int = 0
    """Inhabitants; 0 where unknown."""
    approximate: bool = False
    """True where the source gives the point to the arc minute only, or marks it as to be confirmed."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name as the article writes it."""

    start: int
    end: int
    text: str
    role: Role = "literal"
    """`associative` where it stands for a government or a team ("Moscow said") or is part of another name."""
    demonym: bool = False
    """True for an adjective or a people ("Russian", "Armenians"): it points at the country and names no place."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention could mean, with the evidence for it."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()
    """The evidence, strongest first, as `name +0.40`; its sum is the score. What the ledger of `--explain` prints."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A mention and the place it means; or, with `place` null, the reason why none was found."""

    mention: Mention
    place: Place | None
    confidence: float
    """0 to 1."""
    reason: str | None = None
    candidates: tuple[Candidate, ...] = ()
    """Best first; empty unless asked for."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article under the fullest name it gives."""

    name: str
    """Without titles: "Vladimir Putin"."""
    spans: tuple[Span, ...]
    """Every mention, of the full name and of the bare surname."""
    title: str | None = None
    """The office as written before or after the name: "President", "Armenian Prime Minister"."""
    country: str | None = None
    """ISO 3166-1 alpha-2 of the state that the office belongs to, where the text says so."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What reading an article for names gave: the input of event extraction."""

    article: Article
    sentences: tuple[Span, ...]
    """In order, without the white space between them; the title line is the first."""
    toponyms: tuple[Toponym, ...]
    """In order of `mention.start`, not overlapping."""
    persons: tuple[Person, ...]
    refused: tuple[Toponym, ...] = ()
    """Names that were read as no place, each with its reason; empty unless asked for."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A person's presence in a place, as a sentence reports, announces or calls it off."""

    actor: str
    toponym: Toponym
    status: Status
    sentence: Span
    date: str | None = None
    date_end: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class BorderReference:
    """A sentence about a border being delimited, demarcated, agreed, ruled on or disputed as such."""

    sentence: Span
    parties: tuple[str, ...]
    """ISO 3166-1 alpha-2 of the states on the two sides, sorted."""
    stage: Stage
    process: Process | None = None
    document: str | None = None
    speaker: str | None = None
    date: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks and who says them."""

    span: Span
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What event extraction gives for one article."""

    visits: tuple[Visit, ...] = ()
    borders: tuple[BorderReference, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row of the curated table of the delimitation process."""

    id: str
    date: str
    date_end: str | None
    type: str
    """The table's own kind: "commission meeting", "ratification"."""
    title: str
    parties: tuple[str, ...]
    places: tuple[str, ...]
    people: tuple[str, ...]
    summary: str
    sources: tuple[str, ...]
    """http or https addresses, at least one."""


@dataclass(frozen=True, slots=True)
class Event:
    """One Feature of map.geojson: an event, an article and a place."""

    id: str
    """Stable: the same article and the same build rules give the same id."""
    event: str
    """Shared by the Features that report the same event."""
    kind: Kind
    place: Place | None
    mention: Mention | None = None
    type: str | None = None
    date: str | None = None
    date_end: str | None = None
    date_source: str | None = None
    """`text`, or the id of the curated milestone that the date comes from."""
    actors: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    status: Status | None = None
    stage: Stage | None = None
    process: Process | None = None
    document: str | None = None
    speaker: str | None = None
    excerpt: Span | None = None
    article: Article | None = None
    milestone: Milestone | None = None
    line: str | None = None
    """Id of the line in data/boundaries that a border reference speaks of."""
    confidence: float = 1.0
    method: Method = "rule"
    reason: str | None = None
    """Why it has no point on the map."""
