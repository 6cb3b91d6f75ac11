"""What pages of other origins are told (CORS, as the Fetch standard has it)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# How long a browser may remember the answer to a preflight, in seconds.
_MAXIMUM_AGE = "600"
_REQUEST_FIELDS = "Authorization, Content-Type, If-Match, If-None-Match, X-Request-Id"
_ANSWER_FIELDS = "ETag, Location, Link, Retry-After, X-Request-Id"
_ORIGIN = re.compile(r"https?://[a-z0-9.:\[\]-]+")


class CrossOrigin:
    """Which web pages of other origins may read the answers.

    Nobody may send cookies or other credentials of the browser's: a page sends a token itself. The origin `null`, which
    every sandboxed page has, is never let in.
    """

    def __init__(self, origins: Iterable[str]) -> None:
        """`origins` are such as `https://example.org`, or `*` alone. Raises `ValueError` for what is none."""
        self._origins = frozenset(origins)
        self._any = self._origins == {"*"}
        wrong = [] if self._any else [origin for origin in self._origins if not _ORIGIN.fullmatch(origin)]
        if wrong:
            raise ValueError(f"{wrong[0]} is no web origin; one is like https://example.org")

    @property
    def is_on(self) -> bool:
        """Whether pages of any other origin may ask at all; answers then differ by who asks."""
        return bool(self._origins)

    def fields(self, environ: WSGIEnvironment) -> list[tuple[str, str]]:
        """What lets a page of the request's origin read the answer."""
        allowed = self._allowed(environ)
        if allowed is None:
            return []
        return [("Access-Control-Allow-Origin", allowed), ("Access-Control-Expose-Headers", _ANSWER_FIELDS)]

    def is_preflight(self, environ: WSGIEnvironment) -> bool:
        """Whether a browser asks if a page may send a request."""
        return (
            self.is_on
            and environ["REQUEST_METHOD"] == "OPTIONS"
            and "HTTP_ORIGIN" in environ
            and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
        )

    def preflight_fields(self, environ: WSGIEnvironment, methods: str) -> list[tuple[str, str]]:
        """The answer to that, beside `fields()`."""
        if self._allowed(environ) is None:
            return []
        return [
            ("Access-Control-Allow-Methods", methods),
            ("Access-Control-Allow-Headers", _REQUEST_FIELDS),
            ("Access-Control-Max-Age", _MAXIMUM_AGE),
        ]

    def _allowed(self, environ: WSGIEnvironment) -> str | None:
        origin = environ.get("HTTP_ORIGIN")
        if origin is None or origin == "null":
            return None
        if self._any:
            return "*"
        return origin if origin in self._origins else None
