"""A register of real-estate properties that enforces who owns what, embedded in your program."""

from cadastre._library import abi_version, openapi_document, version
from cadastre.calls import Answer, RawCalls
from cadastre.errors import (
    Busy,
    Conflict,
    Corrupt,
    Error,
    FieldError,
    Forbidden,
    Full,
    Incompatible,
    Internal,
    Invalid,
    Malformed,
    Misuse,
    NotFound,
    Stale,
    Stopped,
    Throttled,
    TooLarge,
    Unauthenticated,
    Unavailable,
    UsedAfterFork,
)
from cadastre.operator import Operator
from cadastre.pages import Page
from cadastre.revisions import revision
from cadastre.session import Session
from cadastre.store import Store, open

__all__ = [
    "Answer",
    "Busy",
    "Conflict",
    "Corrupt",
    "Error",
    "FieldError",
    "Forbidden",
    "Full",
    "Incompatible",
    "Internal",
    "Invalid",
    "Malformed",
    "Misuse",
    "NotFound",
    "Operator",
    "Page",
    "RawCalls",
    "Session",
    "Stale",
    "Stopped",
    "Store",
    "Throttled",
    "TooLarge",
    "Unauthenticated",
    "Unavailable",
    "UsedAfterFork",
    "abi_version",
    "open",
    "openapi_document",
    "revision",
    "version",
]
