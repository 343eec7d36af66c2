"""An address in, the bytes of a page out; with caps on size, time and redirects, and to public hosts alone."""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urljoin

from geo.errors import FetchError
from geo.fetch.deadline import BoundedResponse
from geo.fetch.guard import PORTS, IPAddress, Resolve, Target, is_public, public_addresses, system_resolve, target

MAX_WIRE = 5_000_000
"""Bytes of an answer as sent: the heaviest news pages have one million."""
MAX_DECODED = 20_000_000
"""Bytes of an answer once unpacked: a page packs to a fifth, a bomb to a thousandth."""
MAX_SECONDS = 10.0
"""For everything, redirects included."""
MAX_REDIRECTS = 2
"""One to https and one to the canonical address."""
KINDS = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml")
USER_AGENT = "Dateline/0.1 (article reader; asked by a person)"

_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered."""

    url: str
    """Where it was at last, after redirects."""
    kind: str
    """Media type without parameters, in small letters."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Fetcher:
    """How pages are fetched; tests give a resolver and a rule of their own."""

    resolve: Resolve = system_resolve
    allowed: Callable[[IPAddress], bool] = is_public
    ports: frozenset[int] = PORTS
    seconds: float = MAX_SECONDS
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def fetch(self, address: str, kinds: tuple[str, ...] = KINDS) -> Page:
        """Fetch one page.

        Raises:
            FetchError: the address is unsafe, nothing comes, or what comes is too large, too late or of another kind.
        """
        end = time.monotonic() + self.seconds
        for _ in range(MAX_REDIRECTS + 1):
            asked = target(address, self.ports)
            with closing(HTTPConnection(asked.host, asked.port)) as connection:
                answer = self._ask(connection, asked, end)
                with closing(answer):
                    if answer.status not in _REDIRECTS:
                        return _page(answer, asked, kinds, end)
                    address = _next(asked, answer.headers.get("Location") or "")
        raise FetchError(f"{asked.host}: sends on more than {MAX_REDIRECTS} times; give the address it ends at")

    def _ask(self, connection: HTTPConnection, asked: Target, end: float) -> HTTPResponse:
        numbers = public_addresses(
            asked.host, asked.port, end - time.monotonic(), resolve=self.resolve, allowed=self.allowed
        )
        connection.response_class = BoundedResponse
        try:
            connection.sock = self._connect(asked, numbers, end)
            connection.request("GET", asked.path, headers=_headers(asked))
            connection.sock.settimeout(_left(end))
            return connection.getresponse()
        except TimeoutError:
            raise FetchError(f"{asked.host}: no whole answer within {self.seconds:g} s; try again later") from None
        except (OSError, HTTPException, ValueError) as error:
            raise FetchError(f"{asked.host}: no answer ({type(error).__name__}); try again later") from None

    def _connect(self, asked: Target, numbers: list[str], end: float) -> socket.socket:
        failed: OSError = OSError("no address")
        for number in numbers:
            try:
                plain = socket.create_connection((number, asked.port), timeout=_left(end))
                if asked.scheme == "http":
                    return plain
                return self._secured(plain, asked.host)
            except OSError as error:
                failed = error
        raise failed

    def _secured(self, plain: socket.socket, host: str) -> socket.socket:
        try:
            return self.trust.wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise


def _next(asked: Target, location: str) -> str:
    try:
        return urljoin(asked.url, location)
    except ValueError:
        raise FetchError(f"{asked.host}: sends on to what is no address; give the address it ends at") from None


def _headers(asked: Target) -> dict[str, str]:
    return {
        "Host": asked.url.split("/")[2],
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(KINDS) + ", */*;q=0.1",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return left


def _page(answer: HTTPResponse, asked: Target, kinds: tuple[str, ...], end: float) -> Page:
    if answer.status != 200:
        raise FetchError(f"{asked.host}: answers with status {answer.status}; open the address in a browser")
    kind = (answer.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if kind not in kinds:
        raise FetchError(f"{asked.host}: gives {kind or 'no kind'}, not a page of text; save the text in a file")
    return Page(asked.url, kind, _body(answer, asked.host, end))


def _body(answer: HTTPResponse, host: str, end: float) -> bytes:
    encoding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise FetchError(f"{host}: packs its answer as {encoding[:20]!r}, which was not asked for")
    unpack = None if encoding == "identity" else zlib.decompressobj(16 + zlib.MAX_WBITS)
    body, wire = bytearray(), 0
    try:
        while chunk := answer.read1(_CHUNK):
            _left(end)
            wire += len(chunk)
            body += unpack.decompress(chunk, MAX_DECODED + 1 - len(body)) if unpack else chunk
            if wire > MAX_WIRE or len(body) > MAX_DECODED or (unpack and unpack.unconsumed_tail):
                raise FetchError(
                    f"{host}: the answer is larger than {MAX_WIRE // 1_000_000} MB; save its text in a file"
                )
    except TimeoutError:
        raise FetchError(f"{host}: the answer did not come in time; try again later") from None
    except (OSError, HTTPException, zlib.error) as error:
        raise FetchError(f"{host}: the answer is broken ({type(error).__name__}); try again later") from None
    # `read1` is silent where the connection ends before Content-Length.
    if answer.length or (unpack and not unpack.eof):
        raise FetchError(f"{host}: the answer is shorter than announced; try again later")
    return bytes(body)
