"""One request that both registers get, each with the ids, tags and tokens that it knows."""

import json
import shlex
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ..client import NOTHING, Answer, Connection
from .twins import Side, seen_by


@dataclass
class Request:
    """What is asked. Where a value is a twin, each register gets its half of it."""

    method: str
    # Texts and twins, which make one path together.
    path: tuple[Any, ...]
    query: list[tuple[str, Any]] = field(default_factory=list)
    headers: dict[str, Any] = field(default_factory=dict)
    body: Any = NOTHING
    # Bytes that are sent instead of a JSON value.
    raw: bytes | None = None
    token: Any = None
    network: str = "10.0.0.1"

    @property
    def has_body(self) -> bool:
        return self.raw is not None or self.body is not NOTHING

    def content(self, side: Side) -> bytes | None:
        if self.raw is not None or self.body is NOTHING:
            return self.raw
        text = json.dumps(seen_by(side, self.body), ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "surrogatepass")

    def target(self, side: Side) -> str:
        pairs = [f"{quote(name, safe='%')}={quote(str(seen_by(side, value)))}" for name, value in self.query]
        return str(seen_by(side, self.path)) + ("?" + "&".join(pairs) if pairs else "")

    def fields(self, side: Side) -> dict[str, str]:
        fields = {"X-Forwarded-For": self.network}
        content = self.content(side)
        if content is not None:
            fields |= {"Content-Type": "application/json", "Content-Length": str(len(content))}
        token = seen_by(side, self.token)
        if token is not None:
            fields["Authorization"] = f"Bearer {token}"
        given = {name: seen_by(side, value) for name, value in self.headers.items()}
        return {name: str(value) for name, value in (fields | given).items() if value is not None}

    def sent(self, connection: Connection, side: Side) -> Answer:
        return connection.exchange(self.method, self.target(side), self.fields(side), self.content(side))

    def curl(self, connection: Connection, side: Side) -> str:
        """A command line that sends the same."""
        host, port = connection.address
        words = ["curl", "-i", "-X", self.method]
        for name, value in self.fields(side).items():
            if name != "Content-Length":
                words += ["-H", f"{name}: {value}"]
        content = self.content(side)
        if content is not None:
            words += ["--data-binary", content[:2000].decode("utf-8", "backslashreplace")]
        return shlex.join([*words, f"http://{host}:{port}{self.target(side)}"])
