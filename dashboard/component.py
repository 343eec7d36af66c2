"""A file of web/ in, a Streamlit component that runs it out; what the component is given travels as JSON.

The code itself is not sent with every run of the page: a few lines load it from the app's own route, where the browser
keeps it. Nothing but our own addresses enters those lines.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import streamlit as st

from dashboard.assets import Assets

PARTS = ("filters", "head", "list", "moment", "timeline")
"""Components that come together, as one file: those of the map's page."""
_LOADER = """
export default async (component) => {
  const address = new URL(%s, document.baseURI);
  const code = await import(address.href).catch(() => null);
  if (code) return (%s)(component);
  component.parentElement.textContent = "This part of the page did not load; reload the page to try again.";
};
"""


@lru_cache(1)
def assets() -> Assets:
    """Return the files of web/: one list a process."""
    return Assets()


def address(name: str) -> str:
    """Return the address of a file of web/ below the app's own, with its version."""
    return assets().address(name) or f"web/{name}"


def component(name: str) -> Any:
    """Register the file `name`.js as a component of this run and return the command that mounts it."""
    file, code = ("page.bundle.js", f"code.default.parts.{name}") if name in PARTS else (f"{name}.js", "code.default")
    return st.components.v2.component(f"dateline_{name}", js=_LOADER % (json.dumps(address(file)), code))
