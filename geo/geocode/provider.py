"""A query in, an online service's answer out: asked once, in turn, and kept; a failure is named and never kept."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from geopy.adapters import AdapterHTTPError
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeopyError,
)
from geopy.location import Location

from geo.cache import Cache, Kept
from geo.errors import GeocodingError, ServiceDown, ServiceRefused
from geo.geocode.answer import Answer, from_location, normalise, shape_check
from geo.geocode.service import Service, geocoder_class, open_service, redact
from geo.geocode.transport import Transport

FOUND_S = 30 * 86_400.0
"""Seconds that an answer is kept: 30 days are what the strictest services allow."""
NOT_FOUND_S = 7 * 86_400.0
"""Seconds that "not found" is kept: OpenStreetMap grows daily."""
ATTEMPTS = 4
"""Requests for one query: with three of ten failing, fewer than one query in a hundred fails."""
BACK_OFF_S = 1.0
"""The wait after the first failure; it doubles with each."""
DEADLINE_S = 60.0
"""Seconds of requests, pauses and back-off for one query; waiting for others' requests does not count."""
RATE_PAUSE_S = 60.0
"""The pause after a "too many requests" that names none."""
TRIP_AFTER = 3
"""Failed queries in a row after which the service counts as out and queries fail at once."""
OUT_S = 30.0
"""Seconds before one request tries again whether the service is back."""
REQUESTS_PER_HOLD = 2
"""Requests a turn is held for: a geocoder with accounts may first fetch a token."""
MAX_CAUSES = 8
"""Errors looked through for the one with the status: geopy nests two."""

_UNUSABLE = (GeopyError, OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What geopy's parsers raise for JSON of another shape than they expect."""
_QUERY_STATUS = {400, 412, 413, 414}
MAX_REASON = 200
"""Characters of what geopy reports: some services' own words are in it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a request gave no answer."""

    message: str
    refused: bool = False
    """The service said no; else it is down."""
    retry_after: float | None = None
    final: bool = False
    """No later query can fare better: a wrong key, a forbidden program."""
    again: bool = True
    """The same query may be sent again at once."""


class Provider:
    """One online service, asked by the rules of `Cache.turn`; safe to share between threads.

    Raises:
        InputError: the service is not known or its settings do not hold.
    """

    def __init__(self, service: Service, cache: Cache, environment: Mapping[str, str] | None = None) -> None:
        check = shape_check(geocoder_class(service.name))
        transport = functools.partial(_transport, Transport(service.interval, cache.clock, check))
        self._opened = open_service(service, transport, os.environ if environment is None else environment)
        self._service = service
        self._cache = cache
        self.name = f"{service.name} at {self._opened.address}"
        """The service as messages and the cache name it."""
        self._closed: ServiceRefused | None = None
        self._failed = 0
        self._out_until = 0.0

    def geocode(self, query: str) -> Answer | None:
        """Return the service's answer, null where it knows no such place.

        Raises:
            ServiceDown: no usable answer came within `ATTEMPTS` requests and `DEADLINE_S` seconds.
            ServiceRefused: it said no, or wants a pause longer than that.
            InputError: the query is empty, too long or not text.
            CacheError: the cache cannot be used.
        """
        text = normalise(query)
        key = json.dumps([self.name, text.casefold(), dict(self._opened.options)], ensure_ascii=False, sort_keys=True)
        kept = self._cache.get(key) or self._ask(text, key)
        return Answer(**kept.answer) if kept.answer else None

    def _ask(self, text: str, key: str) -> Kept:
        """Send requests until one is answered."""
        clock = self._cache.clock
        if self._closed:
            raise ServiceRefused(str(self._closed))
        out = self._failed >= TRIP_AFTER
        if out and 0 < (left := self._out_until - clock.now()) <= OUT_S:
            raise ServiceDown(f"{self.name}: {self._failed} queries failed in a row; asked again in {left:.0f} s")
        attempts, budget = (1, 0.0) if out else (ATTEMPTS, DEADLINE_S)
        back_off = BACK_OFF_S
        while True:
            budget -= self._wait_pause(budget)
            outcome, seconds = self._request(text, key)
            if isinstance(outcome, Kept):
                self._failed = 0
                return outcome
            if outcome is None:
                continue
            attempts -= 1
            budget -= seconds
            wait = back_off if outcome.retry_after is None else outcome.retry_after
            if attempts == 0 or not outcome.again or wait > budget:
                raise self._error(outcome)
            if outcome.retry_after is None:
                clock.sleep(back_off)
                budget -= back_off
                back_off *= 2

    def _wait_pause(self, budget: float) -> float:
        """Wait while the service wants no requests and return the seconds; raise where that is over `budget`."""
        left = self._cache.paused(self.name)
        if left > budget:
            raise ServiceRefused(f"{self.name}: asks for a pause, {left:.0f} s more; run again after it", left)
        if left > 0:
            self._cache.clock.sleep(left)
        return left

    def _request(self, text: str, key: str) -> tuple[Kept | Failure | None, float]:
        """Wait for the turn and send one request; return what came of it and the seconds it took.

        Only the holder of the turn asks, and the answer is kept before the turn ends: no query is sent twice, however
        many threads and processes have it. Null where the service asked for a pause meanwhile.
        """
        cache, service = self._cache, self._service
        with cache.turn(service.interval, REQUESTS_PER_HOLD * (service.timeout + service.interval)) as turn:
            kept = cache.get(key)
            if kept is not None:
                return kept, 0.0
            if cache.paused(self.name) > 0:
                return None, 0.0
            turn.spent = True
            began = cache.clock.now()
            try:
                answer = self._answer(
                    self._opened.geocoder.geocode(text, timeout=service.timeout, **self._opened.options)
                )
            except _UNUSABLE as error:
                failure = _failure(error)
                if failure.retry_after is not None:
                    cache.pause(self.name, failure.retry_after)
                return failure, cache.clock.now() - began
            content = asdict(answer) if answer else None
            cache.put(key, content, FOUND_S if answer else NOT_FOUND_S)
            return Kept(content), cache.clock.now() - began

    def _answer(self, location: object) -> Answer | None:
        if location is None:
            return None
        if not isinstance(location, Location):
            raise GeocoderParseError("an answer that is no place")
        return from_location(location, self._service.name, self._opened.geocoder)

    def _error(self, failure: Failure) -> GeocodingError:
        """Return the error to raise, and remember what it means for the next query."""
        message = redact(f"{self.name}: {failure.message}", self._opened.secrets)
        if not failure.refused or failure.retry_after is not None:
            self._failed += 1
            self._out_until = self._cache.clock.now() + OUT_S
        if not failure.refused:
            return ServiceDown(f"{message}; ask again later")
        refused = ServiceRefused(message, failure.retry_after)
        if failure.final:
            self._closed = refused
        return refused


def _transport(transport: Transport, **_: object) -> Transport:
    """Give geopy, which calls with proxies and TLS settings, the transport that has its own."""
    return transport


def _failure(error: BaseException) -> Failure:
    """Say which of the two failures an exception of geopy means."""
    cause: BaseException | None = error
    for _ in range(MAX_CAUSES):
        if cause is None or isinstance(cause, AdapterHTTPError):
            break
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, AdapterHTTPError):
        return _status_failure(cause)
    if isinstance(error, GeocoderAuthenticationFailure | GeocoderInsufficientPrivileges):
        return Failure("refused the key; check it", refused=True, final=True, again=False)
    if isinstance(error, GeocoderQuotaExceeded):
        return Failure("allows no more requests", refused=True, retry_after=RATE_PAUSE_S, again=False)
    if isinstance(error, GeocoderQueryError):
        return Failure("refused the query", refused=True, again=False)
    if isinstance(error, GeopyError):
        return Failure("gave " + " ".join(str(error).split())[:MAX_REASON])
    return Failure(f"gave JSON of an unknown shape ({type(error).__name__})")


def _status_failure(error: AdapterHTTPError) -> Failure:
    status: int = error.status_code
    wait = error.headers.get("retry-after")
    retry_after = None if wait is None else float(wait)
    if status == 429:
        pause = RATE_PAUSE_S if retry_after is None else retry_after
        return Failure("too many requests (429)", refused=True, retry_after=pause, again=retry_after is not None)
    if status in _QUERY_STATUS:
        return Failure(f"refused the query ({status})", refused=True, again=False)
    if 300 <= status < 400:
        return Failure(f"gave a redirect ({status}), which is not followed; check --domain", again=False)
    if 400 <= status < 500 and status != 408:
        return Failure(f"refused ({status}); check key, contact and --domain", refused=True, final=True, again=False)
    return Failure(f"gave status {status}", retry_after=retry_after)
