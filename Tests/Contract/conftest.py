"""What the tests share: one door, and people who call there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .client import Client, Connection
from .document import Document
from .doors import DOORS, Door, missing
from .people import Person, logged_in, new_person
from .register import ADMIN_EMAIL, ADMIN_PASSWORD


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contract", "the door that the contract is tried at")
    group.addoption("--url", help="address of a register that runs; it must trust the X-Forwarded-For of this machine")
    group.addoption("--admin-email", default=ADMIN_EMAIL, help="an admin there: only its operator can make one")
    group.addoption("--admin-password", default=ADMIN_PASSWORD, help="the admin's password")
    group.addoption("--door", default="serve", choices=sorted(DOORS), help="what to start where there is no --url")
    group.addoption("--seed", type=int, default=20260901, help="what the requests of the differential test come of")
    group.addoption("--requests", type=int, help="how many the differential test sends: 5000, or 1500 to two of a kind")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "transport: asks for what only the register's own server answers: under gunicorn, that reads HTTP first",
    )
    config.addinivalue_line("markers", "last: looks back at what all other tests did")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("last") is not None)
    if config.getoption("--url") is None and config.getoption("--door") != "serve":
        for item in items:
            if item.get_closest_marker("transport") is not None:
                item.add_marker(pytest.mark.skip(reason="gunicorn answers this before the register is asked"))


@pytest.fixture(scope="session")
def door(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """Where the register is, with an admin."""
    url = pytestconfig.getoption("--url")
    if url is not None:
        email, password = pytestconfig.getoption("--admin-email"), pytestconfig.getoption("--admin-password")
        yield Door(url.rstrip("/"), email, password)
        return
    name = pytestconfig.getoption("--door")
    gap = missing(name)
    if gap is not None:
        pytest.fail(gap)
    with DOORS[name](Path(tmp_path_factory.mktemp(name))) as opened:
        yield opened


@pytest.fixture(scope="session")
def document(door: Door) -> Document:
    """What the door says that it does."""
    connection = Connection(door.url)
    answer = connection.exchange("GET", "/openapi.json", {}, None)
    connection.close()
    assert answer.status == 200
    return Document(answer.json)


@pytest.fixture(scope="session")
def visitor(door: Door, document: Document) -> Iterator[Client]:
    """Somebody without a token, whom all others come from."""
    connection = Connection(door.url, document)
    yield Client(connection)
    connection.close()


@pytest.fixture
def anyone(visitor: Client) -> Client:
    """Somebody without a token, from a network of their own."""
    return visitor.moved()


@pytest.fixture(scope="session")
def admin(door: Door, visitor: Client) -> Person:
    """Somebody who may do all."""
    return logged_in(visitor.moved(), door.admin_email, door.admin_password)


@pytest.fixture(scope="session")
def ada(visitor: Client) -> Person:
    """Somebody who stays: tests that change a person take a newcomer."""
    return new_person(visitor, firstName="Ada")


@pytest.fixture(scope="session")
def bob(visitor: Client) -> Person:
    """Somebody else who stays, and owns nothing of Ada's."""
    return new_person(visitor, firstName="Bob")


@pytest.fixture
def newcomer(visitor: Client) -> Person:
    """Somebody whom nobody else needs."""
    return new_person(visitor, firstName="Nia")
