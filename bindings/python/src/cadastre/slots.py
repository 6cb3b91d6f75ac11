"""What calls write to."""

from cadastre._cadastre import ffi, lib
from cadastre._cdata import CData

Slot = tuple[CData, CData]
"""A `cadastre_buffer *` and a `cadastre_error **`."""

# Those that no call uses: as many as calls ever ran at once, each with its storage, so that a loop of reads allocates
# nothing. A list, and not one slot a thread: a signal handler or a finalizer may call from within a call. `pop` and
# `append` are atomic.
_free: list[Slot] = []
give_back = _free.append


def take() -> Slot:
    """A slot that is nobody else's until it is given back."""
    try:
        return _free.pop()
    except IndexError:
        return ffi.gc(ffi.new("cadastre_buffer *"), lib.cadastre_buffer_free), ffi.new("cadastre_error **")
