"""Writes the types of `cadastre._cadastre` from cadastre.h: run it after a change there."""

import re
from pathlib import Path

from _header import declarations, functions
from _paths import HEADER

STUB = Path(__file__).resolve().parent / "src" / "cadastre" / "_cadastre.pyi"

BEGINNING = """\
# Written by bindings/python/_stub.py from Include/cadastre.h.
# fmt: off
# ruff: noqa: E501
from collections.abc import Callable
from typing import Any, Final, TypeAlias

class CData:
    def __getattr__(self, name: str) -> Any: ...
    def __setattr__(self, name: str, value: object) -> None: ...
    def __getitem__(self, index: int) -> Any: ...
    def __setitem__(self, index: int, value: object) -> None: ...
    def __bool__(self) -> bool: ...
    def __int__(self) -> int: ...

_Text: TypeAlias = bytes | CData

class _FFI:
    NULL: Final[CData]
    def new(self, cdecl: str, init: object = ...) -> CData: ...
    def new_handle(self, x: object) -> CData: ...
    def from_handle(self, x: CData) -> Any: ...
    def gc(self, cdata: CData, destructor: Callable[[CData], object]) -> CData: ...
    def cast(self, cdecl: str, source: object, /) -> CData: ...
    def sizeof(self, cdecl: str) -> int: ...
    def string(self, cdata: CData) -> bytes: ...
    def unpack(self, cdata: CData, length: int) -> bytes: ...
    def memmove(self, dest: CData, src: bytes | memoryview, n: int) -> None: ...
    def def_extern(self, *, name: str, error: object = ...) -> Callable[[Callable[..., object]], object]: ...

class _Lib:
"""
END = """
ffi: _FFI
lib: _Lib
"""


def python_type(parameter: str) -> str:
    """What a C parameter is in Python: cffi takes `bytes` for `const char *`."""
    if parameter.startswith("const char *"):
        return "_Text"
    return "CData" if re.search(r"[*\[]|_callback ", parameter) else "int"


def name(parameter: str) -> str:
    return re.sub(r"\[.*", "", parameter).replace("*", " ").split()[-1]


def stub(header: str) -> str:
    """The stub: constants, callbacks, functions."""
    constants = re.findall(r"\bCADASTRE_\w+(?= =| \d)", declarations(header))
    lines = [f"    {constant}: Final[int]" for constant in constants]
    lines += [f"    cadastre_python_{callback}: Final[CData]" for callback in ("log", "write", "read", "reject")]
    for result, function, parameters in functions(header):
        returned = {"void": "None", "const char *": "CData"}.get(result, "int")
        typed = [f"{name(parameter)}: {python_type(parameter)}" for parameter in parameters]
        lines.append(f"    def {function}({', '.join(['self', *typed, '/'])}) -> {returned}: ...")
    return BEGINNING + "\n".join(lines) + "\n" + END


if __name__ == "__main__":
    STUB.write_text(stub(HEADER.read_text(encoding="utf-8")), encoding="utf-8")
