"""A client that sends exactly what a test says, and holds every answer to the document."""

import gzip
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.message import Message
from http.client import HTTPConnection, RemoteDisconnected
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from .document import Document

TIMEOUT = 30
# Tells "no JSON" from the JSON null.
NOTHING: Any = object()
# What the answers to errors are called: `urn:cadastre:problem:` and the end of it.
CODES = {
    400: "malformed",
    401: "unauthenticated",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "conflict",
    412: "stale",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid",
    429: "throttled",
}


def somewhere() -> str:
    """The address of a network that nobody else has: bounds of networks don't meet."""
    return "fd" + secrets.token_hex(1) + "".join(f":{secrets.token_hex(2)}" for _ in range(3)) + "::1"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: bytes

    def header(self, name: str) -> str | None:
        """A header field; `None` where there is none."""
        values = self.headers.get_all(name)
        assert values is None or len(values) == 1, f"{name} is there {values} times"
        return None if values is None else str(values[0])

    @property
    def content(self) -> bytes:
        """The body with its coding undone."""
        return gzip.decompress(self.body) if self.header("Content-Encoding") == "gzip" else self.body

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def etag(self) -> str:
        tag = self.header("ETag")
        assert tag is not None
        return tag

    @property
    def fields(self) -> list[str]:
        """The fields that a problem finds fault with."""
        return [error["field"] for error in self.json.get("errors", [])]

    def is_problem(self, status: int, *fields: str, code: str | None = None) -> Self:
        """Insists on an error, with its name and the fields that it blames."""
        assert self.status == status, self
        assert self.json["type"] == f"urn:cadastre:problem:{code or CODES[status]}", self
        if fields:
            assert self.fields == list(fields), self
        return self

    def __str__(self) -> str:
        return f"{self.status} {dict(self.headers)} {self.body[:1000]!r}"


class Connection:
    """One connection that is kept alive, to one door."""

    def __init__(self, url: str, document: Document | None = None) -> None:
        parts = urlsplit(url)
        assert parts.scheme == "http"
        assert parts.hostname is not None
        self.address = (parts.hostname, parts.port or 80)
        self.document = document
        self._connection = HTTPConnection(*self.address, timeout=TIMEOUT)

    def exchange(self, method: str, target: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """Sends one request. A connection that was closed while it was idle is opened again."""
        was_open = self._connection.sock is not None
        try:
            answer = self._exchange(method, target, headers, body)
        except (RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            if not was_open:
                raise
            answer = self._exchange(method, target, headers, body)
        if self.document is not None:
            kind = answer.header("Content-Type") or ""
            content = answer.json if answer.body and kind.endswith("json") else None
            wrong = self.document.check(method, target, answer.status, answer.headers, content)
            assert wrong == [], f"{method} {target}: {answer}"
        return answer

    def _exchange(self, method: str, target: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        try:
            self._connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in headers.items():
                self._connection.putheader(name, value.encode("utf-8"))
            self._connection.endheaders(body)
            response = self._connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        except Exception:
            # What failed half-way is of no use to the next request, which is another test's.
            self.close()
            raise

    def close(self) -> None:
        self._connection.close()


@dataclass(frozen=True)
class Client:
    """Somebody who calls: from a network, perhaps with a token."""

    connection: Connection
    token: str | None = None
    network: str = field(default_factory=somewhere)

    def bearing(self, token: str | None) -> Self:
        """The same, with another token."""
        return replace(self, token=token)

    def moved(self, network: str | None = None) -> Self:
        """The same, from another network."""
        return replace(self, network=network or somewhere())

    def send(  # noqa: PLR0913
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str | int] | None = None,
        json: Any = NOTHING,
        body: bytes | str | None = None,
        headers: Mapping[str, str | None] | None = None,
        expect: int | None = None,
    ) -> Answer:
        """Sends a request.

        `json` is a value, `body` text that is sent as it is; a header that is `None` is left out.
        """
        if json is not NOTHING:
            body = _dump(json)
        content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
        sent: dict[str, str | None] = {"X-Forwarded-For": self.network}
        if self.token is not None:
            sent["Authorization"] = f"Bearer {self.token}"
        if content is not None:
            sent |= {"Content-Type": "application/json", "Content-Length": str(len(content))}
        sent |= headers or {}
        target = path + ("?" + urlencode(query) if query else "")
        given = {name: value for name, value in sent.items() if value is not None}
        answer = self.connection.exchange(method, target, given, content)
        assert expect in {None, answer.status}, f"{method} {target}: {answer}"
        return answer

    def get(self, path: str, **rest: Any) -> Answer:
        return self.send("GET", path, **rest)

    def post(self, path: str, json: Any = NOTHING, **rest: Any) -> Answer:
        return self.send("POST", path, json=json, **rest)

    def put(self, path: str, json: Any = NOTHING, **rest: Any) -> Answer:
        return self.send("PUT", path, json=json, **rest)

    def patch(self, path: str, json: Any = NOTHING, **rest: Any) -> Answer:
        return self.send("PATCH", path, json=json, **rest)

    def delete(self, path: str, **rest: Any) -> Answer:
        return self.send("DELETE", path, **rest)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
