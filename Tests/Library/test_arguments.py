"""Every function that the header declares, with arguments that are wrong, one at a time."""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from Library.caller import MISUSE, OK, Arguments, Error, Library, Register, opened
from Library.header import Function, functions
from Library.installation import Installation

HANDLES = ("cadastre_store*", "cadastre_session*", "cadastre_export*")
FALLIBLE = [function for function in functions() if function.result == "cadastre_status"]
TAKING_HANDLES = [function for function in FALLIBLE if function.parameters[0].type in HANDLES]
# Which of the pointers is NULL, by the function's and its own name.
MUST_NOT = [(f, p.name) for f in FALLIBLE for p in f.parameters if p.is_pointer and not p.may_be_null]
MAY = [(f, p.name) for f in FALLIBLE for p in f.parameters if p.is_pointer and p.may_be_null]
GARBAGE = [1, 2, 3, 0xFF, 0x1000, 0xDEAD_BEEF_DEAD_BEEF, 1 << 63, (1 << 64) - 1]


@pytest.fixture(scope="module")
def library(installed: Installation) -> Library:
    return Library(installed.library)


@pytest.fixture(scope="module")
def register(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with opened(library, tmp_path_factory.mktemp("arguments") / "register") as register:
        yield register


@pytest.fixture(scope="module")
def untouched(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """One whose user nobody removes."""
    with opened(library, tmp_path_factory.mktemp("handles") / "register") as register:
        yield register


def called(register: Register, function: Function, values: list[Any]) -> int:
    """What a call returns; where it takes an error, that says the same."""
    if function.parameters[-1].name != "error" or values[-1] is None:
        return int(register.library(function.name, *values))
    error = ctypes.POINTER(Error)()
    status = int(register.library(function.name, *values[:-1], ctypes.addressof(error)))
    assert bool(error) == (status != OK)
    if error:
        assert error.contents.status == status
        assert error.contents.message
        register.library("cadastre_error_free", ctypes.cast(error, ctypes.c_void_p))
    return status


def arguments(register: Register, folder: Path, function: Function) -> tuple[Arguments, dict[str, Any]]:
    right = Arguments(register, folder)
    return right, dict(zip([p.name for p in function.parameters], right.of(function), strict=True))


@pytest.mark.parametrize(("function", "name"), MUST_NOT, ids=lambda value: getattr(value, "name", value))
def test_null_is_refused(register: Register, tmp_path: Path, function: Function, name: str) -> None:
    _kept, values = arguments(register, tmp_path, function)
    error = ctypes.c_void_p()
    values |= {name: None} | ({"error": ctypes.addressof(error)} if "error" in values else {})
    assert called(register, function, list(values.values())) == MISUSE


@pytest.mark.parametrize(("function", "name"), MAY, ids=lambda value: getattr(value, "name", value))
def test_null_is_taken_where_the_header_says_so(
    register: Register, tmp_path: Path, function: Function, name: str
) -> None:
    _kept, values = arguments(register, tmp_path, function)
    values |= {name: None}
    assert called(register, function, list(values.values())) != MISUSE


def bad_handles(register: Register, type_: str) -> Iterator[int | None]:
    """Bits that nobody has given out, handles of another kind, and one that is freed."""
    yield from GARBAGE
    yield ctypes.addressof(ctypes.create_string_buffer(64))
    of = dict(zip(HANDLES, (register.store, register.session, register.export), strict=True))
    yield from (handle for kind, handle in of.items() if kind != type_)
    # One that would be right at another time. (A bit further down may make it another one that is right.)
    yield from ((of[type_] or 0) ^ 1 << bit for bit in range(32, 64))
    yield freed(register, type_)


def freed(register: Register, type_: str) -> int | None:
    library = register.library
    match type_:
        case "cadastre_export*":
            handle = library.handle("cadastre_me_export", register.session)
            assert library("cadastre_export_free", handle) == OK
        case "cadastre_session*":
            handle = library.handle("cadastre_session_anonymous", register.store)
            assert library("cadastre_session_free", handle) == OK
        case _:
            handle = library.handle("cadastre_store_open", register.path.encode(), None)
            assert library("cadastre_store_close", handle) == OK
    return handle


@pytest.mark.parametrize("function", TAKING_HANDLES, ids=lambda function: function.name)
def test_what_is_no_handle_is_refused(untouched: Register, tmp_path: Path, function: Function) -> None:
    _kept, values = arguments(untouched, tmp_path, function)
    first = function.parameters[0]
    for handle in bad_handles(untouched, first.type):
        values |= {first.name: handle}
        assert called(untouched, function, list(values.values())) == MISUSE, hex(handle or 0)


def test_a_status_that_is_none_has_a_name(library: Library) -> None:
    names = [library("cadastre_status_name", status) for status in range(18)]
    assert len(set(names)) == 18
    for status in (-1, 18, 2**31 - 1, -(2**31)):
        assert library("cadastre_status_name", status) == b"unknown"
