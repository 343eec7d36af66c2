r"""data/corrections.csv in, `Correction`s out; one more in, the file with it out, whoever else writes at that time.

A row a line, in the order of their ids, so that git merges what two people added (`.gitattributes` has it keep the rows
of both): a line break in a value is written as `\n`, a backslash as two.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Literal, get_args

from geo.atomic import alone, write_bytes
from geo.contract import is_date
from geo.corrections.anchor import Anchor
from geo.errors import InputError, TableError
from geo.types import Stage, Status

FILE = Path(__file__).parent.parent.parent / "data/corrections.csv"
MAX_BYTES = 50_000_000
"""Some 200,000 corrections."""
MAX_FIELD = 2_000
"""Characters: no name, quotation or reason is longer."""
Kind = Literal["mention", "visit", "border"]
Action = Literal["accept", "reject", "place", "point", "actor", "date", "status", "stage", "speaker"]
Scope = Literal["here", "article", "all"]
ACTIONS: dict[str, frozenset[str]] = {
    "mention": frozenset({"accept", "reject", "place", "point"}),
    "visit": frozenset({"accept", "reject", "actor", "date", "status"}),
    "border": frozenset({"accept", "reject", "date", "stage", "speaker"}),
}
"""What can be said of each kind."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What one person says of one mention or event."""

    kind: Kind
    action: Action
    scope: Scope
    """`here`: this one alone; `article`, `all`: every mention of that text that meant the same place."""
    article: str
    """The article's id."""
    quote: str
    """The mention, or the event's place; of a border reference the sentence's first words."""
    prefix: str
    suffix: str
    actor: str
    """Of a visit: whose; else empty."""
    was: str
    """What the build said: a place's id, an actor, a date; empty for nothing."""
    now: str
    """What is right: a place's id, `lon,lat` in degrees, an actor, a date or a word of the contract; or empty."""
    who: str
    when: str
    """ISO 8601 day, or moment in UTC as `2024-08-19T10:00:00.000Z`: of two about the same the later one holds."""
    why: str

    @property
    def id(self) -> str:
        """Stable: the same correction by the same person has the same one."""
        return hashlib.blake2b("\x1f".join(map(str, astuple(self))).encode(), digest_size=6).hexdigest()

    @property
    def anchor(self) -> Anchor:
        """Where it is said of."""
        return Anchor(self.quote, self.prefix, self.suffix)


_WHEN = re.compile(r"\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z)?", re.ASCII)
_ESCAPED = re.compile(r"\\(.)")
_FIELDS = tuple(field.name for field in fields(Correction))
COLUMNS = ("id", *_FIELDS)


def read_corrections(path: Path = FILE) -> tuple[Correction, ...]:
    """Read the file; where there is none, nothing was corrected.

    Raises:
        TableError: it cannot be read, or a row does not hold; the message names file, line and column.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TableError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; take old corrections out")
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise TableError(
            f"{path}: cannot be read ({error.strerror}); restore it from git, or check its rights"
        ) from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not UTF-8 (byte {error.start}); restore it from git") from None
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(next(rows, ())) != COLUMNS:
            raise TableError(f"{path}: line 1: the columns are not {','.join(COLUMNS)}; restore the first line")
        # Where git merged what stood side by side, a row may be there twice.
        found = ((row, _correction(row, f"{path}: line {rows.line_num}")) for row in rows)
        return tuple({row[0]: each for row, each in found}.values())
    except csv.Error as error:
        raise TableError(
            f"{path}: line {rows.line_num}: not comma-separated values ({error}); mend the quotes"
        ) from None


def add(given: Iterable[Correction], path: Path = FILE, *, without: Iterable[str] = ()) -> int:
    """Add corrections to the file, whole or not at all; return how many were new.

    Others who write at that time wait: nothing is lost. `without` are ids to take out, of what was a slip.

    Raises:
        InputError: a correction does not hold.
        TableError: the file that is there does not hold; it is left as it is.
        OSError: it cannot be written.
    """
    fresh = {each.id: checked(each, "the correction") for each in given}
    path.parent.mkdir(parents=True, exist_ok=True)
    with alone(path):
        held = {each.id: each for each in read_corrections(path)}
        slips = set(without)
        both = {name: each for name, each in (held | fresh).items() if name not in slips}
        if both.keys() != held.keys():
            write_bytes(path, _encoded(both.values()))
        return len(both.keys() - held.keys())


def checked(correction: Correction, where: str) -> Correction:
    """Return a correction as it is.

    Raises:
        InputError: a value does not hold; the message names `where` and the column.
    """
    for name in _FIELDS:
        value = getattr(correction, name)
        if not isinstance(value, str) or len(value) > MAX_FIELD or "\0" in value:
            raise InputError(f"{where}: {name} is not a text of at most {MAX_FIELD} characters")
    wanted = {"kind": get_args(Kind), "scope": get_args(Scope), "action": sorted(ACTIONS.get(correction.kind, ()))}
    for name, allowed in wanted.items():
        if getattr(correction, name) not in allowed:
            raise InputError(f"{where}: {name} {getattr(correction, name)!r} is none of {', '.join(allowed)}")
    if not correction.article or not correction.quote:
        raise InputError(f"{where}: article and quote are not filled in")
    if not _WHEN.fullmatch(correction.when) or not is_date(correction.when[:10]):
        raise InputError(f"{where}: when {correction.when!r} is not a day; write it as 2024-08-19")
    if not _holds(correction):
        raise InputError(f"{where}: now {correction.now!r} does not fit the action {correction.action}")
    return correction


def _holds(correction: Correction) -> bool:
    now = correction.now
    if correction.action in ("accept", "reject"):
        return not now
    if correction.action == "point":
        return point(now) is not None
    words = {"status": get_args(Status), "stage": get_args(Stage)}.get(correction.action)
    if words:
        return now in words
    return is_date(now) or not now if correction.action == "date" else bool(now) or correction.action == "speaker"


def point(text: str) -> tuple[float, float] | None:
    """Return `lon,lat` in degrees, WGS 84, as two numbers; null where it is none."""
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


def _correction(row: list[str], where: str) -> Correction:
    if len(row) != len(COLUMNS):
        raise TableError(f"{where}: {len(row)} columns, not {len(COLUMNS)}; mend the row")
    made = Correction(*map(_read, row[1:]))  # type: ignore[arg-type]
    try:
        checked(made, where)
    except InputError as error:
        raise TableError(str(error)) from None
    if made.id != row[0]:
        raise TableError(
            f"{where}: id {row[0]!r} is not that of the row ({made.id}); write that one if the row is right"
        )
    return made


def _written(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _read(value: str) -> str:
    return _ESCAPED.sub(lambda found: {"n": "\n", "r": "\r"}.get(found[1], found[1]), value)


def _encoded(given: Iterable[Correction]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([each.id, *map(_written, astuple(each))] for each in sorted(given, key=lambda each: each.id))
    return out.getvalue().encode()


def moment() -> str:
    """Return the millisecond in UTC, as a correction's `when` has it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
