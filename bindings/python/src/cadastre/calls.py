"""The calls of a session as C has them: JSON bytes in, JSON bytes out. Doors are made of them."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cadastre._cadastre import ffi, lib
from cadastre._cdata import CData
from cadastre._json import dumps
from cadastre._library import NULL, optional_text, text
from cadastre._reading import property_json as _property_json
from cadastre.answer import Answer
from cadastre.attempt import Attempt
from cadastre.bound import Bound
from cadastre.export import Export
from cadastre.handle import Handle

Query = Mapping[str, str | int]


class RawCalls(Bound):
    """One method for each call of a session, named as in `cadastre.h`, which says what it answers and how it fails.

    `expected` is the revision that is to be changed, `None` for any. Any thread, several at once.
    """

    __slots__ = ("__weakref__", "_address", "_free", "_session", "handle")

    def __init__(self, handle: Handle, begin: Callable[..., int], *arguments: Any) -> None:
        """Begins a session with a call that takes a store, these arguments, and where to put the session."""
        # A session needs its store.
        self.handle = handle
        self._free: list[CData] = []
        out = ffi.new("cadastre_session **")
        handle.call(begin, handle.store, *arguments, out)
        self._session = out[0]
        self._address = int(ffi.cast("uintptr_t", self._session))
        self._free.append(self._session)

    def session_free(self) -> None:
        """Ends the session; more than once does no harm."""
        while self._free:
            lib.cadastre_session_free(self._free.pop())

    def __del__(self, _is_finalizing: Callable[[], bool] = sys.is_finalizing) -> None:
        if not _is_finalizing():
            self.session_free()

    def _answer(self, function: Callable[..., int], *arguments: Any, behind: Sequence[CData] = ()) -> Answer:
        return self.handle.answer(function, self._session, *arguments, behind=behind)

    def _done(self, function: Callable[..., int], *arguments: Any) -> None:
        self.handle.call(function, self._session, *arguments)

    # Sessions

    def session_user(self) -> str:
        """The user whose session it is; empty for nobody and the operator."""
        id = ffi.new("char[]", lib.CADASTRE_ID_SIZE)
        self._done(lib.cadastre_session_user, id)
        return ffi.string(id).decode()

    def session_ready(self) -> None:
        """Whether the register can be read now."""
        self._done(lib.cadastre_session_ready)

    def session_statistics(self) -> Answer:
        """How large the store is, who reads it, and what has been written."""
        return self._answer(lib.cadastre_session_statistics)

    # Tokens

    def token_login(self, json: bytes, peer: str | None = None) -> Answer:
        """Logs in: an access token for 15 minutes, and a refresh token that gets the next pair, once."""
        attempt = Attempt(peer)
        return self._answer(lib.cadastre_token_login, json, len(json), attempt.pointer)

    def token_refresh(self, json: bytes) -> Answer:
        """Gets the next pair for a refresh token."""
        return self._answer(lib.cadastre_token_refresh, json, len(json))

    def token_logout(self, json: bytes) -> None:
        """Ends the session that a refresh token belongs to."""
        self._done(lib.cadastre_token_logout, json, len(json))

    # Users

    def user_create(self, json: bytes, peer: str | None = None) -> Answer:
        """Signs somebody up."""
        attempt = Attempt(peer)
        return self._answer(lib.cadastre_user_create, json, len(json), attempt.pointer)

    def user_get(self, id: str) -> Answer:
        """The public part of a user."""
        return self._answer(lib.cadastre_user_get, text(id))

    def user_list(self, query: Query | None = None) -> Answer:
        """Whole users, for admins."""
        return self._answer(lib.cadastre_user_list, _query(query))

    def user_delete(self, id: str) -> None:
        """Removes a user and all that it owns, for admins."""
        self._done(lib.cadastre_user_delete, text(id))

    def user_end_sessions(self, id: str) -> None:
        """Ends every session and token of a user, for admins."""
        self._done(lib.cadastre_user_end_sessions, text(id))

    def me_get(self) -> Answer:
        """The whole user whose session it is."""
        return self._answer(lib.cadastre_me_get)

    def me_patch(self, json: bytes, expected: str | None = None) -> Answer:
        """Changes the user whose session it is."""
        return self._answer(lib.cadastre_me_patch, json, len(json), optional_text(expected))

    def me_delete(self, expected: str | None = None) -> None:
        """Removes the user whose session it is, and all that it owns."""
        self._done(lib.cadastre_me_delete, optional_text(expected))

    def me_set_password(self, json: bytes, peer: str | None = None) -> None:
        """Changes the password, and ends all sessions and tokens of the user."""
        attempt = Attempt(peer)
        self._done(lib.cadastre_me_set_password, json, len(json), attempt.pointer)

    def me_export(self) -> Export:
        """All that is kept of the user whose session it is: pieces of one JSON document."""
        out = ffi.new("cadastre_export **")
        self._done(lib.cadastre_me_export, out)
        return Export(self.handle, out[0])

    # Types

    def type_list(self) -> Answer:
        """All types."""
        return self._answer(lib.cadastre_type_list)

    def type_get(self, id: str) -> Answer:
        """One type."""
        return self._answer(lib.cadastre_type_get, text(id))

    def type_put(self, id: str, json: bytes) -> tuple[Answer, bool]:
        """Makes a type, or changes one; and whether it was made."""
        is_new = ffi.new("int32_t *")
        answer = self._answer(lib.cadastre_type_put, text(id), json, len(json), behind=(is_new,))
        return answer, bool(is_new[0])

    def type_delete(self, id: str) -> None:
        """Removes a type that no property has."""
        self._done(lib.cadastre_type_delete, text(id))

    # Properties

    def property_list(self, query: Query | None = None) -> Answer:
        """A page of properties."""
        return self._answer(lib.cadastre_property_list, _query(query))

    def property_get(self, id: str) -> Answer:
        """One property."""
        return self._answer(lib.cadastre_property_get, text(id))

    def property_json(self, id: str) -> bytes:
        """One property, without its revision: with as little as can be between the caller and the store."""
        json = _property_json(self._address, id)
        return self.property_get(id).json if json is None else json

    def property_create(self, json: bytes) -> Answer:
        """Makes a property, whose owner is the user whose session it is."""
        return self._answer(lib.cadastre_property_create, json, len(json))

    def property_replace(self, id: str, json: bytes, expected: str | None = None) -> Answer:
        """Replaces a property."""
        return self._answer(lib.cadastre_property_replace, text(id), json, len(json), optional_text(expected))

    def property_patch(self, id: str, json: bytes, expected: str | None = None) -> Answer:
        """Changes a property by a merge patch."""
        return self._answer(lib.cadastre_property_patch, text(id), json, len(json), optional_text(expected))

    def property_delete(self, id: str, expected: str | None = None) -> None:
        """Removes a property, with its rooms."""
        self._done(lib.cadastre_property_delete, text(id), optional_text(expected))

    # Rooms

    def room_list(self, property: str) -> Answer:
        """The rooms of a property."""
        return self._answer(lib.cadastre_room_list, text(property))

    def room_get(self, property: str, id: str) -> Answer:
        """One room."""
        return self._answer(lib.cadastre_room_get, text(property), text(id))

    def room_create(self, property: str, json: bytes, expected: str | None = None) -> Answer:
        """Adds a room, as the last."""
        return self._answer(lib.cadastre_room_create, text(property), json, len(json), optional_text(expected))

    def room_replace(self, property: str, id: str, json: bytes, expected: str | None = None) -> Answer:
        """Replaces a room, which stays in its place."""
        return self._answer(
            lib.cadastre_room_replace, text(property), text(id), json, len(json), optional_text(expected)
        )

    def room_patch(self, property: str, id: str, json: bytes, expected: str | None = None) -> Answer:
        """Changes a room by a merge patch."""
        return self._answer(lib.cadastre_room_patch, text(property), text(id), json, len(json), optional_text(expected))

    def room_delete(self, property: str, id: str, expected: str | None = None) -> None:
        """Removes a room."""
        self._done(lib.cadastre_room_delete, text(property), text(id), optional_text(expected))

    # Cities

    def city_list(self, query: Query | None = None) -> Answer:
        """Cities, with how many properties each has."""
        return self._answer(lib.cadastre_city_list, _query(query))


def _query(query: Query | None) -> bytes | CData:
    return NULL if query is None else dumps(dict(query))
