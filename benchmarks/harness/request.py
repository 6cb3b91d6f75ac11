"""A request over HTTP, and the file of many of them that the programs which send them read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    body: bytes = b""
    token: str = ""
    closes: bool = False
    """Whether the server is asked to close the connection after its answer."""

    def on_the_wire(self, port: int) -> bytes:
        """As it is sent to a server on this machine."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        if self.token:
            lines.append(f"Authorization: Bearer {self.token}")
        if self.body or self.method in {"POST", "PATCH", "PUT"}:
            lines += ["Content-Type: application/json", f"Content-Length: {len(self.body)}"]
        if self.closes:
            lines.append("Connection: close")
        return "\r\n".join([*lines, "", ""]).encode() + self.body


def written(file: Path, requests: Iterable[Request], port: int) -> Path:
    """Writes what wrk and `load` replay: a line with its length before each request."""
    with file.open("wb") as output:
        for request in requests:
            wire = request.on_the_wire(port)
            output.write(b"%d\n" % len(wire) + wire)
    return file
