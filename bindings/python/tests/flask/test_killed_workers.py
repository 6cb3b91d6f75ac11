"""Workers that are killed under load lose nothing that was acknowledged, and nobody else's requests."""

import os
import re
import shutil
import signal
import subprocess
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import cadastre
import pytest

from .connections import ports_of_clients
from .http import Client
from .people import HOME
from .processes import MEINHELD, PATIENCE, POLL, gunicorn, run_command, suspend

WORKERS = 4
# How often each test kills.
KILLS = int(os.environ.get("CADASTRE_KILLS", "20"))
READERS = 8
WRITERS = 4
# Whoever opens a store first says how many may read at once: not many more than ever ask here, so that the slots of
# those who were killed in the middle of a read must come back.
READER_SLOTS = READERS + WRITERS + 2
# Acknowledged writes that come between one kill and the next.
WRITES_BETWEEN = 20


class Writer(Thread):
    """Makes one property after the other, and remembers those that were acknowledged."""

    def __init__(self, port: int, token: str, stop: Event) -> None:
        super().__init__()
        self._port = port
        self._token = token
        self._stop_asked = stop
        self.acknowledged: dict[str, bytes] = {}
        # The ports of its connections that failed.
        self.failures: list[int] = []
        self.refusals: list[str] = []

    def run(self) -> None:
        while not self._stop_asked.is_set():
            with Client(self._port, self._token) as client:
                client.connection.connect()
                own_port = client.connection.sock.getsockname()[1]
                try:
                    self._write(client)
                except (OSError, HTTPException):
                    self.failures.append(own_port)

    def _write(self, client: Client) -> None:
        while not self._stop_asked.is_set():
            answer = client.send("POST", "/v1/properties", HOME)
            if answer.status != 201:
                self.refusals.append(repr(answer))
            self.acknowledged[answer.json["id"]] = answer.body


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed")
@pytest.mark.parametrize("kind", ["gthread", MEINHELD])
def test_a_killed_worker_takes_only_its_own_requests_with_it(kind: str, tmp_path: Path, store: Path) -> None:
    options = ["--workers", f"{WORKERS}", "--worker-class", kind]
    with cadastre.open(store, maximum_readers=READER_SLOTS), gunicorn(tmp_path, store, *options) as server:
        with Client(server.port) as ada:
            ada.sign_up("ada@example.org")
            token = ada.log_in("ada@example.org")
            home = ada.send("POST", "/v1/properties", HOME).json["id"]
        url = f"http://127.0.0.1:{server.port}/v1/properties/{home}"
        command = ["wrk", "--threads", "1", "--connections", f"{READERS}", "--duration", "600s", url]
        reader = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        stop = Event()
        writers = [Writer(server.port, token, stop) for _ in range(WRITERS)]
        for writer in writers:
            writer.start()
        # By port, which the system gives out again before long.
        lost: list[int] = []
        killed: int | None = None
        try:
            for number in range(KILLS):
                server.await_workers(WORKERS, without=killed)
                await_writes(writers, WRITES_BETWEEN)
                # The kernel may leave one out while another comes or goes.
                living = server.workers
                killed = living[number % len(living)]
                lost += kill(killed)
            server.await_workers(WORKERS, without=killed)
            await_writes(writers, WRITES_BETWEEN)
        finally:
            stop.set()
            for writer in writers:
                writer.join()
            reader.send_signal(signal.SIGINT)
            report = reader.communicate(timeout=30)[0]
        failures = [port for writer in writers for port in writer.failures]
        assert set(failures) <= set(lost)
        assert [refusal for writer in writers for refusal in writer.refusals] == []
        assert_reader_lost_only(report, len(lost) - len(failures))
        with Client(server.port) as anyone:
            for writer in writers:
                for id_, body in writer.acknowledged.items():
                    assert anyone.send("GET", f"/v1/properties/{id_}").body == body
    assert "nothing wrong" in run_command("check", "--store", str(store))


def await_writes(writers: list[Writer], count: int) -> None:
    """Waits until so many more writes have been acknowledged."""
    goal = sum(len(writer.acknowledged) for writer in writers) + count
    deadline = monotonic() + PATIENCE
    while sum(len(writer.acknowledged) for writer in writers) < goal:
        assert monotonic() < deadline, "nothing is written any more"
        Event().wait(POLL)


def kill(pid: int) -> set[int]:
    """Kills a worker, and tells the ports of those who were connected to it."""
    # It takes no new connections while it is looked at.
    suspend(pid)
    ports = ports_of_clients(pid)
    os.kill(pid, signal.SIGKILL)
    return ports


def assert_reader_lost_only(report: str, connections: int) -> None:
    """Insists that wrk had no error but that its connections to killed workers broke, each once."""
    assert "Non-2xx" not in report
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", report)
    connect, read, write, timeout = map(int, errors.groups()) if errors else (0, 0, 0, 0)
    assert (connect, timeout) == (0, 0), report
    assert read + write <= connections, report
    requests = re.search(r"(\d+) requests in", report)
    assert requests is not None
    assert int(requests[1]) > 0
