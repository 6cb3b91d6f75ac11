"""What a call answers."""

from typing import NamedTuple


class Answer(NamedTuple):
    """What a call answers."""

    json: bytes
    """The document, in the bytes that every door sends."""
    revision: str
    """The revision of the record (of a room, that of its property); empty where there is none."""
