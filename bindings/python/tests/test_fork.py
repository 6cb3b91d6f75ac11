"""A child process opens the register anew; what its parent opened is of no use to it."""

import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Iterator

import cadastre
import pytest

from tests.people import ADA, PASSWORD


def in_child(work: Callable[[], str]) -> str:
    """What a forked child says."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            said = work()
        except BaseException:  # noqa: BLE001
            said = traceback.format_exc()
        os.write(writing, said.encode())
        # As workers of a server end: without what belongs to the parent's tests.
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    assert os.waitpid(child, 0)[1] == 0
    return said


def test_what_the_parent_opened_is_refused(store: cadastre.Store, ada: cadastre.Session) -> None:
    home = ada.create_property(name="House", type="house", city="Lyon")["id"]
    anonymous = store.anonymous
    pieces = ada.export_me()
    operator = store.operator()
    calls: list[Callable[[], object]] = [
        ada.me,
        lambda: ada.property(home),
        lambda: ada.update_property(home, name="New"),
        lambda: store.property(home),
        lambda: next(store.properties()),
        lambda: next(pieces),
        lambda: store.login(ADA, PASSWORD),
        lambda: operator.export(print),
        anonymous.ready,
        operator.verify,
    ]

    def child() -> str:
        refused = 0
        for call in calls:
            with pytest.raises(cadastre.UsedAfterFork):
                call()
            refused += 1
        return str(refused)

    assert in_child(child) == str(len(calls))
    assert ada.property(home)["name"] == "House"


def test_a_child_opens_the_store_anew(store: cadastre.Store, ada: cadastre.Session) -> None:
    home = ada.create_property(name="House", type="house", city="Lyon")["id"]

    def child() -> str:
        store.reopen()
        with pytest.raises(cadastre.UsedAfterFork):
            ada.me()
        with store, store.login(ADA, PASSWORD) as again:
            again.update_property(home, name="Changed in the child")
            return str(store.property(home)["name"])

    assert in_child(child) == "Changed in the child"
    assert ada.property(home)["name"] == "Changed in the child"
    assert ada.update_property(home, name="And in the parent")["version"] == 3


def test_a_child_closes_what_it_inherits_and_the_parent_goes_on(store: cadastre.Store, ada: cadastre.Session) -> None:
    def child() -> str:
        ada.close()
        store.close()
        with cadastre.open(store.path) as other:
            other.ready()
        return "closed"

    assert in_child(child) == "closed"
    assert ada.create_property(name="House", type="house", city="Lyon")["version"] == 1


def test_a_fork_amid_the_calls_of_other_threads_leaves_a_child_that_works(
    store: cadastre.Store, ada: cadastre.Session
) -> None:
    home = ada.create_property(name="House", type="house", city="Lyon")["id"]
    enough = threading.Event()

    def write() -> None:
        while not enough.is_set():
            ada.update_property(home, name="Written")
            ada.property_json(home)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()

    def child() -> str:
        store.reopen()
        with store:
            store.operator().update_property(home, description="Child")
            return str(store.property(home)["id"])

    try:
        said = [in_child(child) for _ in range(10)]
    finally:
        enough.set()
        for thread in threads:
            thread.join()
    assert said == [home] * 10


def test_a_fork_amid_a_callback_of_another_thread_waits_for_nobody(store: cadastre.Store) -> None:
    entered, enough = threading.Event(), threading.Event()

    def source() -> Iterator[bytes]:
        entered.set()
        enough.wait()
        yield b'{"id":"1","owner":"7","name":"One","city":"Lyon","type":"house"}\n'

    importing = threading.Thread(target=lambda: store.operator().import_(source(), table="listings"))
    importing.start()
    entered.wait()

    def child() -> str:
        store.reopen()
        with store:
            return str(len(list(store.properties())))

    try:
        assert in_child(child) == "0"
    finally:
        enough.set()
        importing.join()
    assert len(list(store.properties())) == 1


def _count(path: str) -> int:
    with cadastre.open(path) as store:
        return len(list(store.properties()))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_of_multiprocessing_open_their_own(store: cadastre.Store, ada: cadastre.Session, method: str) -> None:
    ada.create_property(name="House", type="house", city="Lyon")
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(_count, [store.path] * 4) == [1] * 4
