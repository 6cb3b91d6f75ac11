"""What the register's own server answers before there is a request: under gunicorn, that reads HTTP first."""

import socket

import pytest

from .client import TIMEOUT, Connection
from .doors import Door

pytestmark = pytest.mark.transport
HOST = b"Host: x\r\n"


def exchange(door: Door, sent: bytes) -> bytes:
    """Sends bytes and gives all that comes back until the server closes."""
    with socket.create_connection(Connection(door.url).address, timeout=TIMEOUT) as connection:
        connection.sendall(sent)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    return received


@pytest.mark.parametrize(
    "sent",
    [
        b"GET\r\n\r\n",
        b"GET /v1/types\r\n\r\n",
        b"GET /v1/types HTTP/3.0\r\n" + HOST + b"\r\n",
        b"BREW /v1/types HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET /v1/types HTTP/1.1\r\n\r\n",
        b"GET /v1/types HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
        b"GET /v1/types HTTP/1.1\r\n" + HOST + b"a b: c\r\n\r\n",
        b"POST /v1/users HTTP/1.1\r\n" + HOST + b"Content-Length: x\r\n\r\n",
        b"POST /v1/users HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST /v1/users HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /v1/users HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_and_the_connection_closed(door: Door, sent: bytes) -> None:
    answer = exchange(door, sent)
    assert answer.startswith(b"HTTP/1.1 400 "), answer
    assert b"\r\nContent-Type: application/problem+json\r\n" in answer
    assert b"urn:cadastre:problem:malformed-http" in answer


def test_what_comes_before_it_is_answered(door: Door) -> None:
    answer = exchange(door, b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\nnonsense\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"HTTP/1.1 400 " in answer


@pytest.mark.parametrize("fields", [b"X-Long: " + b"x" * 20_000 + b"\r\n", b"X-Short: x\r\n" * 2000])
def test_headers_that_are_too_large_are_refused(door: Door, fields: bytes) -> None:
    answer = exchange(door, b"GET /v1/types HTTP/1.1\r\n" + HOST + fields + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 431 "), answer
    assert b"urn:cadastre:problem:headers-too-large" in answer


def test_too_large_a_body_is_refused_before_it_is_sent(door: Door) -> None:
    head = b"POST /v1/users HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\nContent-Length: 99999999\r\n\r\n"
    answer = exchange(door, head)
    assert answer.startswith(b"HTTP/1.1 413 "), answer
    assert b"urn:cadastre:problem:too-large" in answer
