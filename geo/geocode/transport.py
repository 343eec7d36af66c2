"""An address in, the body of an HTTP answer or geopy's error for it out: the one way of `geocode` to the network.

geopy's own adapters follow redirects, repeat failed connections unasked, read without limit and count their time-out
anew with every byte; none of that suits a service that allows one request a second.
"""

from __future__ import annotations

import json
import math
import ssl
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

from geo.cache import Clock
from geo.fetch.deadline import BoundedResponse

MAX_BODY = 2_000_000
"""Bytes of an answer: Nominatim's and Photon's longest, with 50 places, stay below 200 kB."""
MAX_RETRY_AFTER_DIGITS = 9


class Transport(BaseSyncAdapter):  # type: ignore[misc]
    """One GET a call, with a time-out for the whole of it, a cap on its size and no redirects.

    `check` gets the parsed JSON and raises `GeocoderParseError` where it has not the service's shape. Where a geocoder
    needs several requests for one query, they are `interval` seconds apart.
    """

    def __init__(
        self, interval: float = 1.0, clock: Clock | None = None, check: Callable[[object], None] | None = None
    ) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self._interval = interval
        self._clock = clock or Clock()
        self._check = check
        self._last = -math.inf
        # ProxyHandler without an argument obeys the system's settings, as geopy does.
        secure = _SecureHandler(context=ssl.create_default_context())
        self._opener = build_opener(_PlainHandler(), secure, _NoRedirect(), ProxyHandler())

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """Return the parsed JSON.

        Raises:
            GeocoderParseError: it is something else, or not of the service's shape.
        """
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            payload = json.loads(text)
        except (ValueError, RecursionError):
            kind = "a page of HTML" if text.lstrip()[:1] == "<" else "broken JSON"
            raise GeocoderParseError(kind) from None
        if self._check:
            self._check(payload)
        return payload

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """Return the body of a successful answer.

        Raises:
            AdapterHTTPError: a status of 300 or more; its only header is `retry-after`, in whole seconds.
            GeocoderTimedOut: not all of the answer came within `timeout` seconds.
            GeocoderServiceError: no connection, or an answer that is too long or not text.
        """
        wait = self._last + self._interval - self._clock.now()
        if 0 < wait <= self._interval:
            self._clock.sleep(wait)
        request = Request(url, headers=dict(headers))  # noqa: S310 - geopy builds it, with http or https
        try:
            with self._opener.open(request, timeout=timeout) as response:
                return _text(response)
        except HTTPError as error:
            raise self._refusal(error) from None
        except (TimeoutError, URLError) as error:
            if isinstance(error, TimeoutError) or isinstance(error.reason, TimeoutError):
                raise GeocoderTimedOut(f"no whole answer within {timeout:g} s") from None
            raise GeocoderUnavailable(f"no connection ({_reason(error.reason)})") from None
        except (OSError, HTTPException) as error:
            raise GeocoderServiceError(f"a broken connection ({type(error).__name__})") from None
        finally:
            self._last = self._clock.now()

    def _refusal(self, error: HTTPError) -> AdapterHTTPError:
        seconds = retry_after(error.headers.get("Retry-After"), self._clock.now())
        headers = {} if seconds is None else {"retry-after": str(math.ceil(seconds))}
        with error:
            try:
                body = _text(error)
            except (GeocoderServiceError, OSError, HTTPException):
                body = ""  # the status says enough
        return AdapterHTTPError(f"status {error.code}", status_code=error.code, headers=headers, text=body)


def retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), null where it cannot be read."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit() and len(text) <= MAX_RETRY_AFTER_DIGITS:
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _text(response: Any) -> str:
    body: bytes = response.read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        raise GeocoderServiceError(f"an answer of over {MAX_BODY} bytes")
    # HTTPResponse.read(n) is silent where the connection ends before Content-Length.
    if getattr(response, "length", None):
        raise GeocoderServiceError("a broken connection (shorter than announced)")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise GeocoderParseError("an answer that is not UTF-8") from None


def _reason(reason: object) -> str:
    """Return what the system says; a `str` reason is urllib's own and may quote the address."""
    return reason.strerror or type(reason).__name__ if isinstance(reason, OSError) else "cannot be reached"


class _NoRedirect(HTTPRedirectHandler):
    """Lets a redirect stand as the answer: it leads away from the host that was named, at the cost of a request."""

    def redirect_request(self, *_: object) -> None:
        return None


class _PlainConnection(HTTPConnection):
    response_class = BoundedResponse


class _SecureConnection(HTTPSConnection):
    response_class = BoundedResponse


class _PlainHandler(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_PlainConnection, req)


class _SecureHandler(HTTPSHandler):
    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._trust = context

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_SecureConnection, req, context=self._trust)
