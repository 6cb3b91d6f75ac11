"""Somebody asks by the clock who has an account."""

import json
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter_ns

from ..case import Case, Lost, Round
from ..programs import EMAIL, PATIENCE, Server, make_store, serving
from ..samples import separation

TRIES = 200
# What chance alone passes once in 15,000 comparisons; what is found out by the clock lies beyond.
BOUND = 4.0


class Guesser:
    """Somebody who tries to log in, each time from a network of its own: nobody is told to wait."""

    def __init__(self, server: Server) -> None:
        self._connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        self._tasks = Path(f"/proc/{server.process.pid}/task")
        self._count = 0

    def guess(self, email: str | None) -> tuple[int, int, bytes]:
        """Tries one address, or sends what is no login: how long the answer took, how long the server computed, both
        in nanoseconds, and what was answered."""
        self._count += 1
        body = json.dumps({"email": email, "password": "a wrong password"})
        network = f"10.{self._count >> 16}.{self._count >> 8 & 255}.{self._count & 255}"
        headers = {"Content-Type": "application/json", "X-Forwarded-For": network}
        computed, began = self._computed(), perf_counter_ns()
        self._connection.request("POST", "/v1/auth/login", body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        return perf_counter_ns() - began, self._computed() - computed, str(answer.status).encode() + content

    def _computed(self) -> int:
        # proc(5): the first figure is the time on a processor, of each thread.
        return sum(int((task / "schedstat").read_bytes().split()[0]) for task in self._tasks.iterdir())


class ToldByTime(Case):
    """Neither what a login answers nor how long it takes tells whether somebody has the address."""

    name = "told-by-time"
    short = 1
    full = 3

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        options = ["--trusted-proxy", "127.0.0.0/8"]
        with serving(store, attempt.folder / "log", *options) as server:
            guesser = Guesser(server)
            guesser.guess(EMAIL)
            kinds = ["known", "unknown", "no login"] * (TRIES if attempt.is_timed else 3)
            attempt.random.shuffle(kinds)
            found: dict[str, list[tuple[int, int, bytes]]] = {"known": [], "unknown": [], "no login": []}
            for number, kind in enumerate(kinds):
                email = {"known": EMAIL, "unknown": f"{number:03}@example.org", "no login": None}[kind]
                found[kind].append(guesser.guess(email))
        answers = {answer for kind in ["known", "unknown"] for _, _, answer in found[kind]}
        if len(answers) != 1 or not answers.pop().startswith(b"401"):
            raise Lost("an answer tells whether somebody has the address")
        if attempt.is_timed:
            insist_on_likeness(found)


def insist_on_likeness(found: dict[str, list[tuple[int, int, bytes]]]) -> None:
    """Insists that the known and the unknown can't be told apart, where what is no login can.

    Raises:
        Lost: They can, or the clock is too bad to tell anything apart.
    """
    for place, what in enumerate(["wait for an answer", "work of the server"]):
        known, unknown, nothing = ([float(one[place]) for one in found[kind]] for kind in found)
        if abs(separation(known, nothing)) <= BOUND:
            raise Lost(f"the {what} tells nothing apart: this machine is too busy to say")
        apart = separation(known, unknown)
        if abs(apart) > BOUND:
            raise Lost(f"the {what} tells whether somebody has the address: {apart:.1f} standard deviations")
