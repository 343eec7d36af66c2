"""A visit in, whether it may read, and change what the app keeps, out: the one place where that is decided.

Asked on the server before anything is written, whatever the page shows. Where the secrets file says who may do what
(`dashboard.signin`), it decides alone; else the setting and the address of the app do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from dashboard import signin
from dashboard.store import is_copy

LOCAL, PUBLIC = "local", "public"
REFUSED = "This app is read-only for you: nothing was written."
_OWN = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED = ("x-forwarded-for", "x-forwarded-host", "forwarded", "x-real-ip", "via")


def person() -> signin.Person | None:
    """Return who is signed in in this visit; null where nobody is."""
    return signin.person(st.user.to_dict()) if signin.rules().providers else None


def may_read() -> bool:
    """Tell whether this visit may see the map."""
    return signin.rules().may_read(person())


def who() -> str:
    """Return whose a decision of this visit is: an editor's address, or the user of a local app."""
    editor = person()
    return editor.email if editor and editor.email else LOCAL


def may_write() -> bool:
    """Tell whether this visit may save articles and corrections. Nobody writes to a copy of what a store keeps."""
    rules = signin.rules()
    if is_copy(os.environ):
        return False
    if rules.decide:
        return rules.may_write(person())
    return decided(os.environ, str(st.get_option("server.address") or ""), st.context.headers.to_dict())


def decided(environ: Mapping[str, str], bound: str, headers: Mapping[str, str]) -> bool:
    """Decide by the setting DATELINE_MODE, `local` or `public`; without it, by where the app listens.

    An app that is bound to this machine alone is its user's own, unless a proxy stands before it: then the request says
    so, or asks for another host. An unknown setting is read as `public`.
    """
    mode = environ.get("DATELINE_MODE", "").strip().lower()
    if mode:
        return mode == LOCAL
    given = {name.lower(): value for name, value in headers.items()}
    asked = urlsplit(f"//{given.get('host', '')}").hostname
    return bound in _OWN and asked in _OWN and not any(name in given for name in _FORWARDED)
