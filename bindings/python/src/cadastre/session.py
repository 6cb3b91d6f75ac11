"""Somebody who uses a register."""

from builtins import property as read_only
from collections.abc import Iterator, Mapping
from typing import Any

from cadastre._json import Document, dumps, loads
from cadastre.calls import RawCalls
from cadastre.pages import Page, page, paged
from cadastre.reader import Reader
from cadastre.revisions import revision

Expected = str | Mapping[str, Any]
"""The revision that a change expects: its text, or the record as it was read."""


def _expected(value: Expected | None) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        raise TypeError(f"expected is a revision or a record as it was read, not {type(value).__name__}")
    return revision(value)


class Session(Reader):
    """What one user does with a register: `Store.login` and `Store.session` give one.

    A change that expects a revision raises `Stale` where somebody was faster; without, it changes what is there. Each
    change raises `Forbidden` where the user may not, and `Invalid` where fields are wrong. Once the session has ended,
    each call raises `Unauthenticated`. Any thread, several at once.
    """

    __slots__ = ("__weakref__", "_user_id", "raw")

    raw: RawCalls
    """The same calls with JSON as it is, for what passes it on."""

    def __init__(self, raw: RawCalls) -> None:
        self.raw = raw
        self._user_id: str | None = None

    @read_only
    def user_id(self) -> str | None:
        """Whose session it is; None for nobody and the operator."""
        if self._user_id is None:
            self._user_id = self.raw.session_user()
        return self._user_id or None

    def close(self) -> None:
        """Ends the session. Once is enough."""
        self.raw.session_free()

    # Properties

    def create_property(self, **fields: object) -> Document:
        """Makes a property of `name`, `type`, `city`, and `description` and `rooms` where there are such."""
        return loads(self.raw.property_create(dumps(fields)).json)

    def replace_property(
        self, id: str, document: Mapping[str, Any], /, *, expected: Expected | None = None
    ) -> Document:
        """Replaces a property by a whole one. Rooms that have their id keep it."""
        return loads(self.raw.property_replace(id, dumps(dict(document)), _expected(expected)).json)

    def update_property(self, id: str, /, *, expected: Expected | None = None, **changes: object) -> Document:
        """Changes fields of a property; the others stay."""
        return loads(self.raw.property_patch(id, dumps(changes), _expected(expected)).json)

    def delete_property(self, id: str, /, *, expected: Expected | None = None) -> None:
        """Removes a property, with its rooms."""
        self.raw.property_delete(id, _expected(expected))

    # Rooms

    def add_room(self, property: str, /, *, expected: Expected | None = None, **fields: object) -> Document:
        """Adds a room of `name`, `kind`, and `area` (m²) and `features` where there are such, as the last.

        Args:
            expected: The revision of the property, as of all changes of rooms.
        """
        return loads(self.raw.room_create(property, dumps(fields), _expected(expected)).json)

    def replace_room(
        self, property: str, id: str, document: Mapping[str, Any], /, *, expected: Expected | None = None
    ) -> Document:
        """Replaces a room, which stays in its place."""
        return loads(self.raw.room_replace(property, id, dumps(dict(document)), _expected(expected)).json)

    def update_room(
        self, property: str, id: str, /, *, expected: Expected | None = None, **changes: object
    ) -> Document:
        """Changes fields of a room; the others stay. A feature that is None goes."""
        return loads(self.raw.room_patch(property, id, dumps(changes), _expected(expected)).json)

    def delete_room(self, property: str, id: str, /, *, expected: Expected | None = None) -> None:
        """Removes a room."""
        self.raw.room_delete(property, id, _expected(expected))

    # The user whose session it is

    def me(self) -> Document:
        """The whole user whose session it is."""
        return loads(self.raw.me_get().json)

    def update_me(self, *, expected: Expected | None = None, **changes: object) -> Document:
        """Changes fields of the user whose session it is; the others stay."""
        return loads(self.raw.me_patch(dumps(changes), _expected(expected)).json)

    def delete_me(self, *, expected: Expected | None = None) -> None:
        """Removes the user whose session it is, and all that it owns."""
        self.raw.me_delete(_expected(expected))

    def change_password(self, current: str, new: str, *, peer: str | None = None) -> None:
        """Changes the password, and ends all sessions and tokens of the user, this one too.

        Args:
            current: The password that the user has.
            new: The one that it is to have.
            peer: The address that the change comes from; its network's failures are counted. All without one count as
                one network.

        Raises:
            Forbidden: The current password is wrong.
            Throttled: It was wrong too often.
        """
        self.raw.me_set_password(dumps({"currentPassword": current, "newPassword": new}), peer)

    def export_me(self) -> Iterator[bytes]:
        """All that is kept of the user: one JSON document, in pieces."""
        return self.raw.me_export()

    # For admins

    def put_type(self, id: str, label: str, /) -> Document:
        """Makes a type, or gives one another label. For admins."""
        return loads(self.raw.type_put(id, dumps({"label": label}))[0].json)

    def delete_type(self, id: str, /) -> None:
        """Removes a type. For admins.

        Raises:
            Conflict: A property has it.
        """
        self.raw.type_delete(id)

    def users(self, *, limit: int | None = None) -> Iterator[Document]:
        """Whole users, the newest first, at most `limit`. For admins."""
        return paged(self.raw.user_list, limit=limit)

    def users_page(self, *, limit: int | None = None, after: str | None = None) -> Page:
        """One page of `users`; `limit` is 1 to 100, 20 without it."""
        return page(self.raw.user_list, limit=limit, after=after)

    def delete_user(self, id: str, /) -> None:
        """Removes a user and all that it owns. For admins.

        Raises:
            Conflict: It owns more than 20,000 properties; `Operator.delete_user_in_batches` takes them.
        """
        self.raw.user_delete(id)

    def end_sessions(self, id: str, /) -> None:
        """Ends every session and token of a user, whose password stays. For admins."""
        self.raw.user_end_sessions(id)
