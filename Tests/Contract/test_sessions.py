"""Sessions: how tokens are got, renewed, misused and ended."""

import base64
import json
from time import monotonic
from typing import Any

import pytest

from .client import Answer, Client
from .people import NOBODY, PASSWORD, Person, draft, log_in, logged_in, new_email, new_person

MEMBERS = ["accessToken", "refreshToken", "tokenType", "expiresIn"]


def refresh(client: Client, token: str) -> Answer:
    return client.post("/v1/auth/refresh", {"refreshToken": token})


def decoded(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def encoded(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_a_login_gives_two_tokens(ada: Person, anyone: Client) -> None:
    tokens = log_in(anyone, ada.email, ada.password).json
    assert list(tokens) == MEMBERS
    assert (tokens["tokenType"], tokens["expiresIn"]) == ("Bearer", 900)
    head, claims, _ = tokens["accessToken"].split(".")
    assert decoded(head)["alg"] == "HS256"
    assert decoded(head)["kid"]
    said = decoded(claims)
    assert {"sub", "gen", "role", "iat", "exp", "jti"} == said.keys()
    assert (said["sub"], said["role"], said["exp"] - said["iat"]) == (ada.id, "user", 900)
    assert anyone.bearing(tokens["accessToken"]).get("/v1/users/me", expect=200).json["id"] == ada.id


def test_an_unknown_address_and_a_wrong_password_look_the_same(ada: Person, anyone: Client) -> None:
    unknown = log_in(anyone, new_email(), PASSWORD).is_problem(401)
    wrong = log_in(anyone, ada.email, "another password").is_problem(401)
    assert unknown.body == wrong.body
    assert unknown.header("WWW-Authenticate") == wrong.header("WWW-Authenticate") == 'Bearer realm="cadastre"'


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        ({}, 422, {"email", "password"}),
        ({"email": "ada@example.org"}, 422, {"password"}),
        ({"email": "ada@example.org", "password": "12345678", "otp": "1"}, 422, {"otp"}),
        ({"email": 1, "password": "12345678"}, 400, {"email"}),
        ({"email": "ada@example.org", "password": None}, 400, {"password"}),
        ([], 400, set()),
    ],
)
def test_a_login_of_another_shape_is_refused(anyone: Client, body: Any, status: int, fields: set[str]) -> None:
    assert set(anyone.post("/v1/auth/login", body).is_problem(status).fields) == fields


def test_a_refresh_token_works_once_and_the_next_goes_on(newcomer: Person, anyone: Client) -> None:
    token = newcomer.refresh_token
    for _ in range(3):
        tokens = refresh(anyone, token).json
        assert list(tokens) == MEMBERS
        assert tokens["refreshToken"] != token
        token = tokens["refreshToken"]
    assert anyone.bearing(tokens["accessToken"]).get("/v1/users/me", expect=200).json["id"] == newcomer.id


def test_a_second_use_ends_the_family(newcomer: Person, anyone: Client) -> None:
    other = logged_in(anyone, newcomer.email, newcomer.password)
    first = newcomer.refresh_token
    second = refresh(anyone, first).json["refreshToken"]
    refresh(anyone, first).is_problem(401)
    refresh(anyone, second).is_problem(401)
    # Another login is another family.
    assert refresh(anyone, other.refresh_token).status == 200


def test_a_logout_ends_the_family_and_no_other(newcomer: Person, anyone: Client) -> None:
    other = logged_in(anyone, newcomer.email, newcomer.password)
    gone = anyone.post("/v1/auth/logout", {"refreshToken": newcomer.refresh_token}, expect=204)
    assert gone.body == b""
    refresh(anyone, newcomer.refresh_token).is_problem(401)
    assert refresh(anyone, other.refresh_token).status == 200
    # The access token lives out its minutes.
    newcomer.client.get("/v1/users/me", expect=200)


def test_a_logout_with_a_token_that_has_been_used_ends_the_family(newcomer: Person, anyone: Client) -> None:
    second = refresh(anyone, newcomer.refresh_token).json["refreshToken"]
    anyone.post("/v1/auth/logout", {"refreshToken": newcomer.refresh_token})
    refresh(anyone, second).is_problem(401)


@pytest.mark.parametrize("path", ["/v1/auth/refresh", "/v1/auth/logout"])
@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), ({"refreshToken": 1}, 400), ({"refreshToken": None}, 400), ({"refreshToken": "x", "a": 1}, 422)],
)
def test_a_refresh_of_another_shape_is_refused(anyone: Client, path: str, body: Any, status: int) -> None:
    anyone.post(path, body).is_problem(status)


@pytest.mark.parametrize("token", ["A" * 43, "x" * 43, "é" * 43])
def test_a_refresh_token_that_nobody_got_is_refused(anyone: Client, token: str) -> None:
    answer = refresh(anyone, token)
    assert answer.status in ({401} if token.isascii() else {401, 422}), answer


@pytest.mark.parametrize(
    "mangled",
    ["", "a", "a.b", "a.b.c", "a.b.c.d", "..", "é.é.é", "x" * 5000],
)
def test_a_token_that_is_none_is_refused_everywhere(anyone: Client, mangled: str) -> None:
    for path in ["/v1/users/me", "/v1/types", "/healthz", "/openapi.json"]:
        answer = anyone.bearing(mangled).get(path).is_problem(401)
        assert answer.header("WWW-Authenticate") == 'Bearer realm="cadastre", error="invalid_token"'


@pytest.mark.parametrize("value", ["Basic YTpi", "Bearer", "bearer", "Token abc", "Bearer a b"])
def test_another_scheme_is_refused(anyone: Client, value: str) -> None:
    anyone.get("/v1/types", headers={"Authorization": value}).is_problem(401)


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer"])
def test_the_scheme_has_no_case(ada: Person, anyone: Client, scheme: str) -> None:
    anyone.get("/v1/users/me", headers={"Authorization": f"{scheme} {ada.client.token}"}, expect=200)


def test_a_missing_token_is_said_to_be_missing(anyone: Client) -> None:
    answer = anyone.get("/v1/users/me").is_problem(401)
    assert answer.header("WWW-Authenticate") == 'Bearer realm="cadastre"'


@pytest.mark.parametrize(
    "forge",
    [
        lambda _head, claims, _mac: (encoded({"alg": "none"}), claims, ""),
        lambda head, claims, mac: (encoded({**decoded(head), "alg": "none"}), claims, mac),
        lambda head, claims, mac: (encoded({**decoded(head), "alg": "HS512"}), claims, mac),
        lambda head, claims, mac: (encoded({**decoded(head), "kid": "../../dev/null"}), claims, mac),
        lambda head, claims, mac: (head, encoded({**decoded(claims), "role": "admin"}), mac),
        lambda head, claims, mac: (head, encoded({**decoded(claims), "sub": NOBODY}), mac),
        lambda head, claims, mac: (head, encoded({**decoded(claims), "exp": 4102444800}), mac),
        lambda head, claims, mac: (head, claims, mac[:-2]),
        lambda head, claims, mac: (head, claims, mac + "A"),
        lambda head, claims, mac: (head, claims + "=", mac),
        lambda head, claims, mac: (head, claims, ("B" if mac[0] == "A" else "A") + mac[1:]),
    ],
)
def test_a_forged_token_is_refused(ada: Person, anyone: Client, forge: Any) -> None:
    token = ada.client.token
    assert token is not None
    forged = ".".join(forge(*token.split(".")))
    anyone.bearing(forged).get("/v1/users/me").is_problem(401)


def test_a_refresh_token_is_no_access_token(ada: Person, anyone: Client) -> None:
    anyone.bearing(ada.refresh_token).get("/v1/users/me").is_problem(401)


def test_the_tokens_of_somebody_who_has_gone_end(newcomer: Person, anyone: Client) -> None:
    newcomer.client.delete("/v1/users/me", expect=204)
    newcomer.client.get("/v1/users/me").is_problem(401)
    newcomer.client.get("/v1/types").is_problem(401)
    refresh(anyone, newcomer.refresh_token).is_problem(401)
    log_in(anyone, newcomer.email, newcomer.password).is_problem(401)


def test_a_network_that_fails_ten_times_for_one_address_waits(newcomer: Person, anyone: Client) -> None:
    for _ in range(10):
        log_in(anyone, newcomer.email, "another password").is_problem(401)
    # The right password does not help any more.
    for password in ["another password", newcomer.password]:
        answer = log_in(anyone, newcomer.email, password).is_problem(429)
        assert int(answer.header("Retry-After") or 0) > 0
    # Nobody can lock somebody else out from another network; other addresses are not kept out either.
    assert log_in(anyone.moved(), newcomer.email, newcomer.password).status == 200
    log_in(anyone, new_email(), "another password").is_problem(401)


def test_a_network_that_fails_a_hundred_times_waits_whoever_it_asks_for(newcomer: Person, anyone: Client) -> None:
    began, tries = monotonic(), 0
    while (answer := log_in(anyone, new_email(), "another password")).status == 401:
        tries += 1
    answer.is_problem(429)
    # One is forgotten each nine seconds, and a busy machine takes longer to try a hundred.
    assert 100 <= tries <= 101 + (monotonic() - began) / 9
    log_in(anyone, newcomer.email, newcomer.password).is_problem(429)
    assert log_in(anyone.moved(), newcomer.email, newcomer.password).status == 200


def test_a_network_is_a_64_of_ipv6_and_one_address_of_ipv4(newcomer: Person, visitor: Client) -> None:
    for number in range(10):
        log_in(visitor.moved(f"fd00:1:2:{newcomer.id[-4:]}::{number + 1:x}"), newcomer.email, "wrong password")
    log_in(visitor.moved(f"fd00:1:2:{newcomer.id[-4:]}:ffff::9"), newcomer.email, PASSWORD).is_problem(429)
    assert log_in(visitor.moved("10.1.2.3"), newcomer.email, PASSWORD).status == 200


def test_only_what_the_nearest_proxy_says_counts(newcomer: Person, visitor: Client) -> None:
    """A client may write what it likes into X-Forwarded-For: the proxy adds the address that it saw at the end."""
    there = visitor.moved()
    for number in range(10):
        spoofed = there.moved(f"10.0.0.{number}, {there.network}")
        log_in(spoofed, newcomer.email, "wrong password").is_problem(401)
    log_in(there, newcomer.email, PASSWORD).is_problem(429)


def test_a_wrong_current_password_counts_as_a_failed_login(newcomer: Person) -> None:
    body = {"currentPassword": "another password", "newPassword": "a new password"}
    for _ in range(10):
        newcomer.client.put("/v1/users/me/password", body).is_problem(403)
    newcomer.client.put("/v1/users/me/password", body).is_problem(429)
    log_in(newcomer.client.bearing(None), newcomer.email, newcomer.password).is_problem(429)


def test_a_new_password_ends_all_sessions_and_tokens(newcomer: Person, anyone: Client) -> None:
    other = logged_in(anyone, newcomer.email, newcomer.password)
    body = {"currentPassword": newcomer.password, "newPassword": "staple, correct horse"}
    assert newcomer.client.put("/v1/users/me/password", body, expect=204).body == b""
    for person in [newcomer, other]:
        person.client.get("/v1/users/me").is_problem(401)
        refresh(anyone, person.refresh_token).is_problem(401)
    log_in(anyone, newcomer.email, newcomer.password).is_problem(401)
    assert logged_in(anyone, newcomer.email, "staple, correct horse").id == newcomer.id


def test_an_admin_ends_all_sessions_of_somebody(newcomer: Person, admin: Person, bob: Person, anyone: Client) -> None:
    other = logged_in(anyone, newcomer.email, newcomer.password)
    path = f"/v1/users/{newcomer.id}/sessions"
    for client, status in [(anyone, 401), (bob.client, 403), (newcomer.client, 403)]:
        client.delete(path).is_problem(status)
    assert admin.client.delete(path, expect=204).body == b""
    for person in [newcomer, other]:
        person.client.get("/v1/users/me").is_problem(401)
        refresh(anyone, person.refresh_token).is_problem(401)
    # The password stays, and so does everybody else.
    assert logged_in(anyone, newcomer.email, newcomer.password).id == newcomer.id
    bob.client.get("/v1/users/me", expect=200)
    admin.client.delete(f"/v1/users/{NOBODY}/sessions").is_problem(404)
    # Nobody is called "me" there, and nothing else can be done with sessions.
    admin.client.delete("/v1/users/me/sessions").is_problem(404)
    admin.client.get(path).is_problem(405)


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"currentPassword": PASSWORD, "newPassword": "1234567"}, 422, "newPassword"),
        ({"currentPassword": PASSWORD, "newPassword": "p" * 1025}, 422, "newPassword"),
        ({"currentPassword": PASSWORD}, 422, "newPassword"),
        ({"newPassword": PASSWORD}, 422, "currentPassword"),
        ({"currentPassword": PASSWORD, "newPassword": 12345678}, 400, "newPassword"),
        ({"currentPassword": PASSWORD, "newPassword": PASSWORD, "role": "admin"}, 422, "role"),
    ],
)
def test_a_change_of_password_of_another_shape_is_refused(
    ada: Person, anyone: Client, body: Any, status: int, field: str
) -> None:
    ada.client.put("/v1/users/me/password", body).is_problem(status, field)
    anyone.put("/v1/users/me/password", body).is_problem(401)
    assert log_in(anyone, ada.email, ada.password).status == 200


def test_no_answer_of_a_session_is_kept(anyone: Client) -> None:
    body = draft()
    person = new_person(anyone, **body)
    for path, sent in [
        ("/v1/auth/login", {"email": person.email, "password": person.password}),
        ("/v1/auth/refresh", {"refreshToken": person.refresh_token}),
    ]:
        assert anyone.post(path, sent, expect=200).header("Cache-Control") == "no-store"
