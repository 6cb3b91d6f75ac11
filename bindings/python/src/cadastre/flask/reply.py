"""What a request is answered, before it becomes a response of Flask's."""

from collections.abc import Iterator
from dataclasses import dataclass, field

JSON = "application/json"
PROBLEM = "application/problem+json"
# A cache asks before it uses what it has kept.
REVALIDATED = "no-cache"
# No cache keeps the answer: it is for one pair of eyes.
UNSTORED = "no-store"


@dataclass(slots=True)
class Reply:
    """Status, content, and the header fields that depend on the call."""

    status: int = 200
    body: bytes | Iterator[bytes] = b""
    media: str | None = JSON
    caching: str | None = REVALIDATED
    # The entity tag, with its quotes.
    tag: str | None = None
    # How the body is compressed.
    coding: str | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)

    def fields(self) -> list[tuple[str, str]]:
        """All header fields of the call's."""
        fields = [*self.headers]
        if self.caching is not None:
            fields.append(("Cache-Control", self.caching))
        if self.media is not None:
            fields.append(("Content-Type", self.media))
        if self.tag is not None:
            fields.append(("ETag", self.tag))
        if self.coding is not None:
            fields.append(("Content-Encoding", self.coding))
        return fields
