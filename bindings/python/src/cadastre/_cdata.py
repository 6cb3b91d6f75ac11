"""The type of what cffi gives, of which only type checkers want to know more."""

from typing import TYPE_CHECKING

from cadastre._cadastre import ffi

if TYPE_CHECKING:
    from cadastre._cadastre import CData
else:
    CData = ffi.CData

__all__ = ["CData"]
