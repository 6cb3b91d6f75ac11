"""Each process opens the store for itself, once."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cadastre
import pytest
from cadastre.flask.process_store import ProcessStore
from cadastre.flask.settings import Settings

THREADS = 16


@pytest.fixture
def opened(store: Path) -> Iterator[ProcessStore]:
    process_store = ProcessStore(Settings(store=str(store)))
    yield process_store
    process_store.close()


def test_threads_that_ask_at_once_get_one_store(opened: ProcessStore) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        stores = set(pool.map(lambda _: opened.get(), range(THREADS)))
    assert stores == {opened.get()}


def test_a_store_that_is_opened_by_hand_is_not_left_open(opened: ProcessStore, store: Path) -> None:
    opened.opened().close()
    # Otherwise it would be open with other options.
    with cadastre.open(store, durability="relaxed") as other:
        assert other.raw.type_list().json


def test_a_child_opens_the_store_anew(opened: ProcessStore) -> None:
    parents = opened.get()
    pid = os.fork()
    if pid == 0:
        # Nothing of the test must go on in here.
        status = 1
        try:
            with pytest.raises(cadastre.UsedAfterFork):
                parents.raw.type_list()
            status = 0 if opened.get() is not parents and opened.get().raw.type_list().json else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert opened.get() is parents
    assert parents.raw.type_list().json
