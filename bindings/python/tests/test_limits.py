"""Where the register says no for now, or no more."""

import os
import threading
from pathlib import Path

import cadastre
import lmdb
import pytest

from tests.people import ADA, PASSWORD, sign_up

MIB = 1 << 20


@pytest.mark.parametrize("count", [MIB + 1, 4 * MIB])
def test_a_document_that_is_too_large_is_not_read(ada: cadastre.Session, count: int) -> None:
    with pytest.raises(cadastre.TooLarge) as caught:
        ada.raw.property_create(b"x" * count)
    assert caught.value.code == "too-large"


def test_more_logins_at_once_than_can_wait_are_told_when_to_come_again(
    store: cadastre.Store, ada: cadastre.Session
) -> None:
    outcomes: list[object] = []
    together = threading.Barrier(50 + 20 * (os.cpu_count() or 1))

    def log_in() -> None:
        together.wait()
        try:
            outcomes.append(store.login(ADA, PASSWORD).user_id)
        except cadastre.Busy as error:
            outcomes.append(error.retry_after)

    threads = [threading.Thread(target=log_in) for _ in range(together.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == together.parties
    assert {ada.user_id, 1} == set(outcomes)


def test_a_register_that_is_full_can_be_read_and_emptied(tmp_path: Path) -> None:
    with cadastre.open(tmp_path / "small", durability="relaxed", address_space=MIB) as store:
        sign_up(store, ADA)
        ada = store.login(ADA, PASSWORD)
        home = ada.create_property(name="House", type="house", city="Lyon")

        def fill() -> None:
            while True:
                ada.create_property(name="House", type="house", city="Lyon", description="x" * 10_000)

        with pytest.raises(cadastre.Full):
            fill()
        assert ada.property(home["id"]) == home
        while homes := store.properties_page(limit=100).items:
            ada.delete_property(homes[0]["id"])
        assert ada.create_property(name="House", type="house", city="Lyon")
        assert store.operator().verify()["problems"] == []


def test_what_is_no_register_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other"
    with lmdb.open(str(path)) as environment, environment.begin(write=True) as transaction:
        transaction.put(b"key", b"value")
    with pytest.raises(cadastre.Incompatible) as caught:
        cadastre.open(path)
    assert str(path) in caught.value.message
    with lmdb.open(str(path)) as environment, environment.begin() as transaction:
        assert transaction.get(b"key") == b"value"
