"""A provider's name and options in, a geopy geocoder of it out; what it may not be is said in one line."""

from __future__ import annotations

import inspect
import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import ConfigurationError, GeocoderNotFound
from geopy.geocoders import SERVICE_TO_GEOCODER, Nominatim, Photon, get_geocoder_for_service
from geopy.geocoders.base import Geocoder

from geo.errors import InputError

VERSION = "0.1.0"
KEY_PREFIX = "DATELINE"
MAX_TIMEOUT_S = 60.0
MAX_INTERVAL_S = 60.0

_HOST = re.compile(r"(?:(https?)://)?((?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:/[\w./-]*)?)")
_NOT_A_KEY = {
    "adapter_factory",
    "auth_domain",
    "domain",
    "proxies",
    "scheme",
    "self",
    "ssl_context",
    "timeout",
    "token_lifetime",
    "user_agent",
}
"""Arguments of geopy's geocoders that are not taken from the environment: all others are names and keys of accounts."""


@dataclass(frozen=True, slots=True)
class Service:
    """Which service to ask, and how. Its keys come from the environment alone."""

    name: str
    """As `geopy.get_geocoder_for_service` knows it: "nominatim", "photon", "opencage"."""
    domain: str | None = None
    """Host, port and path of an own server, with or without http:// or https://; null: the public one."""
    language: str = "en"
    """Of the names in Nominatim's and Photon's answers, ISO 639-1."""
    contact: str | None = None
    """An address or mail address for the service's operators, sent in the User-Agent."""
    timeout: float = 10.0
    """Seconds for one whole answer: Nominatim's public server may take some for rare queries."""
    interval: float = 1.0
    """Seconds between two requests. Nominatim's usage policy: "an absolute maximum of 1 request per second"."""

    @property
    def user_agent(self) -> str:
        """What the service sees: program, version and contact."""
        return f"dateline/{VERSION}" + (f" ({self.contact})" if self.contact else "")


@dataclass(frozen=True, slots=True)
class Opened:
    """A geocoder ready to be asked."""

    geocoder: Geocoder
    address: str
    """Where it asks, as messages and keys of the cache name it; never with a key in it."""
    options: Mapping[str, Any]
    """Arguments of its `geocode`, beside the query."""
    secrets: tuple[str, ...] = field(repr=False)
    """Values that no message may hold."""


def geocoder_class(name: str) -> type[Geocoder]:
    """Return geopy's class for a service.

    Raises:
        InputError: geopy knows none of that name.
    """
    try:
        found: type[Geocoder] = get_geocoder_for_service(name)
    except GeocoderNotFound:
        known = ", ".join(sorted(SERVICE_TO_GEOCODER))
        raise InputError(f"--provider {name!r}: no such service; geopy knows {known}") from None
    return found


def open_service(
    service: Service, adapter_factory: Callable[..., BaseSyncAdapter], environment: Mapping[str, str]
) -> Opened:
    """Build the geocoder; nothing is sent yet.

    Raises:
        InputError: no such service, a domain it does not take, a key missing from `environment`, or a setting that
            is out of bounds.
    """
    found = geocoder_class(service.name)
    _check(service)
    parameters = inspect.signature(found.__init__).parameters
    keys, missing = _keys(service.name, parameters, environment)
    if missing:
        raise InputError(f"--provider {service.name}: needs {' and '.join(missing)} in the environment")
    arguments: dict[str, Any] = {
        "user_agent": service.user_agent,
        "timeout": service.timeout,
        "adapter_factory": adapter_factory,
        **keys,
    }
    scheme, domain = _address(service)
    if "scheme" in parameters:
        arguments["scheme"] = scheme
    if domain is not None and "domain" not in parameters:
        raise InputError(f"--domain {domain}: {service.name} has one address only; leave the option out")
    if domain is not None:
        arguments["domain"] = domain
    try:
        geocoder = found(**arguments)
    except (ConfigurationError, TypeError) as error:
        reason = str(error) if "domain" not in str(error) else "needs --domain"
        raise InputError(f"--provider {service.name}: {redact(reason, tuple(keys.values()))}") from None
    where = domain or str(getattr(geocoder, "domain", "")) or "its own address"
    options: dict[str, Any] = {}
    if issubclass(found, Nominatim | Photon):
        options["language"] = service.language
    if issubclass(found, Nominatim):
        options["addressdetails"] = True
    return Opened(geocoder, where, options, tuple(keys.values()))


def redact(message: str, secrets: tuple[str, ...]) -> str:
    """Return the message without any of the secrets."""
    for secret in secrets:
        message = message.replace(secret, "***")
    return message


def _keys(
    name: str, parameters: Mapping[str, inspect.Parameter], environment: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Return the account arguments found in the environment and the names of the variables that are missing."""
    keys: dict[str, str] = {}
    missing: list[str] = []
    for parameter in parameters.values():
        if parameter.name in _NOT_A_KEY:
            continue
        variable = f"{KEY_PREFIX}_{name}_{parameter.name}".upper()
        if environment.get(variable):
            keys[parameter.name] = environment[variable]
        elif parameter.default is inspect.Parameter.empty:
            missing.append(variable)
    return keys, missing


def _check(service: Service) -> None:
    """Refuse settings that break the rules of the public servers or of HTTP."""
    if not 0 < service.timeout <= MAX_TIMEOUT_S:
        raise InputError(f"time-out of {service.timeout:g} s; give one above 0 and at most {MAX_TIMEOUT_S:g}")
    if not 0 <= service.interval <= MAX_INTERVAL_S:
        raise InputError(f"interval of {service.interval:g} s; give one from 0 to {MAX_INTERVAL_S:g}")
    if service.interval < 1 and service.domain is None:
        raise InputError("an interval below 1 s is for an own server; name it with --domain")
    # A line end in a header would begin another one.
    if not service.user_agent.isascii() or not service.user_agent.isprintable():
        raise InputError("--contact: only plain ASCII letters and signs can stand in a User-Agent")


def _address(service: Service) -> tuple[str, str | None]:
    """Return the scheme and the domain; https, but http to this machine, which has no certificate."""
    if service.domain is None:
        return "https", None
    parts = _HOST.fullmatch(service.domain)
    if parts is None:
        raise InputError(f"--domain {service.domain!r}: write host, host:port or host/path")
    scheme, domain = parts.groups()
    return scheme or ("http" if _is_loopback(domain) else "https"), domain.rstrip("/")


def _is_loopback(domain: str) -> bool:
    host = domain.partition("/")[0]
    host = host[1 : host.index("]")] if host.startswith("[") else host.partition(":")[0]
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
