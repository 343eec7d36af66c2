"""An address or a token in, a `View` out; and back: what a reader has set, in one canonical form.

The same view has the same token and the same address, whatever the order in which its values were given.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, get_args

from dashboard import dates
from geo import POLICIES, Kind, Role, Stage, Status

LISTS: Mapping[str, str] = {
    "kinds": "kind",
    "actors": "actor",
    "places": "place",
    "status": "status",
    "stages": "stage",
    "roles": "role",
    "articles": "article",
}
"""Facets of a `Filter` that hold several values, and their names in the address."""
SINGLES: Mapping[str, str] = {"date_from": "from", "date_to": "to", "q": "q"}
"""The other facets, and their names in the address."""
NAMES = POLICIES
"""Policies for the names of places; the first is the default and never stands in an address."""
MAX_TOKEN = 8_192
"""Characters of a token: a request line much longer is refused by common proxies."""
MAX_VALUES = 6_000
"""Bytes of JSON that a view from an address may take, so that its token stays under `MAX_TOKEN`."""
MAX_TEXT = 300
"""Characters of one value: no name or search of use is longer."""

_KNOWN: Mapping[str, tuple[str, ...]] = {
    "kinds": get_args(Kind),
    "status": get_args(Status),
    "stages": get_args(Stage),
    "roles": get_args(Role),
}
_ALPHABET = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)


class BadToken(ValueError):
    """A token that no view has, or a view that is too long for a token."""


def harmless(token: str) -> str:
    """Return a token as it is, for a script: it holds the characters A-Z a-z 0-9 _ - alone.

    Raises:
        BadToken: it holds any other.
    """
    if not _ALPHABET.fullmatch(token):
        raise BadToken("a view's token holds the characters A-Z a-z 0-9 _ - alone")
    return token


@dataclass(frozen=True, slots=True)
class Filter:
    """What an event must have to be shown. An empty facet does not constrain; facets are combined.

    Lists are sorted and hold each value once, whatever is given.
    """

    kinds: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Labels as `Store.facets` gives them: unique in the data."""
    status: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    date_from: str | None = None
    """ISO 8601 day, the first that counts. With either date set an undated event does not pass."""
    date_to: str | None = None
    """ISO 8601 day, the last that counts. Before `date_from`: nothing passes."""
    articles: tuple[str, ...] = ()
    """Ids of articles."""
    q: str = ""
    """Words that all must occur, in any of the texts of an event; "in quotes" as one."""
    asof: str | None = None
    """ISO 8601 day, set by `View.seen` alone: what begins later does not pass, what is undated does."""

    def __post_init__(self) -> None:
        for name in LISTS:
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        object.__setattr__(self, "q", " ".join(self.q.split()))

    def without(self, *facets: str) -> Filter:
        """Return the filter with the named facets cleared. `q` and dates are facets too."""
        blank: dict[str, Any] = {each.name: each.default for each in fields(Filter)}
        return replace(self, **{name: blank[name] for name in facets})


@dataclass(frozen=True, slots=True)
class View:
    """What a reader sees: the filter, the policy for names, and the day whose names, lines and events are shown."""

    filter: Filter = field(default_factory=Filter)
    names: str = NAMES[0]
    asof: str | None = None
    """ISO 8601 day, or null for all that the data holds, under today's names."""
    mine: str = ""
    """Token of what this visitor alone added (`dashboard.overlay`): part of the view's token, never of an address."""

    @property
    def seen(self) -> Filter:
        """The filter with the as-of date: what had not begun on that day does not pass."""
        return replace(self.filter, asof=self.asof)

    def canonical(self) -> dict[str, Any]:
        """Return what is set, under the names of the address: lists for lists, text for the rest."""
        chosen: dict[str, Any] = {}
        for facet, name in (*LISTS.items(), *SINGLES.items()):
            value = getattr(self.filter, facet)
            if value:
                chosen[name] = list(value) if facet in LISTS else value
        if self.names != NAMES[0]:
            chosen["names"] = self.names
        if self.asof:
            chosen["asof"] = self.asof
        return chosen

    def token(self) -> str:
        """Return the view in the characters [A-Za-z0-9_-] alone; nothing set gives the empty token.

        Raises:
            BadToken: more is set than a token may hold.
        """
        chosen = self.canonical() | ({"mine": self.mine} if self.mine else {})
        try:
            token = base64.urlsafe_b64encode(_json(chosen)).decode().rstrip("=") if chosen else ""
        except UnicodeEncodeError:
            raise BadToken("the filter holds half a character; take it out") from None
        if len(token) > MAX_TOKEN:
            raise BadToken("too much is selected for one link; take some of it away")
        return token

    def to_query(self) -> dict[str, list[str]]:
        """Return the parameters of the address that `from_query` reads back to the same view."""
        return {name: value if isinstance(value, list) else [value] for name, value in self.canonical().items()}

    @classmethod
    def from_query(cls, query: Mapping[str, str | Sequence[str]]) -> View:
        """Read a view from the parameters of an address; what is unknown or does not hold is dropped.

        Lists are repeated parameters, hence sequences. Past `MAX_VALUES` further values are dropped too.
        """
        room = MAX_VALUES
        kept: dict[str, Any] = {}
        for name in (*LISTS.values(), *SINGLES.values(), "names", "asof"):
            given = query.get(name, ())
            for value in (given,) if isinstance(given, str) else given:
                clean = _clean(name, value)
                cost = len(_json(clean)) + len(name) + 8 if clean is not None else 0
                if clean is not None and cost <= room:
                    room -= cost
                    kept.setdefault(name, []).append(clean)
        return _view({name: values if name in LISTS.values() else values[-1] for name, values in kept.items()})

    @classmethod
    def from_token(cls, token: str) -> View:
        """Read a view from its token.

        Raises:
            BadToken: it is not the canonical token of a view.
        """
        if len(token) > MAX_TOKEN or not _ALPHABET.fullmatch(token):
            raise BadToken("the token is not one of a view")
        if not token:
            return cls()
        try:
            chosen = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            mine = chosen.pop("mine", "") if isinstance(chosen, dict) else ""
            if not isinstance(mine, str) or len(mine) > MAX_TEXT:
                raise ValueError("not the token of an overlay")
            view = replace(_view(_checked(chosen)), mine=harmless(mine))
            canonical = view.token()
        except (ValueError, RecursionError, binascii.Error):
            raise BadToken("the token is not one of a view") from None
        if canonical != token:
            raise BadToken("the token is not in canonical form")
        return view


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _clean(name: str, value: str) -> str | None:
    """Return one value of the address as the filter holds it, or null where it is to be dropped."""
    value = value.strip() if name not in ("actor", "place") else value
    if not value or len(value) > MAX_TEXT or not _encodable(value):
        return None
    if name in ("from", "to", "asof"):
        try:
            return _day(value, last=name == "to")
        except ValueError:
            return None
    allowed = _allowed(name)
    return value if allowed is None or value in allowed else None


def _encodable(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)


def _day(value: str, *, last: bool) -> str:
    """Return the first or the last day of a year, month or day."""
    number = dates.last_day(value) if last else dates.first_day(value)
    return dates.iso(number)


def _allowed(name: str) -> tuple[str, ...] | None:
    if name == "names":
        return NAMES
    return next((_KNOWN.get(facet) for facet, parameter in LISTS.items() if parameter == name), None)


def _checked(chosen: object) -> dict[str, Any]:
    """Return the content of a token, each value as `_clean` would leave it. Raises ValueError otherwise."""
    if not isinstance(chosen, dict):
        raise ValueError("not an object")
    for name, value in chosen.items():
        known = name in LISTS.values() or name in SINGLES.values() or name in ("names", "asof")
        values: Iterable[object] = value if isinstance(value, list) else (value,)
        if not known or isinstance(value, list) != (name in LISTS.values()):
            raise ValueError("not a parameter of a view")
        for each in values:
            if not isinstance(each, str) or _clean(name, each) != each:
                raise ValueError("not a value of a view")
    return chosen


def _view(chosen: Mapping[str, Any]) -> View:
    facets: dict[str, Any] = {facet: tuple(chosen[name]) for facet, name in LISTS.items() if name in chosen}
    facets |= {facet: chosen[name] for facet, name in SINGLES.items() if name in chosen}
    return View(Filter(**facets), chosen.get("names", NAMES[0]), chosen.get("asof"))
