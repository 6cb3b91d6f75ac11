"""Somebody who asks for much at once, and waits for no answer before the next question."""

import json
import socket
from http.client import parse_headers
from threading import Thread

from .homes import home
from .programs import PATIENCE
from .writers import PATH


class PipelinedWriter(Thread):
    """Makes properties, so many at once on one connection, and over and over, until the server ends it."""

    def __init__(self, port: int, token: str, number: int, depth: int) -> None:
        super().__init__(daemon=True)
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._head = f"POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n"
        self._number = number
        self._depth = depth
        self.acknowledged: dict[str, bytes] = {}
        self.refusals: list[tuple[int, bytes]] = []

    def run(self) -> None:
        with self._socket, self._socket.makefile("rb") as answers:
            try:
                while True:
                    self._ask()
                    for _ in range(self._depth):
                        line = answers.readline()
                        if not line:
                            return
                        body = answers.read(int(parse_headers(answers)["content-length"]))
                        status = int(line.split()[1])
                        if status == 201:
                            self.acknowledged[json.loads(body)["id"]] = body
                        else:
                            self.refusals.append((status, body))
            except OSError:
                return

    def _ask(self) -> None:
        bodies = [json.dumps(home(self._number, count)) for count in range(self._depth)]
        kind = "Content-Type: application/json\r\n"
        texts = [f"{self._head}{kind}Content-Length: {len(body)}\r\n\r\n{body}" for body in bodies]
        self._socket.sendall("".join(texts).encode())
