"""A folder and a provider in, a running app out whose editor is named in its secrets file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from tests.fakes.provider import CLIENT, SECRET, FakeProvider
from tests.server import ROOT, served

KEY = "the-key-with-which-this-app-signs-its-cookies"
ACCOUNTS = {
    "anna": {"email": "Anna@News.Example", "email_verified": True},
    "bob": {"email": "bob@other.example", "email_verified": True},
    "mallory": {"email": "anna@news.example", "email_verified": False},
}
"""An editor, a reader, and somebody who typed an editor's address into the own account."""


@contextmanager
def desk(folder: Path, provider: FakeProvider, more: str = "") -> Iterator[str]:
    """Run an app whose editor is Anna; yield its address."""
    (folder / "articles").mkdir()
    shutil.copy(ROOT / "data/articles/putin-in-baku.txt", folder / "articles")
    shutil.copy(ROOT / "data/map.geojson", folder / "map.geojson")
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"\ncookie_secret = "{KEY}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\nserver_metadata_url = "{provider.metadata}"\n'
        f'[editors]\nemails = ["anna@news.example"]\n{more}'
    )
    settings = {"DATELINE_ARTICLES": folder / "articles", "DATELINE_CORRECTIONS": folder / "corrections.csv"}
    # Bound to this machine and without a proxy: the secrets file decides all the same.
    with (
        mock.patch.dict("os.environ", {name: str(value) for name, value in settings.items()}),
        served(folder / "map.geojson", "--secrets.files", str(secrets)) as address,
    ):
        yield address
