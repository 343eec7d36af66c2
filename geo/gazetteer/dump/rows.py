"""A line of a dump file in, a place, its names or the reason why the line does not hold out.

The columns are those of the readme in GeoNames' export folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.errors import TableError
from geo.gazetteer.dump.features import is_former, level, precision_number
from geo.gazetteer.dump.files import MAX_LINE
from geo.gazetteer.tables import NameKind

MAX_ID = 10**8
"""Eight times the largest id that GeoNames has given."""
MAX_NAME = 400
"""Characters of the longest name: alternateNamesV2 allows so many, the others 200."""
MAX_POPULATION = 10**11
"""More than ten times all people: a larger number is a slip of columns."""
MAX_CODE = 20
"""Characters of a division's code."""
COLUMNS = {"places": 19, "countries": 19, "divisions": 4, "alternates": 10}

_NO_DIVISION = "00"
"""Stands for no division, as with whole countries."""
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f]")
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NO_LANGUAGES: dict[str, tuple[str | None, NameKind]] = {
    "": (None, "alias"),
    "abbr": (None, "abbreviation"),
    "piny": (None, "alias"),
    "fr_1793": ("fr", "historical"),
}
"""What stands in the language's column and is a name all the same. All else that is no language is a code or an
address: post, iata, icao, faac, tcid, unlc, wkdt, link, phon."""
_DATE = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A feature of allCountries.txt or of a country's file."""

    id: int
    name: str
    ascii: str
    others: tuple[str, ...]
    lon: float
    lat: float
    feature_class: str
    precision: int | None
    """Of `PRECISIONS`; null for a class that is left out."""
    level: int
    former: bool
    country: str
    admin1: str
    admin2: str
    population: int


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of a place, of any of the other files."""

    id: int
    text: str
    kind: NameKind
    language: str | None = None
    since: str | None = None
    until: str | None = None
    rank: int = 1
    """Order among the names of a place: 0 preferred, 1 others, 2 short or colloquial, 3 historical."""
    population: int = 0
    """Of a country."""
    undated: bool = False
    """True where the dump has dates that are no dates by ISO 8601."""


def cells_of(line: bytes | None, columns: int) -> list[str]:
    """Return the cells of a line.

    Raises:
        TableError: the line is too long, not UTF-8, has control characters or not as many columns.
    """
    if line is None:
        raise TableError(f"longer than {MAX_LINE} bytes")
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise TableError(f"not UTF-8 at byte {error.start}") from None
    cells = text.split("\t")
    if len(cells) != columns:
        raise TableError(f"{len(cells)} columns, not {columns}")
    control = _CONTROL.search(text)
    if control:
        raise TableError(f"control character U+{ord(control[0]):04X}")
    return cells


def read_place(cells: list[str]) -> PlaceRow:
    """Read a row of allCountries.txt or of a country's file.

    Raises:
        TableError: a cell does not hold.
    """
    identity, name, ascii_name, others, lat, lon, feature_class, code, country = cells[:9]
    if not _COUNTRY.fullmatch(country):
        raise TableError(f"column country code: {country[:MAX_CODE]!r}")
    if len(cells[10]) > MAX_CODE:
        raise TableError(f"column admin1 code: longer than {MAX_CODE} characters")
    return PlaceRow(
        id=_id(identity),
        name=_name(name),
        ascii=ascii_name if len(ascii_name) <= MAX_NAME else "",
        others=tuple(other for other in others.split(",") if 0 < len(other) <= MAX_NAME),
        lon=_degrees(lon, 180, "longitude"),
        lat=_degrees(lat, 90, "latitude"),
        feature_class=feature_class,
        precision=precision_number(feature_class, code),
        level=level(feature_class, code),
        former=is_former(code),
        country=country,
        admin1="" if cells[10] == _NO_DIVISION else cells[10],
        admin2=cells[11],
        population=_population(cells[14]),
    )


def read_alternate(cells: list[str]) -> NameRow | None:
    """Read a row of alternateNamesV2.txt; null where it is a code or an address and no name.

    Raises:
        TableError: a cell does not hold.
    """
    _, identity, language_code, text, preferred, short, colloquial, historic, since_text, until_text = cells
    number = _id(identity)
    kind: NameKind = "alias"
    language: str | None = language_code
    if not _LANGUAGE.fullmatch(language_code):
        if language_code not in _NO_LANGUAGES:
            return None
        language, kind = _NO_LANGUAGES[language_code]
    since, until = _date(since_text), _date(until_text)
    if kind == "alias" and (historic == "1" or until_text):
        kind = "historical"
    rank = 3 if kind == "historical" else 0 if preferred == "1" else 2 if "1" in (short, colloquial) else 1
    undated = bool(since_text and not since) or bool(until_text and not until)
    return NameRow(number, _name(text), kind, language, since, until, rank, undated=undated)


def read_division(cells: list[str]) -> NameRow:
    """Read a row of admin1CodesASCII.txt or admin2Codes.txt: code, name, ASCII name, geonameid."""
    return NameRow(_id(cells[3]), _name(cells[1]), "name")


def read_country(cells: list[str]) -> NameRow | None:
    """Read a row of countryInfo.txt; null for a comment or a state that has no id any more."""
    if not cells[16]:
        return None
    return NameRow(_id(cells[16]), _name(cells[4]), "name", "en", population=_population(cells[7]))


def _id(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and 0 < int(cell[:10]) <= MAX_ID and len(cell) <= 10):
        raise TableError(f"column geonameid: {cell[:MAX_CODE]!r}")
    return int(cell)


def _name(cell: str) -> str:
    if len(cell) > MAX_NAME:
        raise TableError(f"column name: longer than {MAX_NAME} characters")
    if not cell.strip():
        raise TableError("column name: empty")
    return cell


def _degrees(cell: str, bound: int, column: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if not abs(value) <= bound:
        raise TableError(f"column {column}: {cell[:MAX_CODE]!r} is not in degrees between -{bound} and {bound}")
    return value


def _population(cell: str) -> int:
    if not cell:
        return 0
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 12 and int(cell) <= MAX_POPULATION):
        raise TableError(f"column population: {cell[:MAX_CODE]!r}")
    return int(cell)


def _date(cell: str) -> str | None:
    """Return a date as ISO 8601 to the precision given; null for free text and for none."""
    found = _DATE.fullmatch(cell.strip())
    if not found or not 1 <= int(found[2] or 1) <= 12 or not 1 <= int(found[3] or 1) <= 31:
        return None
    return "-".join(part for part in found.groups() if part)
