"""Where a login, a sign-up or a change of password comes from."""

from cadastre._cadastre import ffi
from cadastre._library import text


class Attempt:
    """A `cadastre_attempt`, and the text that it points to, for as long as the call lasts."""

    def __init__(self, peer: str | None) -> None:
        self._peer = ffi.NULL if peer is None else ffi.new("char[]", text(peer))
        self.pointer = ffi.new("cadastre_attempt *", [ffi.sizeof("cadastre_attempt"), self._peer])
