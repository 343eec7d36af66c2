"""An app's address in; cookies that make nobody an editor, and visits of those who may not write, out."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from typing import Any
from unittest import mock

from itsdangerous import URLSafeTimedSerializer
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from tests.fakes.desk import ACCOUNTS, KEY
from tests.visitor import Visitor

NOW = time.time()
SHORT = ("another key", "an old sign-in", "changed")
"""What the short form tries."""


def cookie(claims: Mapping[str, Any], key: str = KEY, salt: str = USER_COOKIE_NAME, at: float | None = None) -> str:
    """Sign a cookie as Streamlit does, at a moment where one is given."""
    with mock.patch("time.time", return_value=NOW if at is None else at):
        return URLSafeTimedSerializer(key, salt=salt).dumps(json.dumps(claims))


def forged(address: str) -> dict[str, str]:
    """Return cookies that do not make anybody an editor, each wrong in one way."""
    origin = address.rstrip("/")
    good = {**ACCOUNTS["anna"], "is_logged_in": True, "origin": origin, "provider": "default", "iat": NOW - 60}
    whole = cookie(good)
    head, middle, tail = whole.rsplit(".", 2)
    return {
        "another key": cookie(good, key=KEY + "x"),
        "no key": cookie(good, key=""),
        "the tokens' salt": cookie(good, salt=TOKENS_COOKIE_NAME),
        "another site's": cookie(good | {"origin": "http://127.0.0.1:1"}),
        "not signed in": cookie(good | {"is_logged_in": False}),
        "an old sign-in": cookie(good | {"iat": NOW - 13 * 3600}),
        "no moment": cookie({name: value for name, value in good.items() if name != "iat"}),
        "an address not verified": cookie(good | {"email_verified": False}),
        "another address": cookie(good | {"email": "bob@other.example"}),
        "expired": cookie(good, at=NOW - 32 * 86400),
        "cut": whole[:-1],
        "changed": f"{head[:-2]}{'AA' if head[-2:] != 'AA' else 'BB'}.{middle}.{tail}",
        "no signature": head,
        "empty": "",
        "not signed at all": json.dumps(good),
        "a list": cookie([good]),  # type: ignore[arg-type]
        "a chunk that is missing": URLSafeTimedSerializer(KEY, salt=USER_COOKIE_NAME).dumps("chunks-2"),
    }


def strange(address: str, whole: bool) -> Iterator[tuple[str, Visitor]]:
    """Yield who may not write: nobody, visitors with a wrong cookie (a few, or all), and two of the provider's."""
    with Visitor(address) as nobody:
        yield "nobody", nobody
    for name, value in forged(address).items():
        if not whole and name not in SHORT:
            continue
        with Visitor(address) as visitor:
            visitor.http.cookies.set(USER_COOKIE_NAME, value.replace('"', "%22").replace(" ", ""))
            yield name, visitor
    for account in ("bob", "mallory"):
        with Visitor(address) as visitor:
            visitor.sign_in(account)
            yield account, visitor
