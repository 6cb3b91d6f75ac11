"""A request as the views see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cadastre import RawCalls
from cadastre.flask import entity_tag, percent_encoding
from cadastre.flask.client_address import ClientAddress

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


@dataclass(slots=True)
class Asked:
    """What has been found out about a request; each check on the way in adds to it."""

    environ: WSGIEnvironment
    # Where the blueprint is mounted: what stands in a URI before the path of the contract.
    mount: str
    # The path of the contract, as it was sent, percent-encoding and all.
    path: str
    # Whether the answer may be compressed with gzip.
    accepts_gzip: bool
    client_address: ClientAddress
    # Parts of the path, as the route names them, still encoded.
    parts: dict[str, str] = field(default_factory=dict)
    # The parameters of the query; only those that the call knows, each at most once.
    query: dict[str, str] = field(default_factory=dict)
    # The whole body, where the call reads one.
    body: bytes = b""
    # Whether the body has been read, or as much of it as there was.
    is_body_read: bool = False
    # Whether, if nobody knows who asks, it is because of the token that the request carries.
    is_token_wrong: bool = False
    # The calls of the session that asks.
    calls: RawCalls = field(init=False)

    def part(self, name: str) -> str:
        """A part of the path, with its percent-encoding undone.

        A part that no text could have been encoded to, or that no text of C can hold, is left as it is: nothing has
        such a name.
        """
        part = self.parts[name]
        decoded = percent_encoding.decode(part)
        return part if decoded is None or "\0" in decoded else decoded

    @property
    def expected(self) -> str | None:
        """What must be true of a record for this request to change it."""
        return entity_tag.expected(self.environ.get("HTTP_IF_MATCH"))

    @property
    def peer(self) -> str | None:
        """The address that the request comes from."""
        return self.client_address.find(self.environ.get("REMOTE_ADDR"), self.environ.get("HTTP_X_FORWARDED_FOR"))
