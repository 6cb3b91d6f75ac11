"""Servers that run as they do in earnest: gunicorn over the door, and `cadastre serve`, on free ports."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic

ROOT = Path(__file__).resolve().parents[4]
COMMAND = Path(os.environ.get("CADASTRE_COMMAND", ROOT / "build" / "cadastre"))
CONFIGURATION = "python:cadastre.flask.gunicorn_conf"
MEINHELD = "egg:meinheld#gunicorn_worker"
# Seconds until a test gives up, and between two looks at what can't be waited for.
PATIENCE = 30
POLL = 0.01


class Gunicorn:
    """gunicorn, and what of it can be seen from outside."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self._process = process
        self._log = log
        self.port = port

    @property
    def workers(self) -> list[int]:
        """The ids of its workers that live."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text(encoding="ascii")
        return [child for child in map(int, children.split()) if _lives(child)]

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def await_workers(self, count: int, without: int | None = None) -> None:
        """Waits until there are so many workers, none of them one that has been killed."""
        deadline = monotonic() + PATIENCE
        while len(self.workers) != count or without in self.workers:
            assert monotonic() < deadline, f"{self.workers} are not {count} workers: {self.log[-2000:]}"
            Event().wait(POLL)


def suspend(pid: int) -> None:
    """Has a process stand still; when this returns it does."""
    os.kill(pid, signal.SIGSTOP)
    deadline = monotonic() + PATIENCE
    while _state(pid) != "T":
        assert monotonic() < deadline, f"{pid} does not stop"
        Event().wait(POLL)


def _lives(pid: int) -> bool:
    """Whether a process has not ended: one that was killed stays a child until it is waited for."""
    return _state(pid) not in "ZX"


def _state(pid: int) -> str:
    """What proc(5) calls the state of a process: X where there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return "X"
    return stat.rpartition(")")[2].split()[0]


@contextmanager
def gunicorn(
    folder: Path, store: Path, *options: str, listener: socket.socket | None = None, **environment: str
) -> Iterator[Gunicorn]:
    """Runs gunicorn over a store, on a free port or where it is said; stops it politely, and insists on exit 0."""
    log = folder / "gunicorn.log"
    variables = {**os.environ, "CADASTRE_STORE": str(store), **environment}
    with listener or socket.create_server(("127.0.0.1", 0)) as entrance, log.open("wb") as output:
        command = [sys.executable, "-m", "gunicorn", "--config", CONFIGURATION, *options]
        command += ["--bind", f"fd://{entrance.fileno()}", "cadastre.flask:create_app()"]
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env=variables, pass_fds=[entrance.fileno()], cwd=folder
        )
        name = entrance.getsockname()
        port = name[1] if isinstance(name, tuple) else 0
    try:
        yield Gunicorn(process, port, log)
    finally:
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=PATIENCE)
    assert status == 0, f"gunicorn ended with {status}: {log.read_text(encoding='utf-8')[-2000:]}"


@contextmanager
def serve(folder: Path, store: Path) -> Iterator[int]:
    """Runs `cadastre serve` over a store, and gives its port."""
    command = [str(COMMAND), "serve", "--store", str(store), "--listen", "127.0.0.1:0"]
    with (
        (folder / "serve.log").open("wb") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as server,
    ):
        assert server.stdout is not None
        address = re.fullmatch(r"listening on http://127\.0\.0\.1:(\d+)\n", server.stdout.readline())
        Thread(target=server.stdout.read, daemon=True).start()
        try:
            assert address is not None
            yield int(address[1])
        finally:
            server.terminate()
            assert server.wait(timeout=PATIENCE) == 0


def run_command(*arguments: str) -> str:
    """Runs the command, insists on exit 0, and gives what it writes."""
    result = subprocess.run([str(COMMAND), *arguments], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr + result.stdout
    return result.stdout
