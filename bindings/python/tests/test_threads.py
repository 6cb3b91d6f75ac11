"""Threads: a call that waits stops nobody else, and no answer is somebody else's."""

import json
import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import cadastre
import lmdb
import pytest

from tests.people import ADA, BOB, PASSWORD, sign_up

# Longer than anything here takes; what would wait for ever fails then.
PATIENCE = 30
CREDENTIALS = json.dumps({"email": ADA, "password": PASSWORD}).encode()
ROW = b'{"id":"1","owner":"7","name":"One","city":"Lyon","type":"house"}\n'


def _hold_the_write_lock(path: str, pipe: Connection) -> None:
    with lmdb.open(path, lock=True, max_dbs=64) as environment, environment.begin(write=True):
        pipe.send("held")
        # False where nobody has asked in time: whoever should have was stopped.
        pipe.send(pipe.poll(PATIENCE))


WAITING: dict[str, Callable[[cadastre.Store, cadastre.Session], object]] = {
    "a change": lambda _, ada: ada.create_property(name="House", type="house", city="Lyon"),
    "a sign-up": lambda store, _: sign_up(store, BOB),
    "a login": lambda store, _: store.raw.token_login(CREDENTIALS),
    "a table": lambda store, _: store.operator().import_([ROW], table="listings"),
}


@pytest.mark.parametrize("call", WAITING.values(), ids=WAITING.keys())
def test_a_thread_that_waits_stops_no_other(
    store: cadastre.Store, ada: cadastre.Session, call: Callable[[cadastre.Store, cadastre.Session], object]
) -> None:
    ours, theirs = multiprocessing.Pipe()
    holder = multiprocessing.get_context("spawn").Process(target=_hold_the_write_lock, args=(store.path, theirs))
    holder.start()
    assert ours.recv() == "held"
    waiting = threading.Thread(target=call, args=(store, ada))
    waiting.start()
    waiting.join(timeout=0.2)
    assert waiting.is_alive()
    assert ada.me()["email"] == ADA
    ours.send("release")
    assert ours.recv() is True
    waiting.join()
    holder.join()


def test_each_thread_reads_what_it_asked_for(store: cadastre.Store, ada: cadastre.Session) -> None:
    homes = {
        ada.create_property(name="x" * (200 - number), type="house", city="Lyon")["id"]: 200 - number
        for number in range(8)
    }
    wrong: list[object] = []

    def read(id: str, length: int) -> None:
        for _ in range(2_000):
            if len(ada.property(id)["name"]) != length:
                wrong.append(id)
            try:
                store.property(id[:-1])
            except cadastre.NotFound:
                continue
            wrong.append(id)

    threads = [threading.Thread(target=read, args=item) for item in homes.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_signal_handler_reads_amid_a_read(ada: cadastre.Session) -> None:
    homes = [ada.create_property(name=name, type="house", city="Lyon")["id"] for name in ("outer", "inner")]
    inner: set[str] = set()
    previous = signal.signal(signal.SIGALRM, lambda *_: inner.add(ada.property(homes[1])["name"]))
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    try:
        outer = {ada.property(homes[0])["name"] for _ in range(20_000)}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    assert (outer, inner) == ({"outer"}, {"inner"})


def test_closing_amid_calls_ends_them_with_an_answer_or_misuse(tmp_path: Path) -> None:
    store = cadastre.open(tmp_path / "register", durability="relaxed")
    operator = store.operator()
    session = store.anonymous
    surprises: list[BaseException] = []
    started = threading.Barrier(5)

    def call() -> None:
        started.wait(PATIENCE)
        try:
            while True:
                session.ready()
                operator.put_type("castle", "Castle")
        except cadastre.Misuse:
            pass
        except BaseException as surprise:  # noqa: BLE001
            surprises.append(surprise)

    def close() -> None:
        started.wait(PATIENCE)
        store.close()

    threads = [threading.Thread(target=work) for work in (call, call, call, close, close)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert surprises == []


@pytest.mark.parametrize("threads", [1, 8])
def test_changes_of_several_threads_are_all_there(store: cadastre.Store, ada: cadastre.Session, threads: int) -> None:
    def make() -> None:
        for number in range(25):
            ada.create_property(name=f"{number}", type="house", city="Lyon")

    workers = [threading.Thread(target=make) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert next(store.cities())["count"] == 25 * threads
