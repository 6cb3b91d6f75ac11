"""How a register is opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from cadastre._cadastre import ffi, lib
from cadastre._cdata import CData

Durability = Literal["full", "relaxed"]
"""When a change returns: when it is on disk, or before its last page is known to be."""

LogLevel = Literal["info", "warning", "error"]

Log = Callable[[LogLevel, str], object]
"""Takes a line of the log, on the thread whose call it is about. It must not call the register.

An exception in it goes to `sys.unraisablehook` and no further: a change that is on disk must not look like one that
failed.
"""

LEVELS: dict[int, LogLevel] = {
    lib.CADASTRE_LOG_INFO: "info",
    lib.CADASTRE_LOG_WARNING: "warning",
    lib.CADASTRE_LOG_ERROR: "error",
}

DURABILITIES = {"full": lib.CADASTRE_DURABILITY_FULL, "relaxed": lib.CADASTRE_DURABILITY_RELAXED}


@dataclass(frozen=True, slots=True)
class Options:
    """What `cadastre.open` was asked for, kept so that a child process can open the same again."""

    address_space: int | None
    maximum_readers: int | None
    durability: Durability
    must_exist: bool
    read_only: bool
    allow_network_file_system: bool
    sign_ups_per_hour: int | None
    maximum_properties_per_user: int | None
    log: Log | None

    def structure(self) -> tuple[CData, CData]:
        """The options for C, and what must live as long as the store."""
        self._check()
        structure = ffi.new("cadastre_store_options *")
        structure.size = ffi.sizeof("cadastre_store_options")
        structure.address_space = self.address_space or 0
        structure.maximum_readers = self.maximum_readers or 0
        structure.durability = DURABILITIES[self.durability]
        structure.must_exist = self.must_exist
        structure.read_only = self.read_only
        structure.allow_network_file_system = self.allow_network_file_system
        structure.sign_ups_per_hour = _or_any(self.sign_ups_per_hour)
        structure.maximum_properties_per_user = _or_any(self.maximum_properties_per_user)
        context = ffi.NULL
        if self.log is not None:
            context = ffi.new_handle(self.log)
            structure.log = lib.cadastre_python_log
            structure.log_context = context
        return structure, context

    def _check(self) -> None:
        """Insists on what C would take for something else: there, a number of 0 is the default."""
        if self.durability not in DURABILITIES:
            raise ValueError(f"durability is {' or '.join(DURABILITIES)}, not {self.durability!r}")
        for name in ("address_space", "maximum_readers", "sign_ups_per_hour", "maximum_properties_per_user"):
            number = getattr(self, name)
            if number is not None and number < 1:
                raise ValueError(f"{name} is at least 1, or None, not {number}")
        if self.log is not None and not callable(self.log):
            raise TypeError(f"log is a function of a level and a line, not {type(self.log).__name__}")


def _or_any(bound: int | None) -> int:
    """A bound as C takes it, where 0 is the default."""
    return -1 if bound is None else bound


@ffi.def_extern(name="cadastre_python_log")
def _log(context: CData, level: int, message: CData) -> None:
    ffi.from_handle(context)(LEVELS.get(level, "error"), ffi.string(message).decode())
