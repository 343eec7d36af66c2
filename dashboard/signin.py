"""The secrets file and a session's signed cookie in, who is signed in and what that person may do out.

Streamlit signs people in by OpenID Connect (`st.login`) and keeps the provider's claims in a cookie that it signs. The
page asks `st.user` for them; the routes, which have no session, read the same cookie with Streamlit's own functions.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

SIGNED_IN_S = 12 * 3600
"""Seconds that a sign-in counts for: a long shift. Streamlit's cookie itself would last for thirty days."""
SKEW_S = 300
"""Seconds by which the provider's clock may be ahead."""
MIN_SECRET = 32
"""Characters of `cookie_secret`: with a shorter one a cookie can be guessed and signed by anybody."""
MAX_EMAIL = 254
"""Characters of an address (RFC 5321, section 4.5.3.1.3)."""
DEFAULT = "default"
"""The provider whose settings stand in [auth] itself, as Streamlit names it."""
ANYONE = "*"
_PROVIDER = re.compile(r"[A-Za-z0-9-]{1,40}")
_NEEDED = ("client_id", "client_secret", "server_metadata_url")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a provider has signed in."""

    email: str | None
    """The address, in small letters, where the provider says that it is verified."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the secrets file says of who may do what."""

    providers: tuple[str, ...] = ()
    """Where one may sign in; empty where sign-in is not set up."""
    editors: frozenset[str] = frozenset()
    """Addresses, or `@` and a domain."""
    readers: frozenset[str] | None = None
    """The same, or `*` for all who are signed in; null where everybody may read."""
    decide: bool = False
    """Whether the file decides at all: where it does not, the setting and the address of the app do."""

    @property
    def private(self) -> bool:
        """Whether strangers may not read."""
        return self.readers is not None

    def may_write(self, person: Person | None) -> bool:
        """Tell whether a person is an editor."""
        return _named(person, self.editors)

    def may_read(self, person: Person | None) -> bool:
        """Tell whether a person may see the map; null is a stranger."""
        if self.readers is None:
            return True
        return person is not None and (ANYONE in self.readers or self.may_write(person) or _named(person, self.readers))


OPEN = Rules()
CLOSED = Rules(readers=frozenset(), decide=True)
"""For a secrets file that cannot be read: nobody reads or writes until it is mended."""


def rules() -> Rules:
    """Return what the secrets file says now; without one, the rules that leave it to the app's own settings."""
    try:
        if st.secrets.load_if_toml_exists():
            return parse(st.secrets.to_dict())
        there = any(Path(each).exists() for each in st.get_option("secrets.files"))
    except (OSError, UnicodeError):
        # Streamlit passes on that a file may not be read, or is no text.
        there = True
    return CLOSED if there else OPEN


def parse(secrets: Mapping[str, Any]) -> Rules:
    """Read the tables [auth], [editors] and [readers]. What does not hold counts for nobody."""
    auth, readers = secrets.get("auth"), secrets.get("readers")
    return Rules(
        providers=_providers(auth) if isinstance(auth, Mapping) else (),
        editors=_addresses(secrets.get("editors"), "editors", frozenset()) - {ANYONE},
        readers=None if readers is None else _addresses(readers, "readers", frozenset({ANYONE})),
        decide=any(secrets.get(name) is not None for name in ("auth", "editors", "readers")),
    )


def person(claims: Mapping[str, Any], now: float | None = None) -> Person | None:
    """Return whom a provider's claims speak of; null where nobody is signed in, or not any longer.

    `iat` is the moment of the sign-in: OpenID Connect Core 1.0, section 2, asks for it in every identity token.
    """
    since = claims.get("iat")
    if claims.get("is_logged_in") is not True or not isinstance(since, int | float):
        return None
    if not -SKEW_S <= (time.time() if now is None else now) - since <= SIGNED_IN_S:
        return None
    email = claims.get("email")
    # Some providers write their truth values as text.
    sure = claims.get("email_verified") in (True, "true")
    well = isinstance(email, str) and "@" in email and len(email) <= MAX_EMAIL and email.isprintable()
    return Person(str(email).strip().casefold() if sure and well else None)


def claims_of(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the claims in a request's cookies; empty where Streamlit did not sign them for this app."""
    secret = get_cookie_secret()

    def unsigned(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies[name]) if name in cookies else None

    value = get_cookie_with_chunks(unsigned, USER_COOKIE_NAME)
    try:
        claims = json.loads(value) if value else {}
    except ValueError:
        claims = {}
    origin = get_origin_from_redirect_uri()
    # The origin that Streamlit wrote into the cookie, as its web socket compares it.
    return claims if isinstance(claims, dict) and origin and claims.get("origin") == origin else {}


def _providers(auth: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the providers that are set up whole."""
    secret = auth.get("cookie_secret")
    if not isinstance(secret, str) or len(secret) < MIN_SECRET or not auth.get("redirect_uri"):
        _log.error("nobody can sign in: [auth] needs redirect_uri and a cookie_secret of %d characters", MIN_SECRET)
        return ()
    named = {name: held for name, held in auth.items() if isinstance(held, Mapping) and _PROVIDER.fullmatch(name)}
    found = {DEFAULT: auth, **named}
    return tuple(name for name, held in found.items() if all(held.get(each) for each in _NEEDED))


def _addresses(table: Any, name: str, unsaid: frozenset[str]) -> frozenset[str]:
    """Return the `emails` of a table, `unsaid` where it has none; nobody where they do not hold."""
    if table is None:
        return frozenset()
    emails = table.get("emails") if isinstance(table, Mapping) else ()
    if emails is None:
        return unsaid
    if isinstance(emails, str) or not isinstance(emails, Iterable) or not all(isinstance(each, str) for each in emails):
        _log.error("[%s] counts for nobody: its emails are not a list of texts", name)
        return frozenset()
    return frozenset(each.strip().casefold() for each in emails)


def _named(found: Person | None, names: frozenset[str]) -> bool:
    email = found.email if found else None
    return email is not None and (email in names or email[email.rindex("@") :] in names)
