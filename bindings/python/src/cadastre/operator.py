"""Whoever runs a register."""

import json
import os
from typing import Any, Literal

from cadastre import errors
from cadastre._cadastre import ffi, lib
from cadastre._cdata import CData
from cadastre._json import Document, dumps, loads
from cadastre._library import NULL, path_text, text
from cadastre.calls import RawCalls
from cadastre.handle import Handle
from cadastre.session import Session
from cadastre.transfer import ExportCallback, ImportCallbacks, Reject, Source, Write

Role = Literal["user", "admin"]


class Operator(Session):
    """Whoever has the register's directory may do everything. Never let a request from outside reach one."""

    __slots__ = ("_handle",)

    def __init__(self, handle: Handle) -> None:
        super().__init__(RawCalls(handle, lib.cadastre_store_session))
        self._handle = handle

    # Users

    def create_user(self, *, role: Role = "user", **fields: object) -> Document:
        """Makes a user, of any role, without counting it as a sign-up."""
        document = dumps(fields)
        return self._document(lib.cadastre_store_create_user, document, len(document), text(role))

    def find_user(self, email: str) -> Document:
        """The whole user who has an e-mail address.

        Raises:
            NotFound: Nobody has it.
        """
        return self._document(lib.cadastre_store_find_user, text(email))

    def set_email(self, id: str, email: str) -> Document:
        """Gives a user another e-mail address."""
        return self._document(lib.cadastre_store_set_email, text(id), text(email))

    def set_password(self, id: str, password: str) -> None:
        """Gives a user another password, and ends all their sessions and tokens."""
        self._handle.call(lib.cadastre_store_set_password, self._handle.store, text(id), text(password))

    def set_role(self, id: str, role: Role) -> Document:
        """Makes a user an admin, or an admin a user, and ends their access tokens; sessions stay."""
        return self._document(lib.cadastre_store_set_role, text(id), text(role))

    def delete_user_in_batches(self, id: str) -> int:
        """Removes a user and all that it owns, however much, the user last; tells how many properties."""
        deleted = ffi.new("uint64_t *")
        self._handle.call(lib.cadastre_store_delete_user, self._handle.store, text(id), deleted)
        return int(deleted[0])

    # The store

    def backup(self, directory: str | os.PathLike[str]) -> None:
        """Copies the register, as it is at one moment, into a new or empty directory, while others go on."""
        self._handle.call(lib.cadastre_store_backup, self._handle.store, path_text(directory))

    def verify(self) -> Document:
        """Compares every index with every record: `{"records": …, "indexEntries": …, "problems": []}`.

        Raises:
            Corrupt: Something is wrong; its `report` has the problems.
        """
        return self._reported(lib.cadastre_store_verify)

    def token_key(self) -> str:
        """The HS256 secret that access tokens are signed with. Whoever has it can be anybody."""
        return self._handle.answer(lib.cadastre_store_token_key, self._handle.store).json.decode()

    def rotate_token_key(self, *, ends_previous: bool = False) -> str:
        """Makes a new key for access tokens. The one before stays good for 15 minutes, unless it `ends_previous`."""
        rotate = lib.cadastre_store_rotate_token_key
        return self._handle.answer(rotate, self._handle.store, int(ends_previous)).json.decode()

    def is_private(self) -> bool:
        """Whether nobody but the owner of the files, and the system's administrator, can read or change them."""
        answer = ffi.new("int32_t *")
        self._handle.call(lib.cadastre_store_is_private, self._handle.store, answer)
        return bool(answer[0])

    # Import and export

    def export(self, write: Write, /, *, with_secrets: bool = False) -> None:
        """Writes everything but secrets, as it is at one moment, as NDJSON that `import_` makes the same register of.

        Args:
            write: Takes each line, on this thread. An exception in it ends the export and comes out here. It should not
                wait for anybody, as the store grows by what is written meanwhile. It may use the register, but not
                close it; the export does not see what changes.
            with_secrets: Password hashes too.
        """
        callback = ExportCallback(write)
        context = ffi.new_handle(callback)
        export = lib.cadastre_store_export
        try:
            self._handle.call(export, self._handle.store, int(with_secrets), lib.cadastre_python_write, context)
        except errors.Stopped:
            if callback.exception is None:
                raise
        if callback.exception is not None:
            raise callback.exception

    def import_(
        self,
        source: Source,
        /,
        *,
        table: str | None = None,
        updates: bool = False,
        creates_types: bool = False,
        trusts_secrets: bool = False,
        stops_at_rejection: bool = False,
        dry_run: bool = False,
        reject: Reject | None = None,
    ) -> Document:
        """Reads NDJSON into the register. Lines that break a rule are rejected one by one.

        Args:
            source: A binary file, or pieces of one. An exception in it ends the import and comes out here; what has
                been taken stays.
            table: None: the lines are an export's. Else they are rows of a table, and this names where the table is
                from: a table read twice makes nothing twice. `cadastre.h` says what a row has.
            updates: Tables: whether a row that is there already changes its property.
            creates_types: Tables: whether types that are not there are made.
            trusts_secrets: Exports: whether admins and password hashes are taken.
            stops_at_rejection: Whether the first line that is rejected ends the import.
            dry_run: Whether nothing is written.
            reject: Takes lines that were rejected.

        Returns:
            `{"added": …, "updated": …, "unchanged": …, "rejected": …, "users": …}`.

        Raises:
            Stopped: At a line that was rejected; its `report` is the summary so far.
        """
        # Kept until the call has returned.
        name = NULL if table is None else ffi.new("char[]", text(table))
        options = ffi.new("cadastre_import_options *", {"size": ffi.sizeof("cadastre_import_options"), "source": name})
        options.updates = updates
        options.creates_types = creates_types
        options.trusts_secrets = trusts_secrets
        options.stops_at_rejection = stops_at_rejection
        options.dry_run = dry_run
        callbacks = ImportCallbacks(source, reject)
        context = ffi.new_handle(callbacks)
        read, rejected = lib.cadastre_python_read, lib.cadastre_python_reject
        try:
            return self._reported(lib.cadastre_store_import, options, read, rejected, context)
        finally:
            if callbacks.exception is not None:
                raise callbacks.exception

    def _document(self, function: Any, *arguments: bytes | int) -> Document:
        return loads(self._handle.answer(function, self._handle.store, *arguments).json)

    def _reported(self, function: Any, *arguments: CData) -> Document:
        """Makes a call that writes its answer also where it fails."""
        report = ffi.gc(ffi.new("cadastre_buffer *"), lib.cadastre_buffer_free)
        try:
            self._handle.call(function, self._handle.store, *arguments, report)
        except errors.Error as error:
            if report.bytes:
                error.report = json.loads(ffi.unpack(report.bytes, report.count))
            raise
        return loads(ffi.unpack(report.bytes, report.count))
