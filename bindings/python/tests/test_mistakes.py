"""What no type checker would let through is an exception of Python's that says what is wrong."""

import copy
import multiprocessing
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cadastre
import pytest

MISTAKES: dict[str, tuple[Callable[[Any], object], type[Exception], str]] = {
    "an id": (lambda ada: ada.property(5), TypeError, "an id is a str, not <class 'int'>"),
    "the id of a room": (lambda ada: ada.room("x", None), TypeError, "a text is a str, not NoneType"),
    "bytes for an id": (lambda ada: ada.property(b"x"), TypeError, "an id is a str, not <class 'bytes'>"),
    "a limit below 0": (lambda ada: ada.properties(limit=-1), ValueError, "limit is at least 0, or None, not -1"),
    "a revision": (lambda ada: ada.update_property("x", expected=5), TypeError, "expected is a revision or a record"),
    "what has none": (lambda ada: ada.update_property("x", expected={"id": "x"}), ValueError, "a room has that of its"),
}
OPTIONS: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
    "a log": ({"log": 5}, TypeError, "log is a function of a level and a line, not int"),
    "no sign-ups": ({"sign_ups_per_hour": 0}, ValueError, "sign_ups_per_hour is at least 1, or None, not 0"),
    "fewer": ({"sign_ups_per_hour": -5}, ValueError, "sign_ups_per_hour is at least 1, or None, not -5"),
    "no properties": ({"maximum_properties_per_user": 0}, ValueError, "maximum_properties_per_user is at least 1"),
    "no room": ({"address_space": 0}, ValueError, "address_space is at least 1, or None, not 0"),
    "no readers": ({"maximum_readers": -1}, ValueError, "maximum_readers is at least 1, or None, not -1"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_what_is_wrong_with_an_argument_is_said(
    ada: cadastre.Session, mistake: tuple[Callable[[Any], object], type[Exception], str]
) -> None:
    call, kind, message = mistake
    with pytest.raises(kind, match=message):
        call(ada)


def test_what_is_wrong_with_a_token_is_said(store: cadastre.Store) -> None:
    with pytest.raises(TypeError, match="a text is a str, not int"):
        store.session(5)  # type: ignore[arg-type]
    with pytest.raises(cadastre.Unauthenticated):
        store.session("a\0b")


@pytest.mark.parametrize("option", OPTIONS.values(), ids=OPTIONS)
def test_what_is_wrong_with_an_option_is_said_and_nothing_made(
    tmp_path: Path, option: tuple[dict[str, Any], type[Exception], str]
) -> None:
    options, kind, message = option
    with pytest.raises(kind, match=message):
        cadastre.open(tmp_path / "register", **options)
    assert list(tmp_path.iterdir()) == []


def test_nothing_open_goes_to_another_process(store: cadastre.Store, ada: cadastre.Session) -> None:
    things: list[object] = [store, ada, store.operator(), ada.raw, ada.export_me()]
    for thing in things:
        told = f"a {type(thing).__name__} belongs to its process"
        for move in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError, match=told):
                move(thing)
        with pytest.raises(TypeError, match=told):
            multiprocessing.get_context("spawn").Process(target=print, args=(thing,)).start()
    assert ada.me()
