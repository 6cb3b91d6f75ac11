"""The register's contract over HTTP, as a server of it is asked."""

import json
import time
import urllib.request
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import quote, urlencode

from harness import load
from harness.dataset import Dataset
from harness.request import Request

PASSWORD = "correct horse battery"


class Interface:
    """Paths, bodies, answers, and how one logs in: a peer with another interface overrides them."""

    def __init__(self) -> None:
        self.port = 0
        self._owner = ""
        self._owned: list[str] = []

    def forget(self) -> None:
        """Forgets what was made at a server that is gone."""
        self._owner, self._owned = "", []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    health_path = "/healthz"
    create_path = "/v1/properties"
    log_in_path = "/v1/auth/login"

    def get_path(self, identifier: str) -> str:
        return f"/v1/properties/{identifier}"

    def list_path(self, filters: Mapping[str, str], limit: int) -> str:
        return f"/v1/properties?{urlencode(filters, quote_via=quote)}&limit={limit}"

    def pages(self, filters: Mapping[str, str], limit: int) -> Iterator[tuple[str, Any]]:
        """The path and the answer of one page after another."""
        path = after = self.list_path(filters, limit)
        while True:
            page = json.loads(self.ask("GET", after))
            yield after, page
            if page["next"] is None:
                return
            after = f"{path}&after={quote(page['next'])}"

    def deep_path(self, filters: Mapping[str, str], limit: int, depth: int) -> str:
        """The page after the first `depth`, or the last there is."""
        return [path for path, _ in islice(self.pages(filters, limit), depth // limit + 1)][-1]

    def count_path(self, city: str) -> str:
        return f"/v1/cities?prefix={quote(city)}&limit=1"

    def count(self, answer: Any) -> int:
        found: int = answer["items"][0]["count"]
        return found

    def cities_path(self, prefix: str) -> str:
        return f"/v1/cities?prefix={quote(prefix)}&limit=20"

    def cities(self, answer: Any) -> list[tuple[str, int]]:
        return [(item["city"], item["count"]) for item in answer["items"]]

    def room_request(self, identifier: str, room: dict[str, Any], token: str) -> Request:
        """What adds a room to a property."""
        return Request("POST", f"/v1/properties/{identifier}/rooms", json.dumps(room).encode(), token)

    def create_body(self, draft: bytes) -> bytes:
        return draft

    def items(self, page: Any) -> list[str]:
        """The ids on a page."""
        return [self.canonical(item["id"]) for item in page["items"]]

    def canonical(self, identifier: str) -> str:
        """An id as the dataset has it."""
        return identifier

    def sign_up(self) -> str:
        """A new user's e-mail address."""
        email = f"bench{time.time_ns()}@bench.example.org"
        user = {"email": email, "password": PASSWORD, "firstName": "Camille", "lastName": "Banc"}
        self.ask("POST", "/v1/users", user)
        return email

    def credentials(self, email: str, password: str) -> dict[str, str]:
        return {"email": email, "password": password}

    def log_in(self, email: str) -> str:
        """An access token of a user, good for some minutes."""
        answer = json.loads(self.ask("POST", self.log_in_path, self.credentials(email, PASSWORD)))
        token: str = answer["accessToken"]
        return token

    def owner(self) -> str:
        """The e-mail address of the user that all properties which are created belong to."""
        if not self._owner:
            self._owner = self.sign_up()
        return self._owner

    def owner_id(self) -> str:
        """That user's id."""
        token = self.log_in(self.owner())
        found: str = json.loads(self.ask("GET", "/v1/users/me", token=token))["id"]
        return found

    def creations(self, dataset: Dataset) -> list[Request]:
        """Requests that make a property of that user, one of each draft."""
        token = self.log_in(self.owner())
        return [Request("POST", self.create_path, self.create_body(draft), token) for draft in dataset.drafts()]

    def made(self, dataset: Dataset, count: int) -> list[str]:
        """Ids of as many new properties of that user, newest first."""
        creations = self.creations(dataset)
        load.each_once(self.port, (creations * (count // len(creations) + 1))[:count], 64, 120)
        pages = self.pages({"owner": self.owner_id()}, 100)
        found = (identifier for _, page in pages for identifier in self.items(page))
        return list(islice(found, count))

    def owned(self, dataset: Dataset, count: int) -> list[str]:
        """Ids of as many properties of that user that nobody deletes."""
        if len(self._owned) < count:
            self._owned = self.made(dataset, count)
        return self._owned[:count]

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> bytes:
        """One request, outside the measuring. An answer that is no success raises `urllib.error.HTTPError`."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}{path}", data=body, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            content: bytes = answer.read()
            return content
