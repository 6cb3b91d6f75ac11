"""The door that is tried against `cadastre serve`: the same requests at random to both, each over a new store.

Where the door is `serve` itself, its two registers must agree, or the comparison is wrong.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

from ..client import Client, Connection
from ..doors import DOORS, Door, missing
from ..people import logged_in
from .comparison import Comparison
from .generator import Generator
from .observer import Observer
from .request import Request
from .twins import Twin
from .world import Somebody, World

# Differences that are shown before giving up: what follows a difference in what is stored is of little use.
SHOWN = 10
# What is answered where no body can be compared.
OF_ONES_OWN = {"/metrics", "/docs", "/docs/docs.css", "/docs/none"}


@pytest.fixture
def pair(pytestconfig: pytest.Config, tmp_path: Path) -> Iterator[tuple[Door, Door]]:
    """`cadastre serve`, and the door that is tried."""
    if pytestconfig.getoption("--url") is not None:
        pytest.skip("needs two new stores; --url names one that is there")
    name = pytestconfig.getoption("--door")
    for each in ["serve", name]:
        gap = missing(each)
        if gap is not None:
            pytest.fail(gap)
    with ExitStack() as stack:
        folders = [tmp_path / "left", tmp_path / "right"]
        for folder in folders:
            folder.mkdir()
        left, right = (
            stack.enter_context(DOORS[each](folder)) for each, folder in zip(["serve", name], folders, strict=True)
        )
        yield left, right


def test_both_answer_the_same(pair: tuple[Door, Door], pytestconfig: pytest.Config) -> None:
    seed = pytestconfig.getoption("--seed")
    count = pytestconfig.getoption("--requests") or (1500 if pytestconfig.getoption("--door") == "serve" else 5000)
    print(f"seed {seed}, {count} requests; repeat with --seed {seed}")
    connections = [Connection(door.url) for door in pair]
    world = World(admin(pair, connections))
    chance = Random(seed)
    generator = Generator(chance, world)
    observer = Observer(world, generator)
    comparison = Comparison()
    statuses: Counter[int] = Counter()
    found: dict[str, str] = {}
    for number in range(count):
        request = generator.next()
        if "%2F" in request.target(0).partition("?")[0] and not pair[1].keeps_encoded_slashes:
            continue
        left, right = request.sent(connections[0], 0), request.sent(connections[1], 1)
        statuses[left.status] += 1
        differences = comparison.differences(left, right, whole=request.path[0] not in OF_ONES_OWN)
        if differences:
            # One of a kind is enough to look at.
            kind = f"{request.method} {request.path[0]} {[each.partition(':')[0] for each in differences]}"
            found.setdefault(kind, shown(number, request, connections, differences))
            if len(found) == SHOWN:
                break
        if left.status == right.status:
            observer.note(request, left, right)
    for connection in connections:
        connection.close()
    print(f"statuses: {sorted(statuses.items())}; {len(world.people)} users, {len(world.homes)} properties in the end")
    assert not found, "\n\n".join(found.values())
    if count >= 1500:
        assert_varied(statuses, count)


def admin(pair: tuple[Door, Door], connections: list[Connection]) -> Somebody:
    left, right = (
        logged_in(Client(connection, network="10.0.0.1"), door.admin_email, door.admin_password)
        for door, connection in zip(pair, connections, strict=True)
    )
    return Somebody(
        Twin(left.id, right.id),
        left.email,
        left.password,
        Twin(left.client.token, right.client.token),
        Twin(left.refresh_token, right.refresh_token),
    )


def shown(number: int, request: Request, connections: list[Connection], differences: list[str]) -> str:
    curls = [request.curl(connection, side) for side, connection in zip((0, 1), connections, strict=True)]  # type: ignore[arg-type]
    return "\n  ".join([f"request {number}: {request.method} {request.target(0)}", *differences, *curls])


def assert_varied(statuses: Counter[int], count: int) -> None:
    """Requests that are all refused for one thing would find nothing."""
    assert sum(number for status, number in statuses.items() if status < 300) > count / 3
    expected = {200, 201, 204, 304, 400, 401, 403, 404, 405, 406, 409, 412, 415, 422}
    # So many failed logins of one address come together in a long run only.
    if count >= 5000:
        expected.add(429)
    assert statuses.keys() >= expected
