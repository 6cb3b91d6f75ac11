"""More writes come than may wait, as the disk is slow."""

import json
import resource
import selectors
import socket
from pathlib import Path
from time import monotonic

from ..case import Case, Lost, Round
from ..programs import PATIENCE, Faults, make_store, serving, shimmed
from ..store import held, insist_on
from ..writers import PATH, log_in

# More than may wait (8,192) and than one commit carries (512).
CALLERS = 9200
FILES = CALLERS + 500
MEBIBYTE = 1 << 20
MOST_MEMORY = 512 * MEBIBYTE


class CrowdedQueue(Case):
    """Those that find no room get 503 and Retry-After at once, the others their 201 in the end; memory is bounded."""

    name = "crowded-queue"
    short = 1
    full = 5

    def obstacle(self) -> str | None:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard < FILES:
            return f"a process may open {hard} files, and {FILES} are needed"
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, FILES), hard))
        return None

    def run(self, attempt: Round) -> None:
        store, control = attempt.folder / "store", attempt.folder / "control"
        make_store(store)
        Faults().write(control)
        options = ["--max-connections", str(CALLERS)]
        environment = shimmed(store, control=control)
        with serving(store, attempt.folder / "log", *options, environment=environment) as server:
            token = log_in(server.port)
            Faults(sync_milliseconds=PATIENCE * 1000).write(control)
            callers = Callers(server.port, token)
            callers.await_answers(1)
            first = callers.answers[0]
            Faults().write(control)
            callers.await_answers(CALLERS)
            peak = _peak_memory(server.process.pid)
        busy = [answer for answer in callers.answers if answer.startswith(b"HTTP/1.1 503 ")]
        made = [answer.partition(b"\r\n\r\n")[2] for answer in callers.answers if answer.startswith(b"HTTP/1.1 201 ")]
        if not first.startswith(b"HTTP/1.1 503 "):
            raise Lost(f"the first was answered with {first!r}")
        if len(busy) + len(made) != CALLERS:
            raise Lost(f"{len(busy)} were refused and {len(made)} taken, of {CALLERS}")
        if any(b"\r\nretry-after: " not in answer.lower() for answer in busy):
            raise Lost("a refusal does not say when to come again")
        if peak > MOST_MEMORY:
            raise Lost(f"the server took {peak // MEBIBYTE} MiB")
        insist_on({json.loads(body)["id"]: body for body in made}, held(store))


class Callers:
    """Those who ask at once, each on a connection of its own."""

    def __init__(self, port: int, token: str) -> None:
        self.answers: list[bytes] = []
        self._selector = selectors.DefaultSelector()
        for number in range(CALLERS):
            body = json.dumps({"name": f"House {number}", "type": "house", "city": "Lyon"})
            head = f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n"
            length = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
            connection.sendall((head + length + body).encode())
            self._selector.register(connection, selectors.EVENT_READ, bytearray())

    def await_answers(self, count: int) -> None:
        deadline = monotonic() + 2 * PATIENCE
        while len(self.answers) < count:
            if monotonic() > deadline:
                raise Lost(f"only {len(self.answers)} of {count} answers came")
            for key, _ in self._selector.select(timeout=1):
                connection = key.fileobj
                assert isinstance(connection, socket.socket)
                piece = connection.recv(65536)
                key.data.extend(piece)
                if not piece:
                    self._selector.unregister(connection)
                    connection.close()
                    self.answers.append(bytes(key.data))


def _peak_memory(pid: int) -> int:
    """The most bytes of memory that a process has had."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("the system does not say how much memory a process has had")
