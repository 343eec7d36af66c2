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
from dashboard.state import harmless

_LOADER = """
export default async (component) => {
  const address = new URL(%s, document.baseURI);
  const code = await import(address.href).catch(() => null);
  if (code) return code.default(component);
  component.parentElement.textContent = "This part of the page did not load; reload the page to try again.";
};
"""


_EARLY = """<script>
import(new URL(%s, document.baseURI).href).then((code) => code.early(%s)).catch(() => null);
</script>"""
_MAP_FILES = ("leaflet.js", "leaflet.css", "theme.css", "card.css", "map.css")
"""What the map's frame loads beside the modules."""

_LATER = ("axis.js", "brush.js", "histogram.js", "player.js")
"""What the page loads when the map is there."""


@lru_cache(1)
def assets() -> Assets:
    """Return the files of web/: one list a process."""
    return Assets()


def address(name: str) -> str:
    """Return the address of a file of web/ below the app's own, with its version."""
    return assets().address(name) or f"web/{name}"


def component(name: str) -> Any:
    """Register the file `name`.js as a component of this run and return the command that mounts it."""
    return st.components.v2.component(f"dateline_{name}", js=_LOADER % json.dumps(address(f"{name}.js")))


def early(token: str) -> None:
    """Have the browser ask for what the map and the list of the view `token` begin with, before their frames are there.

    Raises:
        BadToken: the token holds any character that a token does not.
    """
    modules = [name for name in assets().names() if name.endswith(".js") and name not in _LATER]
    files = [name for name in dict.fromkeys((*_MAP_FILES, *modules)) if assets().get(name)]
    script = _EARLY % (json.dumps(address("early.js")), json.dumps({"token": harmless(token), "files": files}))
    st.html(script, unsafe_allow_javascript=True)
