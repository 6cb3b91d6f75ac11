"""What `load/load.c` says of a server is what the server did."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from harness import load, programs
from harness.request import Request

STALL = 0.3


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: ClassVar[list[tuple[str, bytes]]] = []

    def do_POST(self) -> None:
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def do_GET(self) -> None:
        self.answer(b"")

    def answer(self, body: bytes) -> None:
        self.seen.append((self.path, body))
        if self.path == "/stall" and len(self.seen) == 1:
            time.sleep(STALL)
        self.send_response(404 if self.path == "/missing" else 200)
        if self.path == "/chunks":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for chunk in (b"3\r\nabc\r\n", b"0\r\n\r\n"):
                self.wfile.write(chunk)
                self.wfile.flush()
            return
        if self.path == "/close":
            self.send_header("Connection", "close")
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"\r\n\r\n")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    programs.build("load")


@pytest.fixture
def port() -> Iterator[int]:
    Handler.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/", "/chunks", "/close"])
def test_each_request_is_sent_once(port: int, path: str) -> None:
    requests = [Request("POST", path, f"body {number}\n".encode()) for number in range(40)]
    found = load.each_once(port, requests, connections=3, seconds=60)
    assert (found.requests, found.unanswered) == (40, 0)
    assert sorted(Handler.seen) == sorted((path, request.body) for request in requests)
    assert sum(count for _, count in found.histogram) == 40


def test_a_stall_counts_for_all_that_were_due_meanwhile(port: int) -> None:
    found = load.at_rate(port, [Request("GET", "/stall")], connections=1, rate=100, seconds=1)
    assert found.requests == 100
    # A client that waits for its answer before it sends again would have seen one slow answer.
    waited = sum(count for bound, count in found.histogram if bound > STALL / 3 * 1e6)
    assert waited >= 10


def test_an_answer_that_is_no_success_is_an_error(port: int) -> None:
    with pytest.raises(RuntimeError, match="1 of 1"):
        load.each_once(port, [Request("GET", "/missing")], connections=1, seconds=60)


def test_what_is_never_answered_counts(port: int) -> None:
    found = load.at_rate(port, [Request("GET", "/stall")] * 2, connections=1, rate=20_000, seconds=1)
    assert found.requests + found.unanswered == 20_000 == sum(count for _, count in found.histogram)
    assert found.unanswered > 0
