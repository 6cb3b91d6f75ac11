"""Percent-encoding (RFC 3986, 2.1), strict: what is wrongly encoded is refused, and not passed on as it is."""

import re
from urllib.parse import quote, unquote_to_bytes

_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def decode(text: str, *, plus_is_space: bool = False) -> str | None:
    """Undoes percent-encoding of text as WSGI hands it on, one character a byte.

    `None` where a percent sign stands without two digits, or the bytes are no UTF-8.
    """
    if plus_is_space and "+" in text:
        text = text.replace("+", " ")
    if "%" not in text and text.isascii():
        return text
    if _LONE_PERCENT.search(text):
        return None
    try:
        return unquote_to_bytes(text.encode("latin-1")).decode()
    except UnicodeDecodeError:
        return None


def encode(text: str) -> str:
    """Encodes everything but unreserved characters, so that the text can stand anywhere in a URI."""
    return quote(text, safe="")
