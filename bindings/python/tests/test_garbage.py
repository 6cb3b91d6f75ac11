"""What nobody needs is given back, in any order, and also when the interpreter ends."""

import gc
import itertools
import subprocess
import sys
import weakref
from pathlib import Path

import cadastre
import pytest

from tests.people import ADA, PASSWORD


def test_a_store_that_is_dropped_warns_and_is_closed(tmp_path: Path) -> None:
    store = cadastre.open(tmp_path / "register", durability="relaxed")
    with pytest.warns(ResourceWarning, match="unclosed register"):
        del store
    # It would be refused, were it still open.
    with cadastre.open(tmp_path / "register", durability="full") as store:
        store.ready()


def test_a_session_keeps_its_store_open(tmp_path: Path) -> None:
    session = cadastre.open(tmp_path / "register").anonymous
    gc.collect()
    session.ready()
    with pytest.warns(ResourceWarning, match="unclosed register"):
        del session


def test_a_session_that_is_dropped_is_freed(store: cadastre.Store, ada: cadastre.Session) -> None:
    assert ada.user_id
    session = store.login(ADA, PASSWORD)
    gone = weakref.ref(session.raw)
    del session
    assert gone() is None


@pytest.mark.parametrize("order", list(itertools.permutations(["store", "anonymous", "operator", "pieces"])))
def test_things_go_in_any_order(store: cadastre.Store, ada: cadastre.Session, order: tuple[str, ...]) -> None:
    again = cadastre.open(store.path, durability="relaxed", sign_ups_per_hour=None)
    things: dict[str, object] = {
        "store": again,
        "anonymous": again.anonymous,
        "operator": again.operator(),
        "pieces": ada.export_me(),
    }
    again.close()
    del again
    for name in order:
        del things[name]
    assert ada.me()


def test_things_in_a_cycle_go_together(tmp_path: Path) -> None:
    store = cadastre.open(tmp_path / "register")
    cycle: list[object] = [store, store.operator(), store.anonymous]
    cycle.append(cycle)
    del store, cycle
    with pytest.warns(ResourceWarning, match="unclosed register"):
        gc.collect()


def test_a_store_that_is_dropped_inside_a_callback_is_closed_later(store: cadastre.Store, tmp_path: Path) -> None:
    others = [cadastre.open(tmp_path / "other", durability="relaxed")]

    def drop(_: bytes) -> None:
        if others:
            with pytest.warns(ResourceWarning, match="unclosed register"):
                others.pop()

    store.operator().export(drop)
    with cadastre.open(tmp_path / "other", durability="full") as other:
        other.ready()


def test_a_store_that_can_not_be_closed_yet_is_not_forgotten(store: cadastre.Store, tmp_path: Path) -> None:
    others = [cadastre.open(tmp_path / "other", durability="relaxed")]
    thirds: list[cadastre.Store] = []

    def drop(_: bytes) -> None:
        if others:
            with pytest.warns(ResourceWarning, match="unclosed register"):
                others.pop()
            # Opening closes what was left, but for in here.
            thirds.append(cadastre.open(tmp_path / "third"))

    store.operator().export(drop)
    thirds.pop().close()
    with cadastre.open(tmp_path / "other", durability="full") as other:
        other.ready()


AT_EXIT = {
    "nothing closed": "",
    "the store closed": "store.close()",
    "an export begun": "next(pieces)",
    "in a cycle": "store.itself = store",
    "kept by a module": "import json; json.store, json.session = store, session",
    "a thread in a call": (
        "import threading\n"
        "def forever():\n"
        "    while True: session.me()\n"
        "threading.Thread(target=forever, daemon=True).start()"
    ),
    "a thread in a callback": (
        "import threading\n"
        "entered = threading.Event()\n"
        "def source():\n"
        "    entered.set(); threading.Event().wait(); yield b''\n"
        "threading.Thread(target=lambda: store.operator().import_(source()), daemon=True).start()\n"
        "entered.wait()"
    ),
    "an error kept": "try: session.property('x')\nexcept cadastre.NotFound as error: kept = error",
}


@pytest.mark.parametrize("last", AT_EXIT.values(), ids=AT_EXIT.keys())
def test_the_interpreter_ends_in_peace(tmp_path: Path, last: str) -> None:
    script = f"""
import cadastre
store = cadastre.open({str(tmp_path / "register")!r}, durability="relaxed")
store.sign_up(email="ada@example.org", password="a password", firstName="Ada", lastName="Martin")
session = store.login("ada@example.org", "a password")
pieces = session.export_me()
store.anonymous.ready()
{last}
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    with cadastre.open(tmp_path / "register") as store:
        assert store.operator().verify()["problems"] == []
