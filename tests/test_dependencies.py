"""The table of dependencies: each direct one has its reason, and they are few."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
MOST = 15
"""Of the default install."""


def declared() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [re.split(r"[<>=!~\[; ]", each)[0] for each in project["dependencies"]]


def test_each_dependency_has_its_reason_and_they_are_few() -> None:
    rows = re.findall(r"^\| ([a-z-]+) \| (.+) \|$", (ROOT / "docs/dependencies.md").read_text("utf-8"), re.MULTILINE)
    reasons = {name: why for name, why in rows if name != "package"}
    assert sorted(reasons) == sorted(declared())
    assert all(len(why) > 40 for why in reasons.values())
    assert len(declared()) <= MOST


def test_each_dependency_is_pinned_with_hashes() -> None:
    pins = (ROOT / "requirements.txt").read_text("utf-8")
    for name in declared():
        assert re.search(rf"^{re.escape(name)}==\S+ (?:;[^\n]*)?\\\n    --hash=sha256:", pins, re.MULTILINE), name
