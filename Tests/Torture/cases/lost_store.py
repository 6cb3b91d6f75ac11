"""The files of a store are taken away under a server with 32 writers."""

import shutil
from collections.abc import Callable
from pathlib import Path

from ..case import Case, Lost, Round
from ..homes import insist_on_whole
from ..programs import make_store, request, serving
from ..store import held, insist_on, others
from ..writers import Crowd

WRITERS = 32


def remove(store: Path) -> None:
    shutil.rmtree(store)


def move(store: Path) -> None:
    store.rename(store.with_name("elsewhere"))


def replace(store: Path) -> None:
    other = store.with_name("other")
    make_store(other)
    store.rename(store.with_name("elsewhere"))
    other.rename(store)


def remove_locks(store: Path) -> None:
    # The next to open it would make another, and the two would write at once.
    (store / "lock.mdb").unlink()


WAYS: list[Callable[[Path], None]] = [remove, move, replace, remove_locks]
# Where the store is then; there is none where it was removed.
PLACES = {move: "elsewhere", replace: "elsewhere", remove_locks: "store"}


class LostStore(Case):
    """Writes are refused with 503: none is acknowledged that the next start would not find. The server lives."""

    name = "lost-store"
    short = len(WAYS)
    full = 10 * len(WAYS)

    def run(self, attempt: Round) -> None:
        store, log = attempt.folder / "store", attempt.folder / "log"
        make_store(store)
        way = WAYS[attempt.number % len(WAYS)]
        with serving(store, log) as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(attempt.random.randint(1, 200))
            way(store)
            crowd.await_refusals(4 * WRITERS)
            states = [request(server.port, "GET", path).status for path in ["/healthz", "/readyz"]]
            crowd.join()
        if way is replace and held(store):
            raise Lost("writes came into the store that took the place")
        if way in PLACES:
            found = held(store.with_name(PLACES[way]))
            insist_on(crowd.acknowledged, found)
            insist_on_whole(others(found, crowd.acknowledged), crowd.unanswered)
        if crowd.is_taken_after_refusal:
            raise Lost(f"{way.__name__}: a write was acknowledged after others had been refused")
        refused = {status for status, _ in crowd.refusals}
        if refused != {503}:
            raise Lost(f"{way.__name__} was answered with {refused}: {crowd.refusals[0][1]!r}")
        if states != [200, 503]:
            raise Lost(f"{way.__name__}: /healthz and /readyz were answered with {states}")
