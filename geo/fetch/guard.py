"""A host in, the addresses of the public internet that it has out: nothing of this machine or its network.

Each address is judged as the number that a connection would use, whatever the spelling of the host (decimal, octal,
IPv6 with IPv4 inside), and the connection is made to that number: a second look-up, which could answer otherwise,
never happens.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from geo.errors import FetchError

PORTS = frozenset({80, 443, 8080, 8443})
"""On which news is served; others are those of machines' own services."""
MAX_ADDRESS = 2_000
"""Characters of an address; longer ones carry data, not a name."""
MAX_ANSWERS = 8
"""Numbers of one host that are tried."""

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[Any]]
"""As `socket.getaddrinfo`, for streams."""

_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
"""RFC 6052 and RFC 8215: the last 32 bits are an IPv4 address."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address of the web, taken apart."""

    scheme: str
    host: str
    """In ASCII, as DNS and TLS write it."""
    port: int
    path: str
    """With its query, in ASCII."""

    @property
    def url(self) -> str:
        """The whole address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme] == self.port
        return f"{self.scheme}://{host}{'' if usual else f':{self.port}'}{self.path}"


def target(address: str, ports: frozenset[int] = PORTS) -> Target:
    """Take an address apart.

    Raises:
        FetchError: it is not http or https, names a user, another port than `ports`, or no host.
    """
    if len(address) > MAX_ADDRESS or not address.isprintable() or any(each in address for each in ' \\<>"{}|^`'):
        raise FetchError(f"{address[:80]!r}: not an address of the web; copy it from the browser")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise FetchError(f"{address[:80]!r}: not an address of the web; copy it from the browser") from None
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError(f"{address[:80]!r}: not an http or https address; copy it from the browser")
    if "@" in parts.netloc:
        raise FetchError(f"{host}: an address that names a user is not fetched; take it out")
    try:
        plain = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise FetchError(f"{host[:80]!r}: not the name of a host; copy the address from the browser") from None
    port = port or {"http": 80, "https": 443}[parts.scheme]
    if port not in ports:
        raise FetchError(f"{plain}: port {port} is not one of {', '.join(map(str, sorted(ports)))}")
    return Target(
        parts.scheme, plain, port, _ascii(parts.path or "/") + (f"?{_ascii(parts.query)}" if parts.query else "")
    )


def _ascii(text: str) -> str:
    return "".join(each if each.isascii() else "".join(f"%{byte:02X}" for byte in each.encode()) for each in text)


def is_public(address: IPAddress) -> bool:
    """Tell whether an address is of the public internet, and so is every IPv4 address that it may stand for."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _NAT64) or int(address) >> 32 == 0:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    known = [each for each in inner if each is not None]
    if known:
        return all(is_public(each) for each in known)
    return address.is_global and not (address.is_multicast or address.is_site_local)


def public_addresses(
    host: str, port: int, seconds: float, *, resolve: Resolve, allowed: Callable[[IPAddress], bool] = is_public
) -> list[str]:
    """Return the numbers of a host, all of them public.

    Args:
        host: in ASCII.
        port: to connect to.
        seconds: that the look-up may take.
        resolve: as `socket.getaddrinfo`.
        allowed: which addresses may be connected to.

    Raises:
        FetchError: it has none, the look-up took too long, or one of them is not public.
    """
    numbers = [str(found[4][0]) for found in _resolved(host, port, seconds, resolve)]
    if not numbers:
        raise FetchError(f"{host}: has no address; check its spelling")
    if not all(allowed(ipaddress.ip_address(number.partition("%")[0])) for number in numbers):
        raise FetchError(f"{host}: is not on the public internet and is not fetched")
    return list(dict.fromkeys(numbers))[:MAX_ANSWERS]


def _resolved(host: str, port: int, seconds: float, resolve: Resolve) -> Sequence[Any]:
    """Look a host up in a thread: the system's look-up knows no time-out."""
    answer: queue.Queue[Sequence[Any] | OSError] = queue.Queue()

    def ask() -> None:
        try:
            answer.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answer.put(OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=max(0.0, seconds))
    except queue.Empty:
        raise FetchError(f"{host}: its address was not found in time; try again later") from None
    if isinstance(found, OSError):
        raise FetchError(f"{host}: has no address; check its spelling") from None
    return found


def system_resolve(host: str, port: int) -> Sequence[Any]:
    """Look a host up as the system does, for streams."""
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
