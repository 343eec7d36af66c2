"""The browser's files: a fixed list, and addresses that change with any of them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dashboard.assets import WEB, Assets


@pytest.fixture
def web(tmp_path: Path) -> Path:
    leaflet = tmp_path / "node_modules/leaflet/dist"
    (leaflet / "images").mkdir(parents=True)
    (leaflet / "leaflet.js").write_text("L", encoding="utf-8")
    (leaflet / "images/layers.png").write_bytes(b"png")
    (tmp_path / "map.js").write_text("export const a = 1;", encoding="utf-8")
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    return tmp_path


def test_list_holds_scripts_styles_and_leaflet_and_nothing_else(web: Path) -> None:
    assert Assets(web).names() == ("images/layers.png", "leaflet.js", "map.bundle.js", "map.js")


@pytest.mark.parametrize("name", ["package.json", "../map.js", "node_modules/leaflet/dist/leaflet.js", "", "map.js\0"])
def test_what_is_not_on_the_list_is_not_there(web: Path, name: str) -> None:
    assert Assets(web).get(name) is None
    assert Assets(web).address(name) is None


def test_file_is_ready_compressed_with_its_type(web: Path) -> None:
    found = Assets(web).get("map.js")
    assert found is not None
    assert gzip.decompress(found.gzipped) == found.body == b"export const a = 1;"
    assert found.type == "text/javascript; charset=utf-8"


def test_file_that_was_taken_away_is_gone(web: Path) -> None:
    assets = Assets(web)
    (web / "map.js").unlink()
    assert assets.get("map.js") is None


def test_committed_modules_import_only_what_is_served() -> None:
    served = set(Assets(WEB).names())
    assert {"map.js", "head.js", "evidence.js", "facets.js", "early.js"} <= served
    for name in sorted(each for each in served if each.endswith(".js") and (WEB / each).is_file()):
        for line in (WEB / name).read_text("utf-8").splitlines():
            if line.startswith("import ") and ' from "./' in line:
                assert line.rpartition('"./')[2].rstrip('";') in served, f"{name}: {line}"


def test_what_a_page_begins_with_is_one_file_of_all_that_it_imports(web: Path) -> None:
    (web / "dom.js").write_text("export const here = import.meta.url;\n", encoding="utf-8")
    (web / "map.js").write_text('import { here } from "./dom.js";\n\nexport const b = here;\n', encoding="utf-8")
    assets = Assets(web, look_s=0)
    found = assets.get("map.bundle.js")
    assert found is not None
    assert found.body.count(b"import.meta.url") == 1
    assert b"import {" not in found.body
    assert found.body.endswith(b"export default module_map;\n")
    before = assets.version()
    (web / "dom.js").write_text("export const here = 2;\n", encoding="utf-8")
    assert assets.version() != before
    assert b"here = 2" in (assets.get("map.bundle.js") or found).body


def test_addresses_are_looked_up_anew_after_a_moment(web: Path) -> None:
    held, anew = Assets(web, look_s=1_000), Assets(web, look_s=0)
    first = held.address("map.js")
    assert first == anew.address("map.js") == f"web/{held.version()}/map.js"
    (web / "map.js").unlink()
    assert (held.address("map.js"), anew.address("map.js")) == (first, None)
