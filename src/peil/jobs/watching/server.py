"""The browser's requests: the page around the report, the report itself as it is on disk, and what is new.

Only this machine is answered, and only under the name the address bar shows: a page of another site that would send
its readers here (by a name that leads to 127.0.0.1) gets nothing. The report is served as it is; what reloads it stands
in the page around it, under a policy of its own.
"""

from __future__ import annotations

import base64
import json
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from peil.errors import PeilError
from peil.jobs.watching.board import Board, Shown

HOST = "127.0.0.1"
# P, E, I and L on the keys of a telephone.
PORT = 7345
_PATIENCE = 20.0  # seconds that a browser waits for news before it asks again
_ASSETS = Path(__file__).parent / "assets"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Two of them must not share a port, which some systems would allow.
    allow_reuse_address = False

    def __init__(self, port: int, board: Board) -> None:
        self.board = board
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away while it is answered is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # both are passed on as they came


@contextmanager
def serving(board: Board, port: int | None = None) -> Iterator[str]:
    """Answer the browser meanwhile; gives the address. `port` None: the usual one, or any where that is taken."""
    try:
        server = _Server(PORT if port is None else port, board)
    except OSError as error:
        if port is not None:
            raise PeilError(f"--port {port}: {error.strerror}, expected a port that is free; name another") from error
        server = _Server(0, board)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        port = self.server.server_port
        if self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
            self._send(HTTPStatus.FORBIDDEN, b"Open the address that peil printed.", "text/plain")
            return
        asked = urlsplit(self.path)
        if asked.path == "/":
            self._page()
        elif asked.path == "/state":
            self._state(parse_qs(asked.query))
        else:
            shown = self.server.board.languages.get(asked.path.removeprefix("/report/"), Shown())
            self._report(shown)

    def log_message(self, format: str, *_: object) -> None:
        """The terminal is for what a person should know."""

    def _page(self) -> None:
        script, style = ((_ASSETS / name).read_text("utf-8") for name in ("page.js", "page.css"))
        page = (_ASSETS / "page.html").read_text("utf-8").replace("{script}", script).replace("{style}", style)
        policy = (
            f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; connect-src 'self'; "
            "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        self._send(HTTPStatus.OK, page.encode(), "text/html", {"Content-Security-Policy": policy})

    def _state(self, query: Mapping[str, list[str]]) -> None:
        board = self.server.board
        board.wanted = query.get("language", [""])[0]
        known = query.get("known", ["-1"])[0]
        state = board.state(int(known) if known.isdecimal() else -1, _PATIENCE)
        self._send(HTTPStatus.OK, json.dumps(state, ensure_ascii=False).encode(), "application/json")

    def _report(self, shown: Shown) -> None:
        if shown.page:
            policy = {"Content-Security-Policy": "frame-ancestors 'self'"}
            self._send(HTTPStatus.OK, shown.page, "text/html", policy)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such page.", "text/plain")

    def _send(self, status: HTTPStatus, content: bytes, kind: str, more: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        for name, value in {**headers, **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
