"""Those who call, and what they own."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from .client import Answer, Client

PASSWORD = "correct horse battery"
HOUSE = {"name": "Échoppe", "type": "house", "city": "Bordeaux"}
KITCHEN = {"name": "Kitchen", "kind": "kitchen", "area": 12.5, "features": {"oven": True, "hobs": 4, "floor": "oak"}}
# A well-formed id that nothing has.
NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


@dataclass(frozen=True)
class Person:
    """A user who has logged in."""

    id: str
    email: str
    password: str
    refresh_token: str
    client: Client


def new_email() -> str:
    return f"{uuid4()}@example.org"


def draft(**fields: Any) -> dict[str, Any]:
    """The body of a sign-up that goes well."""
    return {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Martin", **fields}


def log_in(client: Client, email: str, password: str) -> Answer:
    return client.post("/v1/auth/login", {"email": email, "password": password})


def logged_in(client: Client, email: str, password: str) -> Person:
    tokens = log_in(client, email, password).json
    mine = client.bearing(tokens["accessToken"])
    return Person(mine.get("/v1/users/me", expect=200).json["id"], email, password, tokens["refreshToken"], mine)


def new_person(client: Client, **fields: Any) -> Person:
    """Signs somebody up, from a network of their own."""
    body = draft(**fields)
    there = client.bearing(None).moved()
    there.post("/v1/users", body, expect=201)
    return logged_in(there, body["email"], body["password"])


def new_property(owner: Person, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = owner.client.post("/v1/properties", {**HOUSE, **fields}, expect=201).json
    return made


def path_of(home: dict[str, Any]) -> str:
    return f"/v1/properties/{home['id']}"


def concrete(template: str) -> str:
    """A path that the template stands for; whether there is such a thing does not matter."""
    return template.replace("{roomId}", NOBODY).replace("{id}", NOBODY).replace("{file}", "docs.css")
