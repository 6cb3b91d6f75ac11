"""What goes wrong: one exception for each error of the core."""

import json
from typing import Any, NamedTuple


class FieldError(NamedTuple):
    """What is wrong with one field."""

    field: str
    """Where it is, such as `rooms[2].area`."""
    message: str
    """What is wrong with it, in words for whoever filled it in."""


class Error(Exception):
    """Something went wrong in the register. `str()` of it may be shown to whoever asked; `message` may not.

    Where they differ, the message is also a note: a traceback shows it.
    """

    code: str
    """The error's name, such as `not-found`."""
    message: str
    """A sentence or two for whoever runs the program. It may name paths and causes: don't show it to strangers."""
    problem: bytes
    """The problem document (RFC 9457), as every door sends it."""
    fields: list[FieldError]
    """Which fields are wrong; empty where the error is not about fields."""
    retry_after: int | None
    """Seconds until it makes sense to try again; None where that is not known, or makes no sense."""
    report: dict[str, Any] | None
    """What a call that failed still tells: the report of `verify`, the summary of `import_`."""

    def __init__(self, code: str, message: str, problem: bytes, retry_after: int | None = None) -> None:
        super().__init__(code, message, problem, retry_after)
        document = json.loads(problem) if problem else {}
        self.code = code
        self.message = message
        self.problem = problem
        self.retry_after = retry_after
        self.fields = [FieldError(each["field"], each["message"]) for each in document.get("errors", ())]
        self.report = None
        self._detail: str = document.get("detail", message)
        if message != str(self):
            # A traceback is for whoever runs the program.
            self.add_note(message)

    def __str__(self) -> str:
        # Of one field, the detail says all; of several, only how many they are.
        if len(self.fields) <= 1:
            return self._detail
        return " ".join(f"{field} {message}." for field, message in self.fields)


class Malformed(Error):
    """Not JSON, a member of the wrong JSON type, a query that makes no sense, a cursor of another query."""


class Invalid(Error):
    """Fields are wrong: `fields` names each."""


class Unauthenticated(Error):
    """Nobody knows who asks: no user, a wrong password, a token or session that has ended."""


class Forbidden(Error):
    """It is known who asks, and that they may not: neither the owner nor an admin."""


class NotFound(Error):
    """Nothing has this id."""


class Conflict(Error):
    """Another record stands in the way: an e-mail address that is taken, a type in use."""


class Stale(Error):
    """The record is not in the revision that was expected."""


class TooLarge(Error):
    """Larger than it may be."""


class Throttled(Error):
    """Too many attempts: `retry_after` says how long to wait."""


class Busy(Error):
    """A queue is full: `retry_after` says how long to wait."""


class Full(Error):
    """The disk, or the address space of the store, is full. Reading and deleting still work."""


class Unavailable(Error):
    """The system refuses to read or write."""


class Incompatible(Error):
    """The store is of another format, or another version of the program has changed its indexes since it was opened."""


class Corrupt(Error):
    """The store's files are damaged."""


class Internal(Error):
    """A defect of the library."""


class Misuse(Error):
    """The program breaks a rule: a store or session that is closed, options that differ from those of the store."""


class UsedAfterFork(Misuse):
    """What the parent process opened was used in its child: call `Store.reopen` there, and begin sessions anew."""


class Stopped(Error):
    """A callback asked to stop, or an import that was to stop at a line that is rejected has met one."""
