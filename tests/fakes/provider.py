"""Accounts in, an OpenID provider on a socket of 127.0.0.1 out: discovery, authorize, token, keys and the way out.

As OpenID Connect Core 1.0 and RFC 7636 (PKCE) have it; the identity token is signed with RS256.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "dateline-desk", "known-to-app-and-provider"
LIFE_S = 3600
_KEY = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)


class FakeProvider:
    """Signs in whoever is chosen on its page, or named by `as` in the address; a context manager."""

    def __init__(self, accounts: Mapping[str, Mapping[str, Any]]) -> None:
        self.accounts = accounts
        self.asked: list[str] = []
        """Paths, in order."""
        self._codes: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.answer(self, "")

            def do_POST(self) -> None:
                provider.answer(self, self.rfile.read(int(self.headers["Content-Length"])).decode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self.metadata = f"{self.address}/.well-known/openid-configuration"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: BaseHTTPRequestHandler, body: str) -> None:
        """Answer one request; what does not hold is 400."""
        split = urlsplit(request.path)
        self.asked.append(split.path)
        asked = {name: values[0] for name, values in parse_qs(body or split.query).items()}
        routes = {
            "/.well-known/openid-configuration": self._discovery,
            "/authorize": self._authorize,
            "/token": self._token,
            "/keys": lambda *_: {"keys": [_KEY.as_dict(private=False)]},
            "/end-session": lambda given, *_: given["post_logout_redirect_uri"],
        }
        try:
            made = routes[split.path](asked, request.headers)
        except (AssertionError, KeyError, ValueError) as error:
            return self._send(request, 400, "application/json", json.dumps({"error": repr(error)}))
        if isinstance(made, dict):
            return self._send(request, 200, "application/json", json.dumps(made))
        if made.startswith("<"):
            return self._send(request, 200, "text/html; charset=utf-8", made)
        return self._send(request, 302, "text/plain", "", {"Location": made})

    def _discovery(self, *_: object) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/end-session",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _authorize(self, asked: dict[str, str], *_: object) -> str:
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        assert asked["nonce"]
        if "as" not in asked:
            links = "".join(
                f'<li><a href="/authorize?{html.escape(urlencode({**asked, "as": name}))}">{html.escape(name)}</a>'
                for name in self.accounts
            )
            return f"<!doctype html><title>Sign in</title><ul>{links}</ul>"
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def _token(self, asked: dict[str, str], headers: Mapping[str, str]) -> dict[str, Any]:
        basic = base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode()
        assert basic == f"{CLIENT}:{SECRET}"
        # A code is good for one time (RFC 6749, section 4.1.2).
        given = self._codes.pop(asked["code"])
        assert asked["redirect_uri"] == given["redirect_uri"]
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == given["code_challenge"]
        now = int(time.time())
        name = given["as"]
        claims = {"iss": self.address, "aud": CLIENT, "sub": name, "iat": now, "exp": now + LIFE_S}
        claims |= {"nonce": given["nonce"], **self.accounts[name]}
        token = jwt.encode({"alg": "RS256", "kid": _KEY.kid}, claims, _KEY)
        return {"id_token": token, "access_token": secrets.token_urlsafe(16), "token_type": "Bearer"}

    def _send(
        self, request: BaseHTTPRequestHandler, status: int, kind: str, body: str, more: Mapping[str, str] | None = None
    ) -> None:
        request.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body.encode())), **(more or {})}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body.encode())
