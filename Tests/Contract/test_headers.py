"""Header fields, methods and media types, whatever the call."""

from typing import Any

import pytest

from .client import Client
from .document import Document
from .people import HOUSE, NOBODY, Person, concrete, new_property, path_of

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}
JSON_READERS = [
    ("POST", "/v1/properties", HOUSE),
    ("POST", "/v1/users", {}),
    ("POST", "/v1/auth/login", {}),
    ("PUT", "/v1/users/me/password", {}),
]


def test_a_method_that_a_path_does_not_know_is_answered_with_those_that_it_does(
    admin: Person, document: Document
) -> None:
    paths: dict[str, set[str]] = {}
    for method, template in document.calls():
        paths.setdefault(template, set()).update({method, "HEAD"} if method == "GET" else {method})
    assert len(paths) > 15
    for template, known in paths.items():
        for method in METHODS - known:
            answer = admin.client.send(method, concrete(template), json={}, expect=405)
            assert answer.header("Allow") == ", ".join(sorted(known)), f"{method} {template}"


@pytest.mark.parametrize(
    "path",
    [
        "/v1",
        "/v1/",
        "/v2/types",
        "/V1/types",
        "/v1/types/",
        "/v1//types",
        "//v1/types",
        "/v1/types/a/b",
        "/v1/properties/",
        f"/v1/properties/{NOBODY}/",
        f"/v1/properties/{NOBODY}/doors",
        "/v1/users/me/",
        "/v1/users/me/rooms",
        "/v1/auth",
        "/openapi.yaml",
        "/admin",
        "/.env",
        "/v1/./types",
        "/v1/../v1/types",
        "/v1/types%0A",
        "/%0D%0A",
        "/%00",
        "/v1/types;a=1",
        "/index.html",
    ],
)
def test_nothing_is_at_another_path(anyone: Client, path: str) -> None:
    for method in METHODS - {"HEAD"}:
        anyone.send(method, path).is_problem(404)


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "application/*",
        "application/json",
        "APPLICATION/JSON",
        "text/html, */*;q=0.1",
        "text/html;q=0.9, application/json;q=0.1",
        "application/json; charset=utf-8",
        None,
    ],
)
def test_json_is_answered_where_it_is_welcome(ada: Person, accept: str | None) -> None:
    answer = ada.client.get("/v1/users/me", headers={"Accept": accept}, expect=200)
    assert answer.header("Content-Type") == "application/json"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "application/json;q=0", "*/*;q=0"])
def test_nothing_is_answered_where_json_is_not_welcome(ada: Person, accept: str) -> None:
    headers = {"Accept": accept}
    for path in ["/v1/users/me", "/v1/types", "/v1/properties", "/v1/cities", "/openapi.json", "/v1/users/me/export"]:
        ada.client.get(path, headers=headers).is_problem(406)
    before = ada.client.get(f"/v1/properties?owner={ada.id}&limit=1").body
    ada.client.post("/v1/properties", HOUSE, headers=headers).is_problem(406)
    assert ada.client.get(f"/v1/properties?owner={ada.id}&limit=1").body == before


def test_what_has_no_content_is_welcome_everywhere(ada: Person) -> None:
    home = new_property(ada)
    ada.client.delete(path_of(home), headers={"Accept": "text/html"}, expect=204)


def test_an_error_is_json_whatever_is_welcome(anyone: Client) -> None:
    anyone.get(f"/v1/properties/{NOBODY}", headers={"Accept": "application/json"}).is_problem(404)
    anyone.get("/nowhere", headers={"Accept": "text/html"}).is_problem(404)


@pytest.mark.parametrize(
    "media", ["application/json; charset=utf-8", "Application/JSON", 'application/json;charset="UTF-8"']
)
def test_json_is_read_under_its_names(ada: Person, media: str) -> None:
    ada.client.post("/v1/properties", HOUSE, headers={"Content-Type": media}, expect=201)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": None},
        {"Content-Type": ""},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/jsonx"},
        {"Content-Type": "text/json"},
        {"Content-Type": "application/json; charset=latin1"},
        {"Content-Type": "application/merge-patch+json"},
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "deflate"},
    ],
)
def test_another_media_type_is_not_read(ada: Person, headers: dict[str, str | None]) -> None:
    for method, path, body in JSON_READERS:
        ada.client.send(method, path, json=body, headers=headers).is_problem(415)


@pytest.mark.parametrize("media", ["application/json-patch+json", "text/plain", "application/merge-patch"])
def test_a_patch_is_a_merge_patch(ada: Person, media: str) -> None:
    home = new_property(ada)
    ada.client.patch(path_of(home), {"name": "N"}, headers={"Content-Type": media}).is_problem(415)
    assert ada.client.get(path_of(home)).json == home


def test_the_identity_is_no_coding(ada: Person) -> None:
    ada.client.post("/v1/properties", HOUSE, headers={"Content-Encoding": "identity"}, expect=201)


@pytest.mark.parametrize("name", ["abc", "A.b-c_9", "x" * 64])
def test_a_request_keeps_its_name(anyone: Client, name: str) -> None:
    for path in ["/v1/types", "/nowhere", f"/v1/properties/{NOBODY}"]:
        assert anyone.get(path, headers={"X-Request-Id": name}).header("X-Request-Id") == name


@pytest.mark.parametrize("name", ["", "x" * 65, "a b", "é", "a;b", "<script>", None])
def test_a_request_without_a_fit_name_gets_one(anyone: Client, name: str | None) -> None:
    given = [anyone.get("/v1/types", headers={"X-Request-Id": name}).header("X-Request-Id") for _ in range(2)]
    assert given[0] != given[1]
    assert name not in given


def test_what_is_kept_and_what_is_not(ada: Person, admin: Person, anyone: Client) -> None:
    path = path_of(new_property(ada))
    for target in [path, "/v1/properties", "/v1/types", "/v1/types/house", "/v1/cities", f"/v1/users/{ada.id}"]:
        answer = anyone.get(target, expect=200)
        assert answer.header("Cache-Control") == "no-cache", target
        assert answer.header("Vary") == "Accept-Encoding", target
    for target in ["/v1/users/me", "/v1/users/me/export", "/v1/users"]:
        assert admin.client.get(target, expect=200).header("Cache-Control") == "no-store", target


def test_every_answer_says_that_its_type_is_meant(ada: Person, anyone: Client) -> None:
    answers = [
        anyone.get("/v1/types"),
        anyone.get("/nowhere"),
        anyone.send("TRACE", "/v1/types"),
        anyone.get("/v1/users/me"),
        anyone.get("/healthz"),
        anyone.get("/openapi.json"),
        ada.client.delete(path_of(new_property(ada))),
        ada.client.get("/v1/users/me", headers={"If-None-Match": "*"}),
    ]
    assert [answer.status for answer in answers] == [200, 404, 405, 401, 200, 200, 204, 304]
    assert {answer.header("X-Content-Type-Options") for answer in answers} == {"nosniff"}
    for answer in answers:
        assert answer.header("X-Request-Id")
        assert answer.header("Date")


def test_pages_of_other_origins_are_told_nothing(ada: Person, anyone: Client) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    preflight = {**origin, "Access-Control-Request-Method": "DELETE", "Access-Control-Request-Headers": "authorization"}
    answers = [
        anyone.get("/v1/types", headers=origin),
        ada.client.get("/v1/users/me", headers=origin),
        ada.client.get("/v1/users/me", headers={"Origin": "null"}),
        anyone.send("OPTIONS", "/v1/properties", headers=preflight).is_problem(405),
        anyone.get("/nowhere", headers=origin),
    ]
    for answer in answers:
        assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []


def test_paths_in_answers_name_no_host(ada: Person, anyone: Client) -> None:
    """Behind a proxy the server does not know under which name it was called, and need not."""
    elsewhere = {"Host": "elsewhere.example", "X-Forwarded-Host": "elsewhere.example", "X-Forwarded-Proto": "https"}
    made = ada.client.post("/v1/properties", HOUSE, headers={**elsewhere, "Host": None}, expect=201)
    location = made.header("Location")
    assert location == path_of(made.json)
    new_property(ada)
    link = anyone.get(f"/v1/properties?owner={ada.id}&limit=1", headers={**elsewhere, "Host": None}).header("Link")
    assert link is not None
    assert link.startswith("</v1/properties?")


def test_head_answers_as_get_does_without_the_content(admin: Person, ada: Person, document: Document) -> None:
    home = path_of(new_property(ada, description="words and words " * 100))
    gets = [concrete(template) for method, template in document.calls() if method == "GET"]
    for path in [*gets, home, f"{home}/rooms", f"/v1/properties?owner={ada.id}&limit=1", "/nowhere", "/v1/types?a=1"]:
        for coding in ["identity", "gzip"]:
            headers = {"Accept-Encoding": coding, "X-Request-Id": "same"}
            get = admin.client.get(path, headers=headers)
            head = admin.client.send("HEAD", path, headers=headers)
            assert head.status == get.status, path
            assert head.body == b""
            assert compared(head.headers, path) == compared(get.headers, path), f"{path} {coding}"


def compared(headers: Any, path: str) -> dict[str, str]:
    # Only GET has chunks; the figures change from one to the next.
    left_out = {"date", "transfer-encoding", "connection", "server"}
    left_out |= {"content-length"} if path in {"/metrics", "/v1/users/me/export"} else set()
    return {name.lower(): value for name, value in headers.items() if name.lower() not in left_out}


@pytest.mark.parametrize("query", ["a=1", "A", "limit=1", "a=1&a=1", "%61=", "after=x"])
def test_a_call_without_parameters_takes_none(ada: Person, query: str) -> None:
    home = new_property(ada)
    for path in ["/v1/types", "/v1/users/me", path_of(home), f"{path_of(home)}/rooms", "/openapi.json", "/healthz"]:
        ada.client.get(f"{path}?{query}").is_problem(400)
    ada.client.patch(f"{path_of(home)}?{query}", {"name": "N"}).is_problem(400)
    ada.client.delete(f"{path_of(home)}?{query}").is_problem(400)
    assert ada.client.get(path_of(home)).json == home


def test_an_empty_query_is_none(anyone: Client) -> None:
    anyone.get("/v1/types?", expect=200)
    anyone.get("/v1/properties?&limit=1&", expect=200)
