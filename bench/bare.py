"""An address in, its page in Chromium out, of which nothing is kept but what the browser keeps for a reader.

Playwright follows the network of each page that it opens, and for that the page's process keeps a copy of every answer.
Here a page is opened beside Playwright's own and asked through the DevTools protocol for values alone.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser

STEP_MS = 50
"""Between two looks at whether something has come true."""


class BareError(RuntimeError):
    """A page that did not do what it was asked for."""


class BarePage:
    """A page that is asked for values alone."""

    def __init__(self, browser: Browser, address: str, width: int = 1440, height: int = 900) -> None:
        """Open an address in a window of so many CSS pixels."""
        self._session = browser.new_browser_cdp_session()
        self._session.on("Target.receivedMessageFromTarget", self._received)
        self._answers: dict[int, dict[str, Any]] = {}
        self._asked = 0
        self._target = self._session.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._session.send("Target.attachToTarget", {"targetId": self._target, "flatten": False})
        self._id = attached["sessionId"]
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", screen)
        self.send("Page.navigate", {"url": address})

    def send(self, method: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the answer of the page's own DevTools session.

        Raises:
            BareError: the page refuses.
        """
        self._asked += 1
        asked = {"id": self._asked, "method": method, "params": parameters or {}}
        self._session.send("Target.sendMessageToTarget", {"sessionId": self._id, "message": json.dumps(asked)})
        while self._asked not in self._answers:
            self._listen()
        answer = self._answers.pop(self._asked)
        if "error" in answer:
            raise BareError(f"{method}: {answer['error']['message']}")
        found: dict[str, Any] = answer["result"]
        return found

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression in the page, awaited.

        Raises:
            BareError: the expression throws.
        """
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        found = self.send("Runtime.evaluate", asked)
        if "exceptionDetails" in found:
            raise BareError(found["exceptionDetails"].get("exception", {}).get("description", "an error"))
        return found["result"].get("value")

    def wait_for(self, expression: str, patience_ms: float) -> None:
        """Wait until an expression holds.

        Raises:
            BareError: it does not in time.
        """
        for _ in range(int(patience_ms / STEP_MS)):
            if self.evaluate(f"Boolean({expression})"):
                return
            time.sleep(STEP_MS / 1000)
        raise BareError(f"never true: {expression}")

    def heap_mb(self) -> float:
        """Return the JavaScript heap that is in use after a collection of garbage."""
        self.send("HeapProfiler.collectGarbage")
        self.send("Performance.enable")
        metrics = self.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "JSHeapUsedSize")) / 1e6

    def close(self) -> None:
        """Close the page."""
        self._session.send("Target.closeTarget", {"targetId": self._target})
        self._session.detach()

    def _listen(self) -> None:
        """Have Playwright pass on what has come: it does so while it waits for an answer of its own."""
        self._session.send("Browser.getVersion")

    def _received(self, event: dict[str, Any]) -> None:
        answer = json.loads(event["message"])
        if event["sessionId"] == self._id and "id" in answer:
            self._answers[answer["id"]] = answer


@contextmanager
def bare(browser: Browser, address: str) -> Iterator[BarePage]:
    """Open an address for as long as it is needed."""
    page = BarePage(browser, address)
    try:
        yield page
    finally:
        page.close()
