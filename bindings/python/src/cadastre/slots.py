"""What calls write to."""

from cadastre._cadastre import ffi, lib
from cadastre._cdata import CData

Slot = tuple[CData, CData, CData]
"""A `cadastre_python_slot *`, and what is in it: a `cadastre_buffer *` and a `cadastre_error **`."""

# Those that no call uses: as many as calls ever ran at once, each with its storage, so that a loop of reads allocates
# nothing. A list, and not one slot a thread: a signal handler or a finalizer may call from within a call. `pop` and
# `append` are atomic.
free: list[Slot] = []
give_back = free.append


def take() -> Slot:
    """A slot that is nobody else's until it is given back."""
    try:
        return free.pop()
    except IndexError:
        return make()


def make() -> Slot:
    """One more slot."""
    slot = ffi.gc(ffi.new("cadastre_python_slot *"), _free_buffer)
    return slot, ffi.addressof(slot, "buffer"), ffi.addressof(slot, "error")


def _free_buffer(slot: CData) -> None:
    lib.cadastre_buffer_free(ffi.addressof(slot, "buffer"))
