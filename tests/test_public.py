"""The names that geo exports: complete, and the only ones that the dashboard takes."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import geo

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for folder in ("geo", "dashboard") for path in (ROOT / folder).rglob("*.py"))


def imported_from(path: Path) -> set[str]:
    """Return the modules that a file imports."""
    tree = ast.parse(path.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("name", geo.__all__)
def test_exported_name_is_there(name: str) -> None:
    assert getattr(geo, name) is not None


def test_exports_are_those_that_are_imported_for_type_checking() -> None:
    block = re.search(r"if TYPE_CHECKING:\n(.*?)\n\n", (ROOT / "geo/__init__.py").read_text("utf-8"), re.DOTALL)
    assert block
    tree = ast.parse("if True:\n" + block[1])
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(names) == sorted(geo.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(geo, "nothing")  # noqa: B009 - mypy knows that it is not there


def test_geo_is_imported_without_what_builds_a_map() -> None:
    code = "import sys, geo; geo.DataError; print([m for m in ('geopy', 'trafilatura', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_dashboard_takes_only_what_geo_exports() -> None:
    taken = {
        (path.name, module)
        for path in SOURCES
        if path.is_relative_to(ROOT / "dashboard")
        for module in imported_from(path)
        if module.startswith("geo.")
    }
    assert taken == set()


def test_geo_knows_neither_streamlit_nor_folium_and_geocode_alone_knows_geopy() -> None:
    for path in SOURCES:
        if not path.is_relative_to(ROOT / "geo"):
            continue
        tops = {module.partition(".")[0] for module in imported_from(path)}
        assert not tops & {"streamlit", "folium", "streamlit_folium", "branca", "dashboard"}, path
        assert "geopy" not in tops or path.is_relative_to(ROOT / "geo/geocode"), path


def test_every_module_of_geo_can_be_imported_alone() -> None:
    for path in SOURCES:
        if path.is_relative_to(ROOT / "geo") and path.name != "__main__.py":
            parts = path.relative_to(ROOT).with_suffix("").parts
            importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
