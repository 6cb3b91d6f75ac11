"""The register's command, and the shim that stands between it and its disk."""

import json
import os
import re
import struct
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from functools import cache
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = Path(os.environ.get("CADASTRE_COMMAND", ROOT / "build" / "cadastre"))
LIBRARY = ROOT / "build" / "lib"
SOURCES = Path(__file__).parent / "c"
SHIM = Path(__file__).parent / "shim" / "shim.c"
# How all that is in C is compiled.
STRICT = ["-std=c11", "-O2", "-Wall", "-Wextra", "-pedantic", "-Werror"]
EMAIL = "ada@example.org"
PASSWORD = "correct horse battery"
# Seconds until something that should end is called hung.
PATIENCE = 30


@cache
def shim() -> Path:
    """The shim, compiled."""
    built = ROOT / "build" / "torture-shim.so"
    built.parent.mkdir(exist_ok=True)
    subprocess.run(["gcc", *STRICT, "-fPIC", "-shared", str(SHIM), "-o", str(built)], check=True)
    return built


def compiled(source: str, *flags: str, libraries: list[str]) -> Path:
    """A program in C, compiled."""
    built = ROOT / "build" / f"torture-{source.removesuffix('.c')}"
    subprocess.run(["gcc", *STRICT, *flags, str(SOURCES / source), *libraries, "-o", str(built)], check=True)
    return built


@dataclass(frozen=True)
class Faults:
    """What the shim does wrong: the errno that each fails with, or 0."""

    read_error: int = 0
    write_error: int = 0
    sync_error: int = 0
    open_error: int = 0
    sync_milliseconds: int = 0
    clock_seconds: int = 0

    def write(self, control: Path) -> None:
        """Makes it so, for all that run with this file."""
        numbers = struct.pack("6i", *vars(self).values())
        if not control.exists():
            control.write_bytes(bytes(len(numbers)))
        # In place: the file is mapped by those who run.
        with control.open("r+b") as file:
            file.write(numbers)


def shimmed(store: Path, *, trace: Path | None = None, control: Path | None = None) -> dict[str, str]:
    """The environment of a process that runs on the shim."""
    variables = {**os.environ, "LD_PRELOAD": str(shim()), "TORTURE_STORE": str(store)}
    if trace is not None:
        variables["TORTURE_TRACE"] = str(trace)
    if control is not None:
        variables["TORTURE_CONTROL"] = str(control)
    return variables


def command(
    *arguments: str | Path,
    text: str = "",
    timeout: float = PATIENCE,
    environment: dict[str, str] | None = None,
    before: Sequence[str] = (),
) -> subprocess.CompletedProcess[str]:
    """Runs the command to its end; `before` is what it is run by."""
    whole = [*before, str(COMMAND), *map(str, arguments)]
    # What a damaged store gives back need not be text.
    return subprocess.run(
        whole,
        input=text,
        encoding="utf-8",
        errors="backslashreplace",
        capture_output=True,
        timeout=timeout,
        env=environment,
        check=False,
    )


def make_store(store: Path) -> None:
    """A register with one user."""
    names = ["--email", EMAIL, "--first-name", "Ada", "--last-name", "Martin"]
    made = command("user", "add", "--store", store, *names, "--password-stdin", text=PASSWORD)
    if made.returncode != 0:
        raise RuntimeError(made.stderr)


@dataclass(frozen=True)
class Server:
    """`cadastre serve`, running."""

    process: subprocess.Popen[str]
    port: int


class ServingError(RuntimeError):
    """A server that ended before it served."""

    def __init__(self, first: str, status: int, said: str) -> None:
        super().__init__(f"the server began with {first!r} and ended with {status}: {said[-2000:]}")
        self.status = status
        self.said = said


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Message
    body: bytes


def request(port: int, method: str, path: str, *, content: object = None, token: str | None = None) -> Answer:
    """Asks for something, on a connection of its own."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    if content is not None:
        headers["Content-Type"] = "application/json"
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, None if content is None else json.dumps(content), headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


@contextmanager
def serving(
    store: Path, log: Path, *options: str, environment: dict[str, str] | None = None, before: Sequence[str] = ()
) -> Iterator[Server]:
    """Runs the server over a store, by `before`; one that still runs at the end is killed.

    Raises:
        ServingError: It ended at once.
    """
    arguments = ["--store", str(store), "--listen", "127.0.0.1:0", "--threads", "1", *options]
    whole = [*before, str(COMMAND), "serve", *arguments]
    with (
        log.open("ab") as errors,
        subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment) as process,
    ):
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            address = re.fullmatch(r"listening on http://127\.0\.0\.1:(\d+)\n", first)
            if address is None:
                status = process.wait(timeout=PATIENCE)
                raise ServingError(first, status, log.read_text(encoding="utf-8", errors="backslashreplace"))
            yield Server(process, int(address[1]))
        finally:
            process.kill()
