"""What tells people and programs how to use the service: the OpenAPI document, and a page to read and try it on."""

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

import cadastre
from cadastre.flask import accept, entity_tag
from cadastre.flask.asked import Asked
from cadastre.flask.refusal import no_such_file, not_acceptable
from cadastre.flask.reply import Reply
from cadastre.flask.views.operation import operation

_PAGE = "/docs"
# Where each file is served, its name, and its media type.
_FILES = {
    _PAGE: ("docs.html", "text/html; charset=utf-8"),
    "/docs/docs.css": ("docs.css", "text/css; charset=utf-8"),
    "/docs/docs.js": ("docs.js", "text/javascript; charset=utf-8"),
    "/docs/favicon.png": ("favicon-32x32.png", "image/png"),
    "/docs/swagger-ui-bundle.js": ("swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
    "/docs/swagger-ui.css": ("swagger-ui.css", "text/css; charset=utf-8"),
}
# What the page may load, run and ask: its own files, and this service. Its icons are data.
_CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)


@dataclass(frozen=True, slots=True)
class _File:
    media: str
    digest: str
    gzipped: bytes


@operation("getDocument")
def show_document(asked: Asked) -> Reply:
    """The OpenAPI document."""
    return Reply(body=_document(asked.mount))


@operation("getDocs")
@operation("getDocsFile")
def show_page(asked: Asked) -> Reply:
    """The page, or a file of it. The page is also at `/`."""
    file = _file(_PAGE if asked.path == "/" else asked.path)
    if file is None:
        raise no_such_file()
    accepted = asked.environ.get("HTTP_ACCEPT")
    media = file.media.partition(";")[0]
    if accepted is not None and not accept.allows(accepted, media):
        raise not_acceptable(media)
    reply = Reply(
        tag=entity_tag.text(file.digest, gzipped=asked.accepts_gzip),
        headers=[("Content-Security-Policy", _CONTENT_SECURITY_POLICY), ("Referrer-Policy", "no-referrer")],
    )
    known = asked.environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and entity_tag.matches(known, file.digest):
        reply.status, reply.media = 304, None
        return reply
    reply.media = file.media
    if asked.accepts_gzip:
        reply.body, reply.coding = file.gzipped, "gzip"
    else:
        reply.body = gzip.decompress(file.gzipped)
    return reply


@lru_cache
def _file(path: str) -> _File | None:
    if path not in _FILES:
        return None
    name, media = _FILES[path]
    gzipped = files("cadastre.flask").joinpath("assets", f"{name}.gz").read_bytes()
    digest = sha256(gzip.decompress(gzipped)).hexdigest()[:16]
    return _File(media, digest, gzipped)


@lru_cache
def _document(mount: str) -> bytes:
    """The document, with the place that the blueprint is mounted at as its server."""
    original = cadastre.openapi_document()
    if not mount:
        return original
    document = json.loads(original)
    document["servers"][0]["url"] = mount
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
