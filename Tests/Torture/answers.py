"""What comes back over a connection, taken apart as strictly as HTTP/1.1 is meant."""

import re

from .case import Lost

# What the register may answer to whatever is sent to it. A fault of its own is none of that.
CONTRACT = {200, 201, 204, 304, 400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 429, 431, 503}
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) [A-Z][A-Za-z -]*\r\n")
FIELD = re.compile(rb"[A-Za-z-]+: [^\r\n\0]*")


class Answers:
    """The answers in some bytes, one after the other."""

    def __init__(self, text: bytes) -> None:
        self._rest = text
        # Whether the last answer says that no other follows.
        self.say_close = False

    @property
    def are_over(self) -> bool:
        return not self._rest

    def next(self, method: str | None) -> int:
        """The status of the next answer, which is to a request of that method, if it is known.

        Raises:
            Lost: There is none, it is cut, or it is no answer of the register's.
        """
        while True:
            status, fields = self._head()
            if status != 100:
                break
        self.say_close = fields.get(b"connection") == b"close"
        if status not in CONTRACT:
            raise Lost(f"an answer is {status}")
        # Where the method is not known, what comes next tells whether there is content.
        has_none = method == "HEAD" if method else not self._rest or self._rest.startswith(b"HTTP/1.")
        if has_none or status in {204, 304}:
            return status
        content = self._chunks() if fields.get(b"transfer-encoding") == b"chunked" else self._counted(fields)
        if status >= 400 and (fields.get(b"content-type") != b"application/problem+json" or content[:1] != b"{"):
            raise Lost(f"an answer of {status} is no problem document")
        return status

    def _head(self) -> tuple[int, dict[bytes, bytes]]:
        head, end, rest = self._rest.partition(b"\r\n\r\n")
        line = STATUS.match(head + b"\r\n")
        if not end or line is None:
            raise Lost(f"what comes is no answer: {self._rest[:200]!r}")
        self._rest = rest
        lines = head.split(b"\r\n")[1:]
        if any(FIELD.fullmatch(one) is None for one in lines):
            raise Lost(f"an answer's head is {head[:500]!r}")
        return int(line[1]), {name.lower(): value for name, _, value in (one.partition(b": ") for one in lines)}

    def _counted(self, fields: dict[bytes, bytes]) -> bytes:
        if b"content-length" in fields:
            return self._take(int(fields[b"content-length"]))
        # What is streamed to a client of HTTP/1.0 ends with the connection.
        if not self.say_close:
            raise Lost("an answer does not say where it ends")
        return self._take(len(self._rest))

    def _chunks(self) -> bytes:
        whole = b""
        while True:
            size, _, self._rest = self._rest.partition(b"\r\n")
            piece = self._take(int(size or b"0", 16))
            if self._take(2) != b"\r\n":
                raise Lost("a chunk does not end")
            if not piece:
                return whole
            whole += piece

    def _take(self, count: int) -> bytes:
        if len(self._rest) < count:
            raise Lost(f"{count - len(self._rest)} bytes of an answer are missing")
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken
