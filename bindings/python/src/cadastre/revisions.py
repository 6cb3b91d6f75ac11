"""Revisions: which state of a record somebody has seen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def revision(document: Mapping[str, Any]) -> str:
    """The revision of a property or a user as it was read: its version, and when that was made.

    Raises `ValueError` for what has none.

    >>> revision({"version": 2, "updatedAt": "2026-11-24T23:30:41.316Z"})
    '2-mwvbvhno'
    """
    if not {"version", "updatedAt"} <= document.keys():
        raise ValueError("only a property or a user has a revision: a room has that of its property")
    milliseconds = round(datetime.fromisoformat(document["updatedAt"]).timestamp() * 1000)
    digits = ""
    while milliseconds:
        milliseconds, digit = divmod(milliseconds, 36)
        digits = DIGITS[digit] + digits
    return f"{document['version']}-{digits or '0'}"
