"""Compresses answers that are worth it with gzip."""

import zlib
from collections.abc import Iterator

from cadastre.flask import entity_tag
from cadastre.flask.reply import Reply

# Shorter answers are sent as they are: a packet is a packet.
_MINIMUM_BYTES = 1024
# For JSON of some kilobytes, within 3 % of the smallest size for half the time.
_LEVEL = 5
# zlib's largest window, with gzip's head and tail instead of zlib's.
_WINDOW_BITS = 15 + 16


def is_worth_it(count: int) -> bool:
    """Whether an answer of this length is compressed for a client that accepts it."""
    return count > _MINIMUM_BYTES


def depends_on_coding(reply: Reply) -> bool:
    """Whether the form of an answer depends on what the client accepts: text, in whichever form it is now, and the icon
    of the documentation page, which is kept compressed."""
    return reply.status == 304 or (reply.media or "").startswith(("application/", "text/", "image/"))


def compress(reply: Reply) -> None:
    """Puts an answer into its compressed form, with the tag of that form, or leaves it as it is."""
    if not (reply.media or "").startswith(("application/", "text/")) or reply.coding is not None:
        return
    if isinstance(reply.body, bytes):
        if not is_worth_it(len(reply.body)):
            return
        encoder = _encoder()
        reply.body = encoder.compress(reply.body) + encoder.flush()
    else:
        reply.body = _pieces(reply.body)
    reply.coding = "gzip"
    if reply.tag is not None:
        reply.tag = entity_tag.gzipped(reply.tag)


def _pieces(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Compresses what is sent in pieces; the client can read each as it comes."""
    encoder = _encoder()
    for piece in pieces:
        yield encoder.compress(piece) + encoder.flush(zlib.Z_SYNC_FLUSH)
    yield encoder.flush()


def _encoder() -> "zlib._Compress":
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW_BITS)
