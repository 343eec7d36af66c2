"""The secrets file and a provider's claims: who is an editor, who a reader, and that doubt counts for nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit import config

from dashboard import signin
from dashboard.signin import CLOSED, OPEN, Person, Rules, parse, person, rules

NOW = 1_800_000_000.0
CLAIMS = {"is_logged_in": True, "iat": NOW - 60, "email": "Anna@News.Example", "email_verified": True}
ANNA = Person("anna@news.example")
AUTH = {
    "redirect_uri": "https://map.example/oauth2callback",
    "cookie_secret": "k" * 32,
    "client_id": "dateline",
    "client_secret": "secret",
    "server_metadata_url": "https://login.example/.well-known/openid-configuration",
}


def test_person_is_known_by_a_verified_address() -> None:
    assert person(CLAIMS, NOW) == ANNA


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"is_logged_in": False},
        {"is_logged_in": "true"},
        {"is_logged_in": 1},
        {"iat": None},
        {"iat": "now"},
        {"iat": NOW - signin.SIGNED_IN_S - 1},
        {"iat": NOW + signin.SKEW_S + 1},
        {"iat": float("nan")},
    ],
)
def test_who_is_not_signed_in_or_no_longer_is_a_stranger(claims: dict[str, Any]) -> None:
    assert person(CLAIMS | claims if claims else {}, NOW) is None


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "false"},
        {"email_verified": 2},
        {"email": None},
        {"email": "anna"},
        {"email": ["anna@news.example"]},
        {"email": "anna@news.example\n"},
        {"email": "a" * 250 + "@news.example"},
    ],
)
def test_person_without_a_verified_address_has_none(claims: dict[str, Any]) -> None:
    assert person(CLAIMS | claims, NOW) == Person(None)


@pytest.mark.parametrize(
    ("emails", "email", "may"),
    [
        (["anna@news.example"], "anna@news.example", True),
        ([" Anna@NEWS.example "], "anna@news.example", True),
        (["@news.example"], "anna@news.example", True),
        (["@news.example"], "anna@evil.news.example", False),
        (["@news.example"], "anna@news.example.evil.example", False),
        (["@news.example"], '"x@news.example"@evil.example', False),
        (["anna@news.example"], "hanna@news.example", False),
        (["*"], "anna@news.example", False),
        ("anna@news.example", "anna@news.example", False),
        ([["anna@news.example"]], "anna@news.example", False),
        ([], "anna@news.example", False),
        (["anna@news.example"], None, False),
    ],
)
def test_editor_is_who_is_named(emails: Any, email: str | None, may: bool) -> None:
    assert parse({"auth": AUTH, "editors": {"emails": emails}}).may_write(Person(email)) is may


def test_everybody_reads_unless_the_file_has_readers() -> None:
    assert parse({"auth": AUTH}).may_read(None)
    private = parse({"auth": AUTH, "readers": {}})
    assert not private.may_read(None)
    assert private.may_read(Person(None))


def test_readers_may_be_named_and_editors_read_too() -> None:
    few = parse({"auth": AUTH, "readers": {"emails": ["@news.example"]}, "editors": {"emails": ["ed@desk.example"]}})
    assert few.may_read(ANNA)
    assert few.may_read(Person("ed@desk.example"))
    assert not few.may_read(Person("anna@other.example"))
    assert not few.may_read(Person(None))
    assert not few.may_read(None)


@pytest.mark.parametrize("readers", ["signed-in", True, 0, [], {"emails": "anna@news.example"}, {"emails": [1]}])
def test_readers_that_do_not_hold_are_nobody(readers: Any) -> None:
    assert not parse({"auth": AUTH, "readers": readers}).may_read(ANNA)


@pytest.mark.parametrize(
    "auth",
    [
        None,
        "yes",
        {},
        AUTH | {"cookie_secret": "short"},
        AUTH | {"cookie_secret": None},
        AUTH | {"redirect_uri": ""},
        {name: value for name, value in AUTH.items() if name != "client_secret"},
    ],
)
def test_sign_in_that_is_not_set_up_whole_lets_nobody_in(auth: Any) -> None:
    assert parse({"auth": auth, "editors": {"emails": ["anna@news.example"]}}).providers == ()


def test_providers_are_those_that_are_named() -> None:
    client = {name: AUTH[name] for name in ("client_id", "client_secret", "server_metadata_url")}
    shared = {name: AUTH[name] for name in ("redirect_uri", "cookie_secret")}
    assert parse({"auth": AUTH}).providers == ("default",)
    held = {"okta": client, "half": {"client_id": "x"}, "[a](b)": client}
    assert parse({"auth": shared | held}).providers == ("okta",)


def test_file_decides_as_soon_as_it_speaks_of_it() -> None:
    assert parse({"database": {"host": "db"}}) == OPEN
    for name in ("auth", "editors", "readers"):
        assert parse({name: {}}).decide


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, OPEN),
        (b"[other]\nkey = 1\n", OPEN),
        (b"[auth\n", CLOSED),
        (b"\xff\xfe[readers]", CLOSED),
        ("folder", CLOSED),
        (b"[readers]\n", Rules(readers=frozenset("*"), decide=True)),
    ],
)
def test_secrets_file_that_cannot_be_read_closes_the_map(
    text: bytes | str | None, found: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secrets.toml"
    if isinstance(text, bytes):
        path.write_bytes(text)
    elif text:
        path.mkdir()
    monkeypatch.setattr(st.secrets, "_secrets", None)
    monkeypatch.setattr(st.secrets, "_file_watchers_installed", True)
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(path)])
    try:
        assert rules() == found
    finally:
        config.set_option("secrets.files", before)
        monkeypatch.setattr(st.secrets, "_secrets", None)
