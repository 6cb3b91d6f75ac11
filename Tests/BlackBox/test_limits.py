"""Limits that the operator sets: each holds where it was set, and not where it is by itself."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from Contract.client import Client, Connection
from Contract.people import HOUSE, log_in, new_email, new_person
from Contract.register import serving

CALLERS = 32
# Two changes meet at the queue in the first of them, nearly always.
ROUNDS = 100


@contextmanager
def register(folder: Path, *options: str) -> Iterator[Client]:
    with serving(folder / "store", folder / "log", "--trusted-proxy", "127.0.0.0/8", *options) as url:
        connection = Connection(url)
        yield Client(connection)
        connection.close()


def test_failed_logins_of_a_network(tmp_path: Path) -> None:
    with register(tmp_path, "--failed-login-limit", "3") as client:
        for _ in range(3):
            log_in(client, new_email(), "a wrong password").is_problem(401)
        answer = log_in(client, new_email(), "a wrong password").is_problem(429)
        # One of three is forgotten in a third of 15 minutes.
        assert 290 <= int(answer.header("Retry-After") or "") <= 300
        log_in(client.moved(), new_email(), "a wrong password").is_problem(401)


def test_changes_that_wait_for_their_commit(tmp_path: Path) -> None:
    with register(tmp_path, "--max-queued-writes", "1") as client:
        token = new_person(client).client.token
        head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        callers = [HTTPConnection(*client.connection.address, timeout=30) for _ in range(CALLERS)]
        statuses: set[int] = set()
        for _ in range(ROUNDS):
            for caller in callers:
                caller.request("POST", "/v1/properties", json.dumps(HOUSE), head)
            for caller in callers:
                answer = caller.getresponse()
                answer.read()
                statuses.add(answer.status)
                assert (answer.getheader("Retry-After") is not None) == (answer.status == 503)
            if 503 in statuses:
                break
        for caller in callers:
            caller.close()
    assert statuses == {201, 503}
