"""Who is signed in in, the lines by which one signs in and out; nothing at all where sign-in is not set up."""

from __future__ import annotations

import streamlit as st

from dashboard import access, overlay, signin

PRIVATE = "This map is private."
NOT_NAMED = "You are signed in, but are not among those who may read it."
NO_WAY = "Nobody can sign in here yet: the secrets file does not say how."
READER, EDITOR = "reader", "editor"


def admitted() -> bool:
    """Tell whether this visit may see the map; where it may not, show the way in instead."""
    if access.may_read():
        return True
    with st.container(key="empty"):
        st.html('<p class="brand">Dateline</p>')
        st.header(PRIVATE)
        if access.person() is not None:
            st.text(NOT_NAMED)
        elif not signin.rules().providers:
            st.text(NO_WAY)
        controls()
    return False


def controls() -> None:
    """Show who is signed in, and the button that changes it. A name is text from outside: it is shown as text alone."""
    rules, person = signin.rules(), access.person()
    if not rules.providers or st.context.is_embedded:
        return
    with st.container(key="account", horizontal=True, vertical_alignment="center"):
        if person is not None:
            role = EDITOR if access.may_write() else READER
            st.text(f"{person.email or 'Signed in'} ({role})")
            st.button("Sign out", key="sign-out", on_click=_sign_out)
            return
        for provider in rules.providers:
            where = "" if provider == signin.DEFAULT else f" with {provider}"
            st.button(f"Sign in{where}", key=f"sign-in-{provider}", on_click=_sign_in, args=(provider,))


def _sign_in(provider: str) -> None:
    st.login(None if provider == signin.DEFAULT else provider)


def _sign_out() -> None:
    # Whoever sits down next has the same browser, and its cookie of what was added.
    overlay.OVERLAYS.close(overlay.mine(st.session_state, st.context.cookies))
    st.logout()
