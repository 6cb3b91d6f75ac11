"""The body of a request."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

import flask
from werkzeug.wsgi import get_content_length

from cadastre.flask.refusal import body_ended_early, body_too_large

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# What is read and dropped of a body that nobody wants, as `cadastre serve` does: bytes, and seconds.
LINGERING_BYTES = 8 << 20
LINGERING_SECONDS = 2.0
_PIECE = 1 << 16


def announced_length(environ: WSGIEnvironment) -> int | None:
    """How long the body says that it is, in bytes."""
    return get_content_length(environ)


def read_body(environ: WSGIEnvironment, limit: int) -> bytes:
    """The whole body of the request of Flask's context, whose announced length is within `limit`.

    Raises a `Refusal` where it turns out to have more bytes, or ends before its time.
    """
    # What an application around this one has read, Flask has kept; to read it again would wait for ever.
    body: bytes | None = getattr(flask.request, "_cached_data", None)
    if body is None:
        body = _rest(environ, limit)
    if len(body) > limit:
        raise body_too_large(limit)
    return body


def is_waiting(environ: WSGIEnvironment) -> bool:
    """Whether the request says that it has a body, of which nobody around this program has read anything."""
    is_announced = environ.get("CONTENT_LENGTH") or environ.get("HTTP_TRANSFER_ENCODING")
    return bool(is_announced) and getattr(flask.request, "_cached_data", None) is None


def drop_body(environ: WSGIEnvironment) -> None:
    """Reads what is left of a body and drops it, so much and so long as is bearable.

    A server that closed instead would have the system reset the connection, which takes an answer back that the client,
    still sending, has not read.
    """
    length = announced_length(environ)
    if length is None and not environ.get("wsgi.input_terminated"):
        return
    left = LINGERING_BYTES if length is None else min(length, LINGERING_BYTES)
    end = monotonic() + LINGERING_SECONDS
    while left > 0 and monotonic() < end:
        try:
            piece = environ["wsgi.input"].read(min(left, _PIECE))
        except Exception:  # noqa: BLE001
            # The client has gone, or sends what is no body: nothing is left to wait for.
            return
        if not piece:
            return
        left -= len(piece)


def _rest(environ: WSGIEnvironment, limit: int) -> bytes:
    """What nobody has read yet, up to a byte more than may be."""
    length = announced_length(environ)
    if length is None and not environ.get("wsgi.input_terminated"):
        return b""
    body = _read(environ, limit + 1 if length is None else length)
    if length is not None and len(body) < length:
        raise body_ended_early()
    return body


def _read(environ: WSGIEnvironment, count: int) -> bytes:
    """Up to `count` bytes, fewer at the end of the body only."""
    stream = environ["wsgi.input"]
    body: bytes = b""
    try:
        while len(body) < count and (piece := stream.read(count - len(body))):
            body = body + piece if body else piece
    except Exception:  # noqa: BLE001
        # Each server has its own names for a connection that fails, and for chunks that are none.
        raise body_ended_early() from None
    return body
