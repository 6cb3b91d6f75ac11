"""A server runs out of file descriptors under 32 writers."""

import os
import resource
import socket
from contextlib import ExitStack
from pathlib import Path
from signal import SIGCONT, SIGSTOP
from time import sleep

from ..case import Case, Lost, Round
from ..programs import PATIENCE, make_store, request, serving
from ..store import held, insist_on
from ..writers import PATH, Crowd

WRITERS = 32
CALLERS = 64
# Dispatch looks at its threads once a second if work waits for them, by opening a file. Work does where the processor
# has been elsewhere for a second.
STOPPED_SECONDS = 1.1
IDLE_SECONDS = 0.5


class FewFiles(Case):
    """Those who are connected are served, others wait without a busy loop, and all are answered when there are more."""

    name = "few-files"
    short = 1
    full = 20

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        with serving(store, attempt.folder / "log") as server, ExitStack() as callers:
            pid = server.process.pid
            crowd = Crowd(server.port, WRITERS)
            # One that is not would wait among the callers, for a descriptor that nobody gives back.
            crowd.await_each()
            used = len(list(Path(f"/proc/{pid}/fd").iterdir()))
            limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (used + attempt.random.randint(0, 3), limits[1]))
            waiting = [
                callers.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE))
                for _ in range(CALLERS)
            ]
            for caller in waiting:
                caller.sendall(f"GET {PATH}?limit=1 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            crowd.await_writes(crowd.count + attempt.random.randint(WRITERS, 200))
            server.process.send_signal(SIGSTOP)
            sleep(STOPPED_SECONDS)
            server.process.send_signal(SIGCONT)
            crowd.await_writes(crowd.count + attempt.random.randint(WRITERS, 200))
            crowd.join()
            used_seconds = self._used_seconds(pid)
            sleep(IDLE_SECONDS)
            busy = self._used_seconds(pid) - used_seconds
            if server.process.poll() is not None:
                raise Lost(f"the server has ended with {server.process.returncode}")
            resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)
            for caller in waiting:
                if not caller.recv(100).startswith(b"HTTP/1.1 200"):
                    raise Lost("a caller was not answered")
            status = request(server.port, "GET", "/readyz").status
        attempt.insist_on_time("waiting for a descriptor, in processor time,", busy, IDLE_SECONDS / 2)
        if status != 200:
            raise Lost(f"/readyz was answered with {status}")
        if crowd.refusals:
            raise Lost(f"a write was refused: {crowd.refusals[0]}")
        insist_on(crowd.acknowledged, held(store))

    def _used_seconds(self, pid: int) -> float:
        """The processor time of a process."""
        words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
