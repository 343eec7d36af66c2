"""An editor's day in a browser: sign in by the desk's provider, mend a mark, sign out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Shown
from playwright.sync_api import expect
from test_accessibility import serious

from geo import read_corrections
from tests.fakes.desk import desk
from tests.fakes.provider import FakeProvider

pytestmark = pytest.mark.browser
Visit = Callable[..., Shown]
REVIEW = "?page=review&article=putin-in-baku"


@pytest.fixture
def public(tmp_path: Path, provider: FakeProvider) -> Iterator[str]:
    with desk(tmp_path, provider) as address:
        yield address


@pytest.fixture
def private(tmp_path: Path, provider: FakeProvider) -> Iterator[str]:
    with desk(tmp_path, provider, '[readers]\nemails = ["bob@other.example"]\n') as address:
        yield address


def sign_in(shown: Shown, account: str) -> None:
    """Press the button, and choose an account on the provider's page."""
    shown.page.get_by_role("button", name="Sign in", exact=True).click()
    shown.page.get_by_role("link", name=account).click()


def test_editor_signs_in_mends_a_mark_and_signs_out(public: str, tmp_path: Path, visit: Visit) -> None:
    shown = visit(f"{public}{REVIEW}")
    expect(shown.page.get_by_text("read-only for you")).to_be_visible()
    sign_in(shown, "anna")
    shown.ready()
    expect(shown.page.get_by_text("anna@news.example (editor)")).to_be_visible()
    shown.page.goto(f"{public}{REVIEW}")
    expect(shown.page.locator(".open-item")).to_be_focused()
    shown.page.keyboard.press("a")
    expect(shown.page.get_by_text("Kept.")).to_be_visible()
    assert serious(shown.page.main_frame) == []
    (correction,) = read_corrections(tmp_path / "corrections.csv")
    assert correction.who == "anna@news.example"
    shown.page.get_by_role("button", name="Sign out").click()
    shown.ready()
    expect(shown.page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    shown.page.goto(f"{public}{REVIEW}")
    expect(shown.page.get_by_text("read-only for you")).to_be_visible()
    shown.page.keyboard.press("a")
    expect(shown.page.locator(".told-of", has_text="read-only")).to_be_visible()
    assert len(read_corrections(tmp_path / "corrections.csv")) == 1


def test_private_map_opens_to_its_readers_alone(private: str, visit: Visit) -> None:
    shown = visit(private)
    expect(shown.page.get_by_role("heading", name="This map is private.")).to_be_visible()
    assert shown.page.locator("iframe").count() == 0
    sign_in(shown, "mallory")
    expect(shown.page.get_by_text("not among those who may read it")).to_be_visible()
    shown.page.get_by_role("button", name="Sign out").click()
    sign_in(shown, "bob")
    assert shown.ready()["total"] > 100
    expect(shown.page.locator("article.card").first).to_be_visible()
    with shown.page.expect_response("**/api/list*") as asked:
        shown.page.reload()
    assert "private" in asked.value.headers["cache-control"]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_way_in_has_no_serious_finding_and_is_reached_by_keys(
    private: str, visit: Visit, width: int, scheme: str
) -> None:
    shown = visit(private, width=width, height=844, scheme=scheme)
    button = shown.page.get_by_role("button", name="Sign in", exact=True)
    expect(button).to_be_visible()
    assert serious(shown.page.main_frame) == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") == width
    for _ in range(10):
        if button.evaluate("(each) => each === document.activeElement"):
            break
        shown.page.keyboard.press("Tab")
    expect(button).to_be_focused()
    shown.page.keyboard.press("Enter")
    expect(shown.page.get_by_role("link", name="bob")).to_be_visible()
