"""The order of checks: of all that is wrong with a request, the first in the list answers."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

import pytest

from .client import Answer, Client
from .people import HOUSE, KITCHEN, NOBODY, PASSWORD, Person, new_property, path_of

# The design's list. Malformed HTTP and headers that are too large come first: see test_transport.
FLAWS = {
    "path": 404,
    "method": 405,
    "accept": 406,
    "content type": 415,
    "content length": 413,
    "token": 401,
    "body": 413,
    "json": 400,
    "query": 400,
    "field": 422,
    "role": 403,
    "existence": 404,
    "ownership": 403,
    "version": 412,
    "conflict": 409,
}
ORDER = list(FLAWS)
HEAD = ["path", "method", "accept", "content type", "content length", "token"]
CHANGE = [*HEAD, "json", "query", "field", "existence", "ownership", "version"]
REMOVAL = ["path", "method", "token", "query"]
TOO_MUCH = 1_048_577


@dataclass(frozen=True)
class Call:
    """A call that would go well, and what can be wrong with it."""

    method: str
    # What is called, and what is called where there is no such thing, given somebody's property.
    path: Callable[[dict[str, Any]], str]
    missing: Callable[[dict[str, Any]], str]
    body: Any
    caller: str
    flaws: list[str]


CALLS = {
    "PATCH a property": Call("PATCH", path_of, lambda _: f"/v1/properties/{NOBODY}", {"name": "N"}, "ada", CHANGE),
    "PUT a property": Call("PUT", path_of, lambda _: "/v1/properties/none", HOUSE, "ada", CHANGE),
    "DELETE a property": Call(
        "DELETE",
        path_of,
        lambda _: f"/v1/properties/{NOBODY}",
        None,
        "ada",
        [*REMOVAL, "existence", "ownership", "version"],
    ),
    "POST a property": Call(
        "POST", lambda _: "/v1/properties", lambda _: "", HOUSE, "ada", [*HEAD, "json", "query", "field"]
    ),
    "POST a room": Call(
        "POST",
        lambda home: f"{path_of(home)}/rooms",
        lambda _: f"/v1/properties/{NOBODY}/rooms",
        KITCHEN,
        "ada",
        CHANGE,
    ),
    "PATCH a room": Call(
        "PATCH",
        lambda home: f"{path_of(home)}/rooms/{home['rooms'][0]['id']}",
        lambda _: f"/v1/properties/{NOBODY}/rooms/{NOBODY}",
        {"area": 1},
        "ada",
        CHANGE,
    ),
    "PATCH a room that may be no UUID": Call(
        "PATCH",
        lambda home: f"{path_of(home)}/rooms/{home['rooms'][0]['id']}",
        # What is no UUID is only found missing when all before that is right.
        lambda home: f"{path_of(home)}/rooms/%00",
        {"area": 1},
        "ada",
        [flaw for flaw in CHANGE if flaw not in {"ownership", "version"}],
    ),
    "DELETE a room": Call(
        "DELETE",
        lambda home: f"{path_of(home)}/rooms/{home['rooms'][0]['id']}",
        lambda _: f"/v1/properties/{NOBODY}/rooms/none",
        None,
        "ada",
        [*REMOVAL, "existence", "ownership", "version"],
    ),
    "PUT a type": Call(
        "PUT",
        lambda _: "/v1/types/house",
        lambda _: "/v1/types/No-Slug",
        {"label": "House"},
        "admin",
        [*HEAD, "json", "query", "field", "role", "existence"],
    ),
    "DELETE a type in use": Call(
        "DELETE",
        lambda _: "/v1/types/house",
        lambda _: "/v1/types/nothing",
        None,
        "admin",
        [*REMOVAL, "role", "existence", "conflict"],
    ),
    "POST a user whose address is taken": Call(
        "POST",
        lambda _: "/v1/users",
        lambda _: "",
        {"email": "{bob}", "password": PASSWORD, "firstName": "B", "lastName": "B"},
        "ada",
        [*HEAD, "json", "query", "field", "conflict"],
    ),
    "PATCH me": Call(
        "PATCH",
        lambda _: "/v1/users/me",
        lambda _: "",
        {"lastName": "Martin"},
        "ada",
        [*HEAD, "json", "query", "field", "version"],
    ),
    "PUT my password": Call(
        "PUT",
        lambda _: "/v1/users/me/password",
        lambda _: "",
        {"currentPassword": PASSWORD, "newPassword": PASSWORD},
        "ada",
        ["path", "method", "content type", "content length", "token", "json", "query", "field"],
    ),
    "POST a login": Call(
        "POST",
        lambda _: "/v1/auth/login",
        lambda _: "",
        {"email": "{bob}", "password": PASSWORD},
        "ada",
        [*HEAD, "json", "query", "field"],
    ),
    "GET a property": Call(
        "GET",
        path_of,
        lambda _: f"/v1/properties/{NOBODY}",
        None,
        "ada",
        ["path", "method", "accept", "token", "query", "existence"],
    ),
    "GET all users": Call(
        "GET",
        lambda _: "/v1/users",
        lambda _: "",
        None,
        "admin",
        ["path", "method", "accept", "token", "query", "role"],
    ),
}
CASES = [
    pytest.param(call, flaws, id=f"{name}: {', '.join(flaws)}")
    for name, call in CALLS.items()
    for flaws in combinations_with_replacement(call.flaws, 2)
]


def send(call: Call, flaws: set[str], home: dict[str, Any], people: dict[str, Person], anyone: Client) -> Answer:
    """The call, with these things wrong."""
    client = people["bob" if flaws & {"role", "ownership"} else call.caller].client
    path = call.missing(home) if "existence" in flaws else call.path(home)
    body = None if call.body is None else json.dumps(call.body).replace("{bob}", people["bob"].email)
    headers: dict[str, str | None] = {}
    for flaw in flaws:
        match flaw:
            case "path":
                path = "/v2/nothing"
            case "token":
                client = anyone.bearing("a.b.c")
            case "query":
                path += "?colour=red"
            case "field":
                body = '{"colour":"red"}'
            case "accept":
                headers["Accept"] = "text/html"
            case "content type":
                headers["Content-Type"] = "text/plain"
            case "version":
                headers["If-Match"] = '"1-0"'
    if "json" in flaws:
        body = "{"
    if "content length" in flaws:
        body = " " * TOO_MUCH
    method = "TRACE" if "method" in flaws else call.method
    return client.send(method, path, body=body, headers=headers)


@pytest.fixture(scope="module")
def home(ada: Person) -> dict[str, Any]:
    return new_property(ada, rooms=[KITCHEN])


@pytest.fixture
def people(ada: Person, bob: Person, admin: Person) -> dict[str, Person]:
    return {"ada": ada, "bob": bob, "admin": admin}


@pytest.mark.parametrize(("call", "flaws"), CASES)
def test_of_two_things_that_are_wrong_the_first_answers(
    call: Call, flaws: tuple[str, str], home: dict[str, Any], people: dict[str, Person], anyone: Client
) -> None:
    first, second = flaws
    assert ORDER.index(first) <= ORDER.index(second)
    answer = send(call, set(flaws), home, people, anyone)
    assert answer.status == FLAWS[first], answer


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if "conflict" not in call.flaws])
def test_without_a_flaw_all_goes_well(name: str, newcomer: Person, people: dict[str, Person], anyone: Client) -> None:
    """Or else the flaws above might not be what was answered."""
    home = new_property(newcomer, rooms=[KITCHEN])
    answer = send(CALLS[name], set(), home, {**people, "ada": newcomer}, anyone)
    assert answer.status in {200, 201, 204}, answer


def test_a_token_is_asked_for_before_a_body_is_read(anyone: Client) -> None:
    for path in ["/v1/properties", f"/v1/properties/{NOBODY}/rooms"]:
        anyone.post(path, body="{").is_problem(401)
    for path in ["/v1/users/me", f"/v1/properties/{NOBODY}", f"/v1/properties/{NOBODY}/rooms/{NOBODY}"]:
        anyone.patch(path, body="{").is_problem(401)
    anyone.put("/v1/types/house", body="{").is_problem(401)
    anyone.put("/v1/users/me/password", body="{").is_problem(401)


def test_a_bad_token_is_refused_on_public_calls_too(anyone: Client) -> None:
    forger = anyone.bearing("a.b.c")
    paths = ["/v1/types", "/v1/types/house", "/v1/properties", "/v1/cities", f"/v1/users/{NOBODY}", "/openapi.json"]
    for path in [*paths, "/healthz", "/readyz"]:
        forger.get(path).is_problem(401)
    for path in ["/v1/auth/login", "/v1/auth/refresh", "/v1/auth/logout", "/v1/users"]:
        forger.post(path, body="{").is_problem(401)
    forger.get("/nowhere").is_problem(404)
