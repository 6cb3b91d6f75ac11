"""Callbacks of import and export: what a register takes in, and what it gives out.

C never sees an exception: the callback asks to stop, and the exception waits for the call that it belongs to.
"""

import json
from collections.abc import Callable, Iterable
from typing import BinaryIO

from cadastre._cadastre import ffi
from cadastre._cdata import CData
from cadastre.errors import FieldError

GO_ON = 0
STOP = -1

Write = Callable[[bytes], object]
"""Takes one line of an export, with its line break: the `write` of a binary file, say."""

Reject = Callable[[int, list[FieldError]], object]
"""Takes the number of a line, from 1, that an import has rejected, and what is wrong with it."""

Source = BinaryIO | Iterable[bytes]
"""What an import reads: a binary file, or pieces of one, however it is cut."""


class ExportCallback:
    """The context of an export."""

    def __init__(self, write: Write) -> None:
        self.write = write
        self.exception: BaseException | None = None


class ImportCallbacks:
    """The context of an import."""

    def __init__(self, source: Source, reject: Reject | None) -> None:
        if isinstance(source, bytes | bytearray | memoryview | str):
            raise TypeError(f"an import reads a binary file or pieces of one, not {type(source).__name__}: make a list")
        self.reject = reject
        self.exception: BaseException | None = None
        self._read = source.read if hasattr(source, "read") else None
        self._pieces = iter(()) if self._read else iter(source)
        self._rest = memoryview(b"")

    def next(self, capacity: int) -> memoryview:
        """Up to so many bytes; none at the end. What a source gives beyond them is kept for the next time."""
        if not self._rest and self._read:
            self._rest = _bytes_of(self._read(capacity))
        while not self._rest:
            try:
                self._rest = _bytes_of(next(self._pieces))
            except StopIteration:
                break
        piece, self._rest = self._rest[:capacity], self._rest[capacity:]
        return piece


def _bytes_of(piece: bytes) -> memoryview:
    """What a piece holds, whose length is then that of its bytes, whatever the items of an array are."""
    return memoryview(piece).cast("B")


@ffi.def_extern(name="cadastre_python_write", error=STOP)
def _write(context: CData, line: CData, count: int) -> int:
    export: ExportCallback = ffi.from_handle(context)
    try:
        export.write(ffi.unpack(line, count))
    except BaseException as exception:  # noqa: BLE001
        export.exception = exception
        return STOP
    return GO_ON


@ffi.def_extern(name="cadastre_python_read", error=STOP)
def _read(context: CData, into: CData, capacity: int) -> int:
    import_: ImportCallbacks = ffi.from_handle(context)
    if import_.exception:
        return STOP
    try:
        piece = import_.next(capacity)
        ffi.memmove(into, piece, len(piece))
    except BaseException as exception:  # noqa: BLE001
        import_.exception = exception
        return STOP
    return len(piece)


@ffi.def_extern(name="cadastre_python_reject")
def _reject(context: CData, line: int, errors: CData, count: int) -> None:
    import_: ImportCallbacks = ffi.from_handle(context)
    if import_.exception or not import_.reject:
        return
    try:
        fields = json.loads(ffi.unpack(errors, count))
        import_.reject(line, [FieldError(each["field"], each["message"]) for each in fields])
    except BaseException as exception:  # noqa: BLE001
        # Rejecting can't stop an import; the next reading does.
        import_.exception = exception
