"""An app's address and cookies in, what the page sends over its web socket out: a browser without a screen.

It may send what no page offers: a press of a button that is not shown, a decision that nobody made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

XSRF = "_streamlit_xsrf"
WAIT_S = 30.0


@dataclass
class Ran:
    """What one run of the page sent."""

    elements: list[Element] = field(default_factory=list)
    sent: list[ForwardMsg] = field(default_factory=list)
    redirect: str | None = None

    def component(self, name: str) -> tuple[str, dict[str, Any]]:
        """Return a component's id and what it was given. Raises KeyError where the page has none of that name."""
        for element in self.elements:
            held = element.bidi_component
            if element.WhichOneof("type") == "bidi_component" and held.component_name == f"dateline_{name}":
                return held.id, json.loads(held.json or held.mixed.json)
        raise KeyError(name)

    def buttons(self) -> dict[str, str]:
        """Return the buttons' ids by their labels."""
        return {each.button.label: each.button.id for each in self.elements if each.WhichOneof("type") == "button"}

    def texts(self) -> list[str]:
        """Return what is shown as plain text."""
        return [each.text.body for each in self.elements if each.WhichOneof("type") == "text"]

    def bytes(self) -> bytes:
        """Return all that was sent."""
        return b"\n".join(each.SerializeToString() for each in self.sent)


class Session:
    """One open page."""

    def __init__(self, socket: ClientConnection, query: str) -> None:
        self._socket = socket
        self._query = query

    def run(self, *presses: WidgetState) -> Ran:
        """Run the page, with what was pressed."""
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.widget_states.widgets.extend(presses)
        self._socket.send(message.SerializeToString())
        ran = Ran()
        for received in self._received():
            ran.sent.append(received)
            kind = received.WhichOneof("type")
            if kind == "auth_redirect":
                ran.redirect = received.auth_redirect.url
            if kind == "delta" and received.delta.WhichOneof("type") == "new_element":
                ran.elements.append(received.delta.new_element)
            if kind == "script_finished" and received.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return ran
        raise AssertionError("the page did not finish")

    def press(self, ran: Ran, label: str) -> Ran:
        """Press a button."""
        return self.run(WidgetState(id=ran.buttons()[label], trigger_value=True))

    def send(self, ran: Ran, texts: Mapping[str, str], label: str) -> Ran:
        """Fill fields in, by their ids, and press a button."""
        filled = [WidgetState(id=name, string_value=value) for name, value in texts.items()]
        return self.run(*filled, WidgetState(id=ran.buttons()[label], trigger_value=True))

    def tell(self, component: str, event: str, value: object) -> Ran:
        """Send an event of a component, as its code in the browser would."""
        told = json.dumps([{"event": event, "value": value}])
        return self.run(WidgetState(id=_make_trigger_id(component, "events"), json_trigger_value=told))

    def _received(self) -> Iterator[ForwardMsg]:
        while True:
            yield ForwardMsg.FromString(self._socket.recv(timeout=WAIT_S, decode=False))


class Visitor:
    """A browser's cookies; a context manager."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.http = httpx.Client(base_url=address, timeout=WAIT_S)
        self.http.get("_stcore/health")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.http.close()

    @contextmanager
    def open(self, query: str = "") -> Iterator[Session]:
        """Open a page, as the browser does."""
        split = urlsplit(self.address)
        cookies = dict(self.http.cookies)
        with connect(
            f"ws://{split.netloc}{split.path}_stcore/stream",
            origin=f"http://{split.netloc}",  # type: ignore[arg-type]
            subprotocols=["streamlit", cookies.get(XSRF, "none")],  # type: ignore[list-item]
            additional_headers={"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())},
            max_size=None,
        ) as socket:
            yield Session(socket, query)

    def sign_in(self, account: str, button: str = "Sign in") -> None:
        """Press the button, choose an account at the provider, and come back."""
        with self.open() as session:
            redirect = session.press(session.run(), button).redirect
        assert redirect, "the page sent nobody to the provider"
        away = self.http.get(redirect)
        assert away.status_code == 302, away.text
        self.http.get(f"{away.headers['Location']}&as={account}", follow_redirects=True).raise_for_status()
