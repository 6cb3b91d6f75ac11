"""Where a page ended, as opaque text that is bound to its query."""

import base64
import binascii
import zlib

from classic import problem


def _fingerprint(query: str) -> str:
    return f"{zlib.crc32(query.encode()):08x}"


def encoded(place: str, query: str) -> str:
    return base64.urlsafe_b64encode(f"{_fingerprint(query)}{place}".encode()).rstrip(b"=").decode()


def decoded(text: str, query: str) -> str:
    """The place in `text`; refused if it comes from another query."""
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise problem.malformed("after is no cursor.") from error
    if plain[:8] != _fingerprint(query):
        raise problem.malformed("after comes from another query.")
    return plain[8:]
