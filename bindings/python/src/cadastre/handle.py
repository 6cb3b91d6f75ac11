"""A register that is open, for as long as anything needs it."""

import os
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from cadastre import errors
from cadastre._cadastre import ffi, lib
from cadastre._cdata import CData
from cadastre._library import failure
from cadastre.answer import Answer
from cadastre.bound import Bound
from cadastre.options import Options
from cadastre.slots import give_back, take

# Stores that were collected inside a callback of the library, where none can be closed, with what their logs need.
_left_open: list[tuple[CData, CData]] = []


def _close_what_was_left() -> None:
    """Closes those; in a callback again, they are left once more."""
    for _ in range(len(_left_open)):
        try:
            left = _left_open.pop(0)
        except IndexError:
            # Another thread does the same.
            return
        if lib.cadastre_store_close(left[0]):
            _left_open.append(left)


class Handle(Bound):
    """A `cadastre_store`. Stores and sessions share it: it is closed by `close`, or with the last of them."""

    def __init__(self, path: bytes, options: Options) -> None:
        # What `close` takes, so that of two threads one closes.
        self._open: list[CData] = []
        _close_what_was_left()
        self.path = path
        self.pid = os.getpid()
        # The log's context lives until the store is closed.
        self._options = options
        structure, self._log = options.structure()
        out = ffi.new("cadastre_store **")
        self.call(lib.cadastre_store_open, path, structure, out)
        self.store = out[0]
        self._open.append(self.store)

    def call(self, function: Callable[..., int], *arguments: Any) -> None:
        """Makes a call that answers through pointers among its arguments."""
        slot = _, error = take()
        status = function(*arguments, error)
        failed = failure(status, error, self.pid) if status else None
        give_back(slot)
        if failed:
            raise failed

    def answer(self, function: Callable[..., int], *arguments: Any, behind: Sequence[CData] = ()) -> Answer:
        """Makes a call that answers in a buffer, with out-parameters `behind` it where it has such."""
        slot = buffer, error = take()
        if status := function(*arguments, buffer, *behind, error):
            failed = failure(status, error, self.pid)
            give_back(slot)
            raise failed
        answer = Answer(ffi.unpack(buffer.bytes, buffer.count), ffi.string(buffer.revision).decode())
        give_back(slot)
        return answer

    def close(self) -> None:
        """Waits for the calls that run, ends the sessions, and gives back the files. Once is enough."""
        try:
            store = self._open.pop()
        except IndexError:
            return
        if lib.cadastre_store_close(store):
            self._open.append(store)
            raise errors.Misuse("misuse", "A store can't be closed from within a callback of the library.", b"")

    def __del__(
        self,
        _warn: Callable[..., None] = warnings.warn,
        _is_finalizing: Callable[[], bool] = sys.is_finalizing,
    ) -> None:
        if not self._open:
            return
        if os.getpid() == self.pid:
            _warn(f"unclosed register {os.fsdecode(self.path)!r}", ResourceWarning, source=self)
        # When the interpreter ends, other threads may be in calls that never end; the files don't need us.
        if not _is_finalizing():
            try:
                self.close()
            except errors.Misuse:
                _left_open.append((self.store, self._log))
