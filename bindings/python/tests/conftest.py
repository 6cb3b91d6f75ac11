"""What the tests share: a register, and two who use it. It is verified when the test ends."""

from collections.abc import Iterator
from pathlib import Path

import cadastre
import pytest

from tests.people import ADA, BOB, PASSWORD, sign_up


@pytest.fixture
def store(tmp_path: Path) -> Iterator[cadastre.Store]:
    with cadastre.open(tmp_path / "register", durability="relaxed", sign_ups_per_hour=None) as store:
        yield store
        assert store.operator().verify()["problems"] == []


@pytest.fixture
def ada(store: cadastre.Store) -> Iterator[cadastre.Session]:
    sign_up(store, ADA)
    with store.login(ADA, PASSWORD) as session:
        yield session


@pytest.fixture
def bob(store: cadastre.Store) -> Iterator[cadastre.Session]:
    sign_up(store, BOB)
    with store.login(BOB, PASSWORD) as session:
        yield session


@pytest.fixture
def operator(store: cadastre.Store) -> Iterator[cadastre.Operator]:
    with store.operator() as session:
        yield session
