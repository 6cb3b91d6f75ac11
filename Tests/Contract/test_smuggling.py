"""Requests that two readers could take apart in two ways: each is refused, or is the one that RFC 9112 makes of it.

What stands in its body is never obeyed.
"""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from .client import TIMEOUT, Connection
from .doors import Door
from .people import Person, new_property, path_of

pytestmark = pytest.mark.transport
HOST = b"Host: x\r\n"
TYPE = b"Content-Type: application/json\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
LINE = b"POST /v1/auth/logout HTTP/1.1\r\n"
NEXT = b"GET /v1/types/house HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
# Which problems the answer names, and the statuses of those that follow.
Outcome = tuple[list[str], list[int]]
# What came is no request: it is answered, and the connection ends.
REFUSED: Outcome = (["malformed-http"], [])
# It is read, its body as a body, which is no JSON; the next request is answered.
READ: Outcome = (["malformed"], [200])
# The same, and no request may follow on that connection.
LAST: Outcome = (["malformed"], [])


@dataclass(frozen=True)
class Hidden:
    """A request that must never be answered, and the ways to hide it in another one."""

    text: bytes

    @property
    def length(self) -> bytes:
        return b"%d" % len(self.text)

    @property
    def size(self) -> bytes:
        return b"%x" % len(self.text)

    def chunk(self, size: bytes, end: bytes = b"\r\n0\r\n\r\n") -> bytes:
        return LINE + HOST + TYPE + CHUNKED + b"\r\n" + size + self.text + end

    def with_fields(self, fields: bytes, *, in_chunks: bool = False, line: bytes = LINE) -> bytes:
        body = self.size + b"\r\n" + self.text + b"\r\n0\r\n\r\n" if in_chunks else self.text
        return line + HOST + TYPE + fields + b"\r\n\r\n" + body


def lengths(hidden: Hidden) -> Iterator[tuple[str, bytes, Outcome]]:
    number = hidden.length
    values = {
        "is itself": (number, READ),
        "has zeros in front": (b"000" + number, READ),
        "twice the same": (number + b"\r\nContent-Length: " + number, REFUSED),
        "0 and then another": (b"0\r\nContent-Length: " + number, REFUSED),
        "another and then 0": (number + b"\r\nContent-Length: 0", REFUSED),
        "a list of the same": (number + b", " + number, REFUSED),
        "a list": (b"0, " + number, REFUSED),
        "a list that ends": (number + b",", REFUSED),
        "a plus": (b"+" + number, REFUSED),
        "a minus": (b"-" + number, REFUSED),
        "hexadecimal": (b"0x" + hidden.size, REFUSED),
        "digits apart": (b" ".join([number[:1], number[1:]]), REFUSED),
        "empty": (b"", REFUSED),
        "a fraction": (number + b".0", REFUSED),
        "an exponent": (b"1e2", REFUSED),
        "2^64 more": (b"%d" % (len(hidden.text) + 2**64), REFUSED),
        "a no-break space": (b"\xa0" + number, REFUSED),
        "a vertical tab": (b"\x0b" + number, REFUSED),
        "a form feed": (number + b"\x0c", REFUSED),
        "quotes": (b'"' + number + b'"', REFUSED),
        "a NUL": (number + b"\0", REFUSED),
        "a carriage return": (number + b"\rX: y", REFUSED),
        "a parameter": (number + b";", REFUSED),
        "Arabic digits": ("\u0661\u0662".encode(), REFUSED),
    }
    for name, (value, outcome) in values.items():
        yield f"a length: {name}", hidden.with_fields(b"Content-Length: " + value), outcome
    fields = {
        "a space before the colon": b"Content-Length : " + number,
        "a tab before the colon": b"Content-Length\t: " + number,
        "a space before the name": b" Content-Length: " + number,
        "a NUL in the name": b"Content-Length\0: " + number,
        "a vertical tab in the name": b"Content-Length\x0b: " + number,
        "on the next line": b"Content-Length:\r\n " + number,
        "goes on on the next line": b"Content-Length: 0\r\n\t" + number,
        "no colon": b"Content-Length " + number,
        "no name": b": " + number,
        "after a bare CR": b"X: y\rContent-Length: " + number,
        "after a bare LF": b"X: y\nContent-Length: " + number,
        "before a bare LF": b"Content-Length: " + number + b"\n",
        "before two CRs": b"Content-Length: " + number + b"\r",
    }
    for name, line in fields.items():
        yield f"a field of the length: {name}", hidden.with_fields(line), REFUSED


def codings(hidden: Hidden) -> Iterator[tuple[str, bytes, Outcome]]:
    field = b"Transfer-Encoding: "
    fields = {
        "chunked": (field + b"chunked", READ),
        "in other letters": (b"tRANSFER-eNCODING: ChUnKeD", READ),
        "after a tab": (b"Transfer-Encoding:\tchunked", READ),
        "before a space": (field + b"chunked ", READ),
        "a space before the colon": (b"Transfer-Encoding : chunked", REFUSED),
        "a tab before the colon": (b"Transfer-Encoding\t: chunked", REFUSED),
        "a space before the name": (b" Transfer-Encoding: chunked", REFUSED),
        "on the next line": (b"Transfer-Encoding:\r\n chunked", REFUSED),
        "goes on on the next line": (field + b"chunked\r\n , identity", REFUSED),
        "twice": (field + b"chunked\r\n" + field + b"chunked", REFUSED),
        "a list of the same": (field + b"chunked, chunked", REFUSED),
        "identity": (field + b"identity", REFUSED),
        "then identity": (field + b"chunked, identity", REFUSED),
        "after identity": (field + b"identity, chunked", REFUSED),
        "after gzip": (field + b"gzip, chunked", REFUSED),
        "after gzip in a field of its own": (field + b"gzip\r\n" + field + b"chunked", REFUSED),
        "another word": (field + b"xchunked", REFUSED),
        "after a vertical tab": (b"Transfer-Encoding:\x0bchunked", REFUSED),
        "before a NUL": (field + b"chunked\0", REFUSED),
        "in quotes": (field + b'"chunked"', REFUSED),
        "with a parameter": (field + b"chunked;q=1", REFUSED),
        "empty": (field, REFUSED),
        "after a comma": (field + b",chunked", REFUSED),
        "before a comma": (field + b"chunked,", REFUSED),
        "after a no-break space": (field + b"\xa0chunked", REFUSED),
        "of letters that look alike": (field + "chun\u212aed".encode(), REFUSED),
        "after a bare LF": (b"X: y\n" + field + b"chunked", REFUSED),
        "after a bare CR": (b"X: y\r" + field + b"chunked", REFUSED),
        "after a length": (b"Content-Length: 4\r\n" + field + b"chunked", REFUSED),
        "before a length": (field + b"chunked\r\nContent-Length: 4", REFUSED),
        "with a length of 0": (b"Content-Length: 0\r\n" + field + b"chunked", REFUSED),
        "unknown, with a length": (b"Content-Length: " + hidden.length + b"\r\n" + field + b"x", REFUSED),
        "named as if it were for the connection only": (
            b"Connection: transfer-encoding\r\n" + field + b"chunked",
            READ,
        ),
    }
    for name, (lines, outcome) in fields.items():
        yield f"a coding: {name}", hidden.with_fields(lines, in_chunks=True), outcome


def chunks(hidden: Hidden) -> Iterator[tuple[str, bytes, Outcome]]:
    size = hidden.size
    sizes = {
        "in capitals": (size.upper() + b"\r\n", READ),
        "with zeros in front": (b"0" * 100 + size + b"\r\n", READ),
        "with an extension": (size + b";a=b\r\n", READ),
        "with an extension in quotes": (size + b';a="b;c"\r\n', READ),
        "with a long extension": (size + b";" + b"a" * 20_000 + b"\r\n", READ),
        "with a line break in an extension": (size + b';a="\r\n', REFUSED),
        "with an extension before a bare LF": (size + b";a\n", REFUSED),
        "with a space before an extension": (size + b" ;a\r\n", REFUSED),
        "with a NUL in an extension": (size + b";\0\r\n", REFUSED),
        "with a bare CR in an extension": (size + b";a\rb\r\n", REFUSED),
        "before a bare LF": (size + b"\n", REFUSED),
        "with 0x": (b"0x" + size + b"\r\n", REFUSED),
        "with a plus": (b"+" + size + b"\r\n", REFUSED),
        "below zero": (b"-1\r\n", REFUSED),
        "after a space": (b" " + size + b"\r\n", REFUSED),
        "before a space": (size + b" \r\n", REFUSED),
        "before a tab": (size + b"\t\r\n", REFUSED),
        "2^64 more": (b"%x\r\n" % (len(hidden.text) + 2**64), REFUSED),
        "2^64": (b"1" + b"0" * 16 + b"\r\n", REFUSED),
        "left out": (b"\r\n", REFUSED),
        "too small": (b"2\r\n", REFUSED),
        "too large by one": (b"%x\r\n" % (len(hidden.text) + 1), REFUSED),
    }
    for name, (line, outcome) in sizes.items():
        yield f"a size of a chunk: {name}", hidden.chunk(line), outcome
    first = size + b"\r\n"
    ends = {
        "a bare LF": (b"\n0\r\n\r\n", REFUSED),
        "nothing": (b"0\r\n\r\n", REFUSED),
        "something else": (b"XX0\r\n\r\n", REFUSED),
        "bare LFs at the very end": (b"\r\n0\n\n", REFUSED),
        "a bare LF at the very end": (b"\r\n0\r\n\n", REFUSED),
        "more than one zero": (b"\r\n000\r\n\r\n", READ),
        "an extension of the last": (b"\r\n0;a=b\r\n\r\n", READ),
        "a trailer": (b"\r\n0\r\nX: y\r\n\r\n", READ),
        "a trailer that is a token": (b"\r\n0\r\nAuthorization: Bearer x\r\n\r\n", READ),
        "a trailer that is a Host": (b"\r\n0\r\nHost: y\r\n\r\n", READ),
        "a trailer that is a length": (b"\r\n0\r\nContent-Length: 9\r\n\r\n", REFUSED),
        "a trailer that is a coding": (b"\r\n0\r\n" + CHUNKED + b"\r\n", REFUSED),
        "a trailer that is a request": (b"\r\n0\r\nGET / HTTP/1.1\r\n\r\n", REFUSED),
        "a trailer that goes on": (b"\r\n0\r\nX: y\r\n z\r\n\r\n", REFUSED),
    }
    for name, (end, outcome) in ends.items():
        yield f"an end of a chunk: {name}", hidden.chunk(first, end), outcome


def lines(hidden: Hidden) -> Iterator[tuple[str, bytes, Outcome]]:
    fields = b"Content-Length: " + hidden.length
    whole = hidden.with_fields(fields)
    changed = {
        "empty lines before": (b"\r\n\r\n" + whole, READ),
        "two spaces": (whole.replace(b"POST ", b"POST  ", 1), READ),
        "a space before": (b" " + whole, REFUSED),
        "a tab for a space": (whole.replace(b"POST ", b"POST\t", 1), REFUSED),
        "a space in the target": (whole.replace(b"/logout", b"/log out", 1), REFUSED),
        "a space behind": (whole.replace(b"HTTP/1.1", b"HTTP/1.1 ", 1), REFUSED),
        "bare LFs": (LINE.replace(b"\r", b"") + fields + b"\n\n" + hidden.text, REFUSED),
        "bare CRs": (LINE.replace(b"\n", b"") + fields + b"\r\r" + hidden.text, REFUSED),
        "a bare LF behind the head": (LINE + HOST + TYPE + fields + b"\r\n\n" + hidden.text, REFUSED),
        "no version": (b"GET /healthz\r\n" + hidden.text, REFUSED),
        "HTTP/1.2": (whole.replace(b"HTTP/1.1", b"HTTP/1.2", 1), REFUSED),
        "HTTP/01.1": (whole.replace(b"HTTP/1.1", b"HTTP/01.1", 1), REFUSED),
        "http/1.1": (whole.replace(b"HTTP/1.1", b"http/1.1", 1), REFUSED),
        "HTTP/1.0": (whole.replace(b"HTTP/1.1", b"HTTP/1.0", 1), LAST),
        "HTTP/1.0 that would stay": (
            hidden.with_fields(b"Connection: keep-alive\r\n" + fields, line=LINE.replace(b"1.1", b"1.0")),
            LAST,
        ),
        "HTTP/1.0 in chunks": (
            hidden.with_fields(CHUNKED[:-2], in_chunks=True, line=LINE.replace(b"1.1", b"1.0")),
            REFUSED,
        ),
        "another protocol": (
            hidden.with_fields(b"Connection: upgrade\r\nUpgrade: websocket\r\n" + fields),
            LAST,
        ),
        "another method in a field": (hidden.with_fields(b"X-HTTP-Method-Override: DELETE\r\n" + fields), READ),
        "the length named as if it were for the connection only": (
            hidden.with_fields(b"Connection: content-length\r\n" + fields),
            READ,
        ),
    }
    for name, (sent, outcome) in changed.items():
        yield f"a first line: {name}", sent, outcome


def exchange(door: Door, sent: bytes, *, ends: bool = True) -> list[tuple[int, str]]:
    """Sends bytes, and their end, and gives the status and the problem of each answer that comes back."""
    with socket.create_connection(Connection(door.url).address, timeout=TIMEOUT) as connection:
        connection.sendall(sent)
        if ends:
            connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    answers = re.split(rb"(?=HTTP/1\.[01] \d{3} )", received)
    assert answers[0] == b"", received
    problem = re.compile(rb"urn:cadastre:problem:([a-z-]+)")
    return [
        (int(answer[9:12]), found[1].decode() if (found := problem.search(answer)) else "") for answer in answers[1:]
    ]


def test_a_request_in_a_body_is_never_obeyed(door: Door, ada: Person) -> None:
    home = new_property(ada)
    token = str(ada.client.token).encode()
    removal = b"DELETE %b HTTP/1.1\r\n%bAuthorization: Bearer %b\r\n\r\n" % (path_of(home).encode(), HOST, token)
    hidden = Hidden(removal)
    rows = [row for table in [lengths, codings, chunks, lines] for row in table(hidden)]
    wrong = []
    for name, sent, (problems, following) in rows:
        answers = exchange(door, sent + NEXT)
        if answers != [(400, problem) for problem in problems] + [(status, "") for status in following]:
            wrong.append(f"{name}: {answers}")
        if ada.client.get(path_of(home)).status != 200:
            wrong.append(f"{name} has been obeyed")
            break
    assert wrong == []
    assert len(rows) > 120
    # Where it stands by itself, it is.
    assert exchange(door, removal + NEXT) == [(204, ""), (200, "")]


@pytest.mark.parametrize("field", [b"", b"Content_Length: 99\r\n", b"Transfer_Encoding: chunked\r\n"])
def test_what_announces_no_body_has_none(door: Door, field: bytes) -> None:
    """A name with another letter is another name, though some programs behind a server read it as the same."""
    answers = exchange(door, LINE + HOST + TYPE + field + b"\r\n" + NEXT)
    assert answers == [(400, "malformed"), (200, "")]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"GET /v1/types HTTP/1.1\r\n", 200),
        (b"HEAD /v1/types HTTP/1.1\r\n", 200),
        (b"DELETE /v1/types/x HTTP/1.1\r\n", 401),
        (b"OPTIONS /v1/types HTTP/1.1\r\n", 405),
        (b"POST /nowhere HTTP/1.1\r\n", 404),
    ],
)
def test_a_body_that_nobody_wants_is_still_a_body(door: Door, line: bytes, status: int) -> None:
    hidden = Hidden(b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n")
    answers = exchange(door, hidden.with_fields(b"Content-Length: " + hidden.length, line=line) + NEXT)
    assert [answer[0] for answer in answers] == [status, 200]
    # Of how much is still to come, chunks say nothing: no other request is read behind them.
    answers = exchange(door, hidden.with_fields(CHUNKED[:-2], in_chunks=True, line=line) + NEXT)
    assert [answer[0] for answer in answers] in ([status], [status, 200])


def test_the_smallest_chunks_carry_the_largest_body(door: Door) -> None:
    body = b"1\r\n \r\n" * 1_048_576 + b"0\r\n\r\n"
    assert exchange(door, LINE + HOST + TYPE + CHUNKED + b"\r\n" + body + NEXT) == [(400, "malformed"), (200, "")]


@pytest.mark.parametrize("start", [b"1;", b""])
def test_what_is_around_the_chunks_has_a_bound(door: Door, start: bytes) -> None:
    """An extension, or a size of zeros, that does not end: it is not read until its time is over."""
    head = LINE + HOST + TYPE + CHUNKED + b"\r\n" + start
    assert exchange(door, head + b"0" * (9 << 20), ends=False) == [(400, "malformed-http")]


def test_a_chunk_of_any_size_is_waited_for(door: Door) -> None:
    """What follows belongs to it, until the connection ends."""
    head = LINE + HOST + TYPE + CHUNKED + b"\r\n"
    assert exchange(door, head + b"f" * 16 + b"\r\n" + NEXT) == [(400, "malformed-http")]
