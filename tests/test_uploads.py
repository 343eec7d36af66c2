"""What visitors send is held in memory: no more of it than there is room for, whoever sends it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from dashboard import uploads
from tests.server import served
from tests.visitor import XSRF, Session, Visitor

SIZE = 4_000_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A local app with room for three files."""
    start = tmp_path_factory.mktemp("site") / "sitecustomize.py"
    start.write_text(f"import dashboard.uploads\ndashboard.uploads.MAX_HELD = {2 * SIZE}\n")
    paths = os.pathsep.join((str(start.parent), str(Path(__file__).parents[1])))
    with mock.patch.dict(os.environ, {"PYTHONPATH": paths}), served() as running:
        yield running


def identity_of(session: Session) -> str:
    told = (each.new_session.initialize.session_id for each in session.run().sent if each.HasField("new_session"))
    return next(told)


def sent(visitor: Visitor, session: Session, name: str) -> httpx.Response:
    token = visitor.http.cookies[XSRF]
    path = f"_stcore/upload_file/{identity_of(session)}/{name}"
    return visitor.http.put(path, files={"file": ("a.txt", bytes(SIZE))}, headers={"X-Xsrftoken": token})


def test_files_are_refused_while_as_many_are_held_as_there_is_room_for(address: str) -> None:
    with Visitor(address) as visitor, visitor.open("page=add") as session:
        assert [sent(visitor, session, f"{number}").status_code for number in range(3)] == [204, 204, 204]
        refused = sent(visitor, session, "more")
        assert (refused.status_code, refused.json()) == (503, {"error": uploads.FULL})
        assert visitor.http.get("healthz").status_code == 200
        with Visitor(address) as other, other.open("page=add") as another:
            assert sent(other, another, "0").status_code == 503
        path = f"_stcore/upload_file/{identity_of(session)}/0"
        assert visitor.http.delete(path, headers={"X-Xsrftoken": visitor.http.cookies[XSRF]}).status_code == 204
        assert sent(visitor, session, "again").status_code == 204


def test_message_of_a_page_has_a_bound(address: str) -> None:
    with Visitor(address) as visitor, visitor.open("page=add") as session:
        ran = session.run()
        with pytest.raises(ConnectionClosed):
            session.send(ran, {"any": "x" * 21_000_000}, "Add")
        assert visitor.http.get("healthz").status_code == 200
