"""What `streamlit run dashboard/app.py` starts: the page, and beside it the routes that its map and list fetch from."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    # Streamlit puts the script's own folder there, not the project's.
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402 - the project is importable only from here on
from starlette.middleware import Middleware  # noqa: E402

from dashboard import outlines, sharing  # noqa: E402
from dashboard.assets import Assets  # noqa: E402
from dashboard.deskroutes import ROUTES  # noqa: E402
from dashboard.fairness import Fairness  # noqa: E402
from dashboard.framing import Framing  # noqa: E402
from dashboard.guard import Guard  # noqa: E402
from dashboard.opening import Opening  # noqa: E402
from dashboard.prompt import Prompt  # noqa: E402
from dashboard.redirects import Redirects  # noqa: E402
from dashboard.routes import Answers, failed, routes  # noqa: E402
from dashboard.store import data_path, warm  # noqa: E402
from dashboard.uploads import Uploads  # noqa: E402

SWITCH_S = 0.0005
"""After which a thread that works gives way to another that waits."""


def build() -> str:
    """Return a hash of the code and of the tables of names: with another, the same data is answered otherwise."""
    patterns = "dashboard/*.py", "dashboard/store/*.py", "geo/**/*.py", "data/gazetteer/*.csv"
    whole = hashlib.blake2b(digest_size=8)
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        whole.update(path.read_bytes())
    return whole.hexdigest()


# A map's answer of some milliseconds should not wait for a page's run to give way, which is 5 ms by Python's default.
sys.setswitchinterval(SWITCH_S)
data = data_path(os.environ)
base = str(st.get_option("server.baseUrlPath") or "")
warm(data)
assets = Assets()
app = st.App(
    "page.py",
    routes=routes(
        Answers(data, assets, outlines, build()),
        base,
        {**ROUTES, **sharing.routes(sharing.Sharing(data_path(os.environ), os.environ))},
    ),
    middleware=[
        Middleware(Prompt),
        Middleware(Fairness),
        Middleware(Framing),
        Middleware(Opening, assets=assets),
        Middleware(Guard, base=base),
        Middleware(Uploads),
        Middleware(Redirects),
    ],
    exception_handlers={Exception: failed},
)
