"""Requests that are almost right, and such that were, over many connections at once."""

import json
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from random import Random

from ..answers import Answers
from ..case import Case, Lost, Round
from ..programs import PATIENCE, Server, make_store, serving
from ..requests import HOUSE, KITCHEN, Mutator, Sent
from ..store import held
from ..writers import PATH, log_in

# 10,000 requests a round: of those of a connection all but the last are requests of HTTP.
CONNECTIONS = 400
REQUESTS = 25
AT_ONCE = 8
HOMES = 8
MOST_MEBIBYTES = 256


class MutatedRequests(Case):
    """Each request of HTTP is answered by the contract; what is none ends its connection, and nothing else.

    The server goes on answering others, in bounded memory, and what it has written is sound.
    """

    name = "mutated-requests"
    short = 1
    full = 100

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        with serving(store, attempt.folder / "log", "--durability", "relaxed") as server:
            token = log_in(server.port)
            homes = [_make_home(server.port, token) for _ in range(HOMES)]
            seeds = [attempt.random.getrandbits(64) for _ in range(CONNECTIONS)]
            with ThreadPoolExecutor(AT_ONCE) as pool:
                talks = [
                    pool.submit(_talk, server, Mutator(Random(seed), token, homes), attempt.folder / f"sent-{number}")
                    for number, seed in enumerate(seeds)
                ]
                for talk in talks:
                    talk.result()
            _insist_on_memory(server)
            server.process.send_signal(signal.SIGTERM)
            status = server.process.wait(timeout=PATIENCE)
        if status != 0:
            raise Lost(f"the server ended with {status}")
        if not held(store):
            raise Lost("the properties are gone")


def _talk(server: Server, mutator: Mutator, kept: Path) -> None:
    """Sends what it draws in one go, and looks at all that comes back. Where that is wrong, what it sent is kept."""
    rest = [mutator.nearly_right() for _ in range(REQUESTS - 1)]
    last = mutator.broken()
    text = b""
    try:
        while rest:
            text = b"".join(one.text for one in rest) + last
            answers = Answers(_exchange(server.port, text))
            rest = _unanswered(rest, answers)
        # What is broken may be one request, several, or none.
        while not answers.are_over:
            answers.next(None)
        _ask_for_health(server.port)
    except Exception as error:
        kept.write_bytes(text)
        died = server.process.poll()
        raise Lost(f"{error}, after {kept}" + ("" if died is None else f": the server ended with {died}")) from error


def _unanswered(sent: list[Sent], answers: Answers) -> list[Sent]:
    """Goes through the answers to some requests, and gives those that come after one that ended the connection."""
    for number, one in enumerate(sent, 1):
        answers.next(one.method)
        if answers.say_close:
            if not answers.are_over:
                raise Lost("an answer follows the last one")
            return sent[number:]
    return []


def _exchange(port: int, text: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(text)
        connection.shutdown(socket.SHUT_WR)
        received = bytearray()
        while piece := connection.recv(1 << 16):
            received += piece
    return bytes(received)


def _ask_for_health(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/healthz")
    status = connection.getresponse().status
    connection.close()
    if status != 200:
        raise Lost(f"a good request is answered with {status}")


def _make_home(port: int, token: str) -> tuple[str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    fields = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", PATH, json.dumps({**HOUSE, "rooms": [KITCHEN]}), fields)
    made = json.loads(connection.getresponse().read())
    connection.close()
    return made["id"], made["rooms"][0]["id"]


def _insist_on_memory(server: Server) -> None:
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    if peak > MOST_MEBIBYTES << 10:
        raise Lost(f"the server took {peak >> 10} MiB of memory")
