"""The one HTML file: whole, within its bound, closed to scripts of others, and open about what it cannot do."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from geo.__main__ import main
from geo.contract import PROPERTIES, read_collection
from geo.errors import DataError, InputError
from geo.export.html import document, read_view, to_html
from geo.export.html.bundle import bundle
from tests import mapfile

MAP = Path(__file__).parent.parent / "data/map.geojson"
MAX_BYTES = 3_000_000


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    about = {"as_of": "2024-08-19", "disclaimer": "D.", "attribution": ["A"]}
    return {"type": "FeatureCollection", "features": list(features), "dateline": about}


def held(html: str) -> Any:
    """Return the JSON that the file's script reads, as an HTML parser would find it."""
    found = re.search(r'<script type="application/json" id="dateline-data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_a_thousand_events_are_under_three_megabytes() -> None:
    assert len(to_html(collection(*mapfile.features(1_000)))) <= MAX_BYTES


def test_policy_names_the_scripts_and_styles_that_the_file_holds_and_no_others() -> None:
    html = to_html(collection(*mapfile.features(20))).decode()
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1])  # type: ignore[index]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == parts["connect-src"] == parts["base-uri"] == "'none'"
    inside = {tag: re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL) for tag in ("script", "style")}
    for tag, bodies in inside.items():
        hashes = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies]
        assert parts[f"{tag}-src"].split() == [f"'sha256-{each}'" for each in hashes]
    assert len(inside["script"]) == 2
    assert "unsafe" not in policy


@pytest.mark.parametrize("text", [*mapfile.HOSTILE, "<!--<script>", "\ud83d half", "]]>", "\u2028"])
def test_hostile_text_is_data_to_the_character(text: str) -> None:
    given = mapfile.feature(
        "one", "excerpt", excerpt=text, title=text, place=text, place_id=f"x:{text}", at=[10.0, 5.0]
    )
    html = to_html(collection(given)).decode()
    assert held(html)["features"][0]["excerpt"] == text
    assert html.count("<script") == 3
    assert "onerror=alert" not in html or "<img" not in html


@pytest.mark.parametrize(
    ("said", "opens"),
    [
        (7, {}),
        ([], {}),
        ({"kind": "visit", "q": ["a"], "names": "xx", "asof": 7, "from": "lately", "to": "2024-02-30", "x": "y"}, {}),
        ({"kind": ["visit", 7], "actor": ["A"], "asof": "2024-08-19"}, {"actor": ["A"], "asof": "2024-08-19"}),
    ],
)
def test_file_opens_with_what_a_view_can_hold_alone(said: object, opens: dict[str, Any]) -> None:
    given = collection(*mapfile.features(2))
    given["dateline"]["view"] = said
    assert held(to_html(given).decode())["view"] == opens


def test_every_feature_is_in_the_file_and_a_line_is_there_once() -> None:
    story = read_collection(MAP)
    inside = held(to_html(story).decode())
    assert [each["id"] for each in inside["features"]] == [each["id"] for each in story["features"]]
    assert {each["excerpt"] for each in inside["features"] if "excerpt" in each} == {
        each["properties"]["excerpt"] for each in story["features"] if each["properties"]["excerpt"] is not None
    }
    assert not any("geometry" in each for each in inside["features"])


def test_property_that_a_feature_lacks_is_null() -> None:
    without, null = (mapfile.features(len(PROPERTIES)) for _ in range(2))
    for name, lacking, has in zip(PROPERTIES, without, null, strict=True):
        del lacking["properties"][name]
        has["properties"][name] = None
    assert held(to_html(collection(*without)).decode()) == held(to_html(collection(*null)).decode())


def test_disclaimer_date_and_credits_can_be_read_without_scripts() -> None:
    told = re.search("<noscript>(.*?)</noscript>", to_html(collection()).decode())
    assert told
    assert "D. As of 2024-08-19. Sources: A, Places: GeoNames" in told[1]


def test_licence_of_leaflet_comes_with_it() -> None:
    html = to_html(collection()).decode()
    assert "BSD 2-Clause License" in html
    assert "Redistributions of source code must retain the above copyright" in html


def test_without_leaflet_the_error_says_what_to_do(tmp_path: Path) -> None:
    for name in document.SHADOWED:
        (tmp_path / name).write_text("")
    with pytest.raises(DataError, match="make setup"):
        to_html(collection(), web=tmp_path)


def test_more_features_than_a_browser_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_FEATURES", 2)
    with pytest.raises(DataError, match="set a filter"):
        to_html(collection(*mapfile.features(3)))


@pytest.mark.parametrize(
    "text",
    [
        "kind=visit&actor=A&actor=B&asof=2024-08-19&names=hy&lat=3&page=x",
        "https://example.org/map/?kind=visit&actor=A&actor=B&asof=2024-08-19&names=hy",
        base64.urlsafe_b64encode(b'{"actor":["A","B"],"asof":"2024-08-19","kind":["visit"],"names":"hy"}').decode(),
    ],
)
def test_view_is_read_from_a_link_or_a_token(text: str) -> None:
    assert read_view(text.rstrip("=")) == {"kind": ["visit"], "actor": ["A", "B"], "asof": "2024-08-19", "names": "hy"}


@pytest.mark.parametrize(
    "text", ["???a", "asof=2024", "names=klingon", "x" * 20_000, "W10", "eyJraW5kIjoidmlzaXQifQ", "eyJhIjoxfQ", "a b"]
)
def test_what_is_no_view_is_refused_or_sets_nothing(text: str) -> None:
    if text == "???a":
        assert read_view(text) == {}
        return
    with pytest.raises(InputError, match="view"):
        read_view(text)


def test_command_writes_the_file_with_the_view_that_it_opens_in(tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    assert main(["export", "--html", str(out), "--state", "?kind=visit", "--contact", "https://example.org/x"]) == 0
    inside = held(out.read_text("utf-8"))
    assert inside["view"] == {"kind": ["visit"]}
    assert inside["about"]["contact"] == "https://example.org/x"


def write(folder: Path, **modules: str) -> Path:
    for name, code in modules.items():
        (folder / f"{name}.js").write_text(code)
    return folder


def test_bundle_runs_each_module_once_after_what_it_needs(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        a='import b, { c as d } from "./b.js";\n',
    )
    with pytest.raises(DataError, match="does not know"):
        bundle("a", [folder])
    write(
        folder,
        a='import { c as d } from "./c.js";\nimport b from "./b.js";\n',
        b='import { c } from "./c.js";\nexport default async function b() {}\n',
        c="export const c = 1;\n",
    )
    script = bundle("a", [folder])
    assert re.findall(r"^const (module_\w)", script, re.MULTILINE) == ["module_c", "module_b", "module_a"]
    assert "const { c: d } = module_c;" in script
    assert "return { default: b };" in script


def test_bundle_takes_the_module_of_the_first_folder(tmp_path: Path) -> None:
    first, second = (tmp_path / name for name in ("first", "second"))
    for folder in (first, second):
        folder.mkdir()
        write(folder, a=f'export const from = "{folder.name}";\n')
    assert '"first"' in bundle("a", [first, second])


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"a": 'import { x } from "./a.js";\n'}, "circle"),
        ({"a": 'import { x } from "./gone.js";\n'}, r"no module gone\.js"),
        ({"a": 'import { x } from "./b.js";\n', "b": "const x = 1;\n"}, "does not export"),
        ({"a": "export * from './b.js';\n"}, "does not know"),
        ({"a": "export const a = '</scr' + '</script>';\n"}, "</script"),
    ],
)
def test_bundle_refuses_what_it_does_not_know(tmp_path: Path, modules: dict[str, str], said: str) -> None:
    with pytest.raises(DataError, match=said):
        bundle("a", [write(tmp_path, **modules)])
