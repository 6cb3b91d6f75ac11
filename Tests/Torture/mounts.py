"""Small file systems that this process alone sees, and that go with it."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

NEW_MOUNTS = 0x20000
# MS_REC and MS_PRIVATE; MS_BIND; MS_REMOUNT, MS_BIND and MS_RDONLY; MNT_DETACH.
PRIVATE, BIND, READ_ONLY_BIND, DETACH = 0x44000, 0x1000, 0x1021, 2
REMOUNT = 0x20

LIBRARY = ctypes.CDLL(None, use_errno=True)


@cache
def obstacle() -> str | None:
    """Why nothing can be mounted here. To be asked before there are other threads: they must share what is mounted."""
    if LIBRARY.unshare(NEW_MOUNTS) != 0 or LIBRARY.mount(b"none", b"/", b"none", ctypes.c_ulong(PRIVATE), None) != 0:
        return f"mounting needs the rights of root ({os.strerror(ctypes.get_errno())})"
    return None


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[None]:
    """A file system in memory of so many bytes."""
    place.mkdir()
    _mount("tmpfs", place, "tmpfs", 0, f"size={size},mode=0755")
    try:
        yield
    finally:
        LIBRARY.umount2(os.fsencode(place), DETACH)


def resize(place: Path, size: int) -> None:
    """Gives such a file system another size."""
    _mount("tmpfs", place, "tmpfs", REMOUNT, f"size={size}")


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    """What lies in a directory, for reading only."""
    _mount(str(place), place, "none", BIND)
    _mount("none", place, "none", READ_ONLY_BIND)
    try:
        yield
    finally:
        LIBRARY.umount2(os.fsencode(place), DETACH)


def _mount(source: str, place: Path, kind: str, flags: int, options: str = "") -> None:
    words = [os.fsencode(source), os.fsencode(place), kind.encode()]
    if LIBRARY.mount(*words, ctypes.c_ulong(flags), options.encode()) != 0:
        raise OSError(ctypes.get_errno(), f"can't mount on {place}")
