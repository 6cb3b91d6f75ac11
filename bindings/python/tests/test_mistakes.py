"""What no type checker would let through is an exception of Python's that says what is wrong."""

import copy
import multiprocessing
import pickle

import cadastre
import pytest


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
