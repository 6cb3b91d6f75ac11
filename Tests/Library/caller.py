"""Calls the library with whatever one likes, right or wrong."""

import ctypes
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from Library.header import Function, Parameter, functions

OK, NOT_FOUND, MISUSE = 0, 5, 16
PASSWORD = b"correct horse battery"
USER = {"email": "ada@example.org", "password": PASSWORD.decode(), "firstName": "Ada", "lastName": "Martin"}
Handle = int | None


class Buffer(ctypes.Structure):
    _fields_ = (
        ("bytes", ctypes.c_char_p),
        ("count", ctypes.c_size_t),
        ("capacity", ctypes.c_size_t),
        ("revision", ctypes.c_char * 40),
    )


class Error(ctypes.Structure):
    _fields_ = (
        ("status", ctypes.c_int),
        ("retry_after", ctypes.c_int32),
        ("message", ctypes.c_char_p),
        ("problem", ctypes.c_char_p),
        ("problem_count", ctypes.c_size_t),
    )


WRITE = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
READ = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
REJECT = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint64, ctypes.c_char_p, ctypes.c_size_t)
SCALARS = {"size_t": ctypes.c_size_t, "int32_t": ctypes.c_int32, "cadastre_status": ctypes.c_int}
RESULTS = {"void": None, "const char*": ctypes.c_char_p, "int32_t": ctypes.c_int32}


def c_type(parameter: Parameter) -> Any:
    if parameter.type == "const char*":
        return ctypes.c_char_p
    return SCALARS.get(parameter.type, ctypes.c_void_p)


class Library:
    """Each function of the header, by its name."""

    def __init__(self, path: Path) -> None:
        loaded = ctypes.CDLL(str(path))
        self.functions = {function.name: function for function in functions()}
        self.calls: dict[str, Callable[..., Any]] = {}
        for function in self.functions.values():
            call = loaded[function.name]
            call.argtypes = [c_type(parameter) for parameter in function.parameters]
            call.restype = RESULTS.get(function.result, ctypes.c_int)
            self.calls[function.name] = call

    def __call__(self, name: str, *arguments: Any) -> Any:
        return self.calls[name](*arguments)

    def handle(self, name: str, *arguments: Any) -> Handle:
        """What a call gives that makes something."""
        out = ctypes.c_void_p()
        assert self(name, *arguments, ctypes.byref(out), None) == OK
        return out.value

    def read(self, name: str, *arguments: Any) -> Any:
        """The JSON that a call answers."""
        buffer = Buffer()
        assert self(name, *arguments, ctypes.byref(buffer), None) == OK
        answer = json.loads(ctypes.string_at(buffer.bytes, buffer.count))
        self("cadastre_buffer_free", ctypes.byref(buffer))
        return answer

    def write(self, name: str, *arguments: Any, document: Mapping[str, Any]) -> Any:
        """The same, of a call that takes JSON last."""
        text = json.dumps(document).encode()
        return self.read(name, *arguments, text, len(text))


class Register:
    """A register with a user, and a handle of each kind."""

    def __init__(self, library: Library, path: Path) -> None:
        self.library = library
        self.path = str(path)
        self.store = library.handle("cadastre_store_open", self.path.encode(), None)
        user = json.dumps(USER).encode()
        assert library("cadastre_store_create_user", self.store, user, len(user), b"user", None, None) == OK
        self.session = library.handle("cadastre_session_login", self.store, USER["email"].encode(), PASSWORD, None)
        self.export = library.handle("cadastre_me_export", self.session)

    def close(self) -> None:
        for name, handle in [
            ("cadastre_export_free", self.export),
            ("cadastre_session_free", self.session),
            ("cadastre_store_close", self.store),
        ]:
            assert self.library(name, handle) == OK


@contextmanager
def opened(library: Library, path: Path) -> Iterator[Register]:
    register = Register(library, path)
    yield register
    register.close()


class Arguments:
    """Arguments that are right, for any function; nothing that a call does with them matters to another."""

    NOBODY = b"00000000-0000-7000-8000-000000000000"
    DOCUMENTS: Mapping[str, bytes] = {
        "property": b'{"name":"House","type":"house","city":"Pau"}',
        "room": b'{"name":"Kitchen","kind":"kitchen"}',
        "type": b'{"label":"Mill"}',
    }
    TEXTS: Mapping[str, bytes] = {"role": b"user", "email": b"ada@example.org", "password": PASSWORD}

    def __init__(self, register: Register, folder: Path) -> None:
        # The callbacks take nothing and give nothing.
        self.kept: list[Any] = [WRITE(lambda *_: 0), READ(lambda *_: 0), REJECT(lambda *_: None)]
        write, read, reject = (ctypes.cast(callback, ctypes.c_void_p).value for callback in self.kept)
        self.texts = {**self.TEXTS, "path": str(folder / "another").encode(), "directory": str(folder / "b").encode()}
        self.given: dict[str, Any] = {
            "cadastre_store*": register.store,
            "cadastre_session*": register.session,
            "cadastre_export*": register.export,
            "int32_t": 0,
            "cadastre_write_callback": write,
            "cadastre_read_callback": read,
            "cadastre_reject_callback": reject,
        }

    def of(self, function: Function) -> list[Any]:
        json = self.DOCUMENTS.get(function.name.split("_")[1], b"{}")
        self.texts |= {"json": json, "token": json}
        self.given["size_t"] = len(json)
        return [self.value(parameter) for parameter in function.parameters]

    def value(self, parameter: Parameter) -> Any:
        if parameter.type in self.given:
            return self.given[parameter.type]
        if parameter.may_be_null:
            return None
        if parameter.type == "const char*":
            return self.texts.get(parameter.name, self.NOBODY)
        # Room enough for whatever is written there.
        self.kept.append(ctypes.create_string_buffer(256))
        return ctypes.addressof(self.kept[-1])
