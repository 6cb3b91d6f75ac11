"""People who write at once, and remember what was acknowledged."""

import json
import math
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from time import monotonic

from .case import Lost
from .homes import home
from .programs import EMAIL, PASSWORD, PATIENCE

PATH = "/v1/properties"


def log_in(port: int) -> str:
    """An access token."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    body = json.dumps({"email": EMAIL, "password": PASSWORD})
    connection.request("POST", "/v1/auth/login", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status != 200:
        raise Lost(f"a login was answered with {answer.status}: {content!r}")
    return str(json.loads(content)["accessToken"])


class Writer(Thread):
    """Makes one property after the other, each of its own name, until the server is gone or it is told to stop.

    A newcomer connects anew for each.
    """

    def __init__(self, port: int, token: str, number: int, *, is_newcomer: bool = False) -> None:
        super().__init__(daemon=True)
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._number = number
        self._is_newcomer = is_newcomer
        self._stopped = Event()
        # The property whose answer has not come, and what was answered to the others.
        self.asked: dict[str, str] | None = None
        self.acknowledged: dict[str, bytes] = {}
        self.refusals: list[tuple[int, bytes]] = []
        # When the last was asked for that was acknowledged, and when the first refusal came.
        self.last_taken = -math.inf
        self.first_refused = math.inf

    def stop(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        count = 0
        while not self._stopped.is_set():
            count += 1
            self.asked = home(self._number, count)
            asked_at = monotonic()
            try:
                self._connection.request("POST", PATH, json.dumps(self.asked), self._headers)
                answer = self._connection.getresponse()
                body = answer.read()
            except (OSError, HTTPException):
                return
            if answer.status == 201:
                self.acknowledged[json.loads(body)["id"]] = body
                self.last_taken = asked_at
            else:
                self.first_refused = min(self.first_refused, monotonic())
                self.refusals.append((answer.status, body))
            self.asked = None
            if self._is_newcomer:
                self._connection.close()


class Crowd:
    """Writers at one server, some of whom may be newcomers."""

    def __init__(self, port: int, count: int, *, first_number: int = 0, newcomers: int = 0) -> None:
        self.token = log_in(port)
        self.writers = [
            Writer(port, self.token, first_number + number, is_newcomer=number < newcomers) for number in range(count)
        ]
        for writer in self.writers:
            writer.start()

    @property
    def count(self) -> int:
        """How many writes have been acknowledged."""
        return sum(len(writer.acknowledged) for writer in self.writers)

    @property
    def acknowledged(self) -> dict[str, bytes]:
        """What was answered, by id. After `join`."""
        return {id_: body for writer in self.writers for id_, body in writer.acknowledged.items()}

    @property
    def refusals(self) -> list[tuple[int, bytes]]:
        """What was answered to the writes that were not taken."""
        return [refusal for writer in self.writers for refusal in list(writer.refusals)]

    @property
    def is_taken_after_refusal(self) -> bool:
        """Whether a write was acknowledged that was asked for when another had already been refused. After `join`."""
        return max(one.last_taken for one in self.writers) > min(one.first_refused for one in self.writers)

    @property
    def unanswered(self) -> list[dict[str, str]]:
        """What was asked for without an answer. After `join`."""
        return [writer.asked for writer in self.writers if writer.asked is not None]

    def await_writes(self, count: int) -> None:
        deadline = monotonic() + PATIENCE
        while self.count < count:
            if monotonic() > deadline or not any(writer.is_alive() for writer in self.writers):
                raise RuntimeError(f"only {self.count} of {count} writes came about")
            Event().wait(0.002)

    def await_each(self) -> None:
        """Waits until each has had a write acknowledged: all are connected then."""
        deadline = monotonic() + PATIENCE
        while not all(writer.acknowledged for writer in self.writers):
            if monotonic() > deadline or not any(writer.is_alive() for writer in self.writers):
                raise RuntimeError("not every writer had its first write taken")
            Event().wait(0.002)

    def await_answers(self, count: int) -> None:
        """Waits for so many, whether a write was taken or refused."""
        deadline = monotonic() + PATIENCE
        while self.count + len(self.refusals) < count:
            if monotonic() > deadline:
                raise RuntimeError(f"only {self.count + len(self.refusals)} of {count} answers came about")
            Event().wait(0.002)

    def await_refusals(self, count: int) -> None:
        deadline = monotonic() + PATIENCE
        while len(self.refusals) < count:
            if monotonic() > deadline:
                raise RuntimeError(f"only {len(self.refusals)} of {count} refusals came about")
            Event().wait(0.002)

    def join(self) -> None:
        for writer in self.writers:
            writer.stop()
        for writer in self.writers:
            writer.join(timeout=2 * PATIENCE)
