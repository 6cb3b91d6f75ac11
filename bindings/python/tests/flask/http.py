"""A client of one connection."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from .people import PASSWORD


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Somebody who calls at a port of this machine, perhaps with a token."""

    def __init__(self, port: int, token: str | None = None) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.token = token

    def send(self, method: str, path: str, document: Any = None, headers: Mapping[str, str] | None = None) -> Answer:
        """Sends a request."""
        headers = dict(headers or {})
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        body = None
        if document is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(document)
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        return Answer(response.status, response.read())

    def sign_up_status(self, email: str, address: str) -> int:
        """Signs up for a proxy's client at an address, and tells how that went."""
        person = {"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Martin"}
        return self.send("POST", "/v1/users", person, {"X-Forwarded-For": address}).status

    def sign_up(self, email: str) -> str:
        """Signs up, and tells the user's id."""
        person = {"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Martin"}
        answer = self.send("POST", "/v1/users", person)
        assert answer.status == 201, answer
        return str(answer.json["id"])

    def log_in(self, email: str) -> str:
        """Logs in, and tells the token, which later requests bear."""
        answer = self.send("POST", "/v1/auth/login", {"email": email, "password": PASSWORD})
        assert answer.status == 200, answer
        self.token = answer.json["accessToken"]
        assert self.token is not None
        return self.token

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
