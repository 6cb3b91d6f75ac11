"""All that is kept of a user, on its way out."""

from collections.abc import Iterator

from cadastre._cadastre import lib
from cadastre._cdata import CData
from cadastre.bound import Bound
from cadastre.handle import Handle


class Export(Bound, Iterator[bytes]):
    """Pieces of one JSON document, `{"user":…,"properties":[…]}`, each read when it is asked for."""

    __slots__ = ("_export", "_free", "_handle")

    def __init__(self, handle: Handle, export: CData) -> None:
        self._handle = handle
        self._export = export
        self._free = [export]

    def __next__(self) -> bytes:
        """The next piece.

        Raises:
            Unauthenticated: The session has ended since the export began; the document is not whole.
        """
        if not self._free:
            raise StopIteration
        piece = self._handle.answer(lib.cadastre_export_next, self._export).json
        if not piece:
            self.close()
            raise StopIteration
        return piece

    def close(self) -> None:
        """Ends the export, wherever it is."""
        while self._free:
            lib.cadastre_export_free(self._free.pop())

    def __del__(self) -> None:
        self.close()
