"""What is somebody's own: it is in no log, in no figure, and in no answer to anybody else."""

from pathlib import Path
from typing import Any

import cadastre
import pytest
from cadastre.flask import Settings, create_app

from .http import Client
from .people import HOME
from .processes import MEINHELD, gunicorn

EMAIL = "canary.mail@canary-domain.example"
PASSWORD = "Kanarienvogel 7319"
WRONG = "Wellensittich 4471"
BIRTH_DATE = "1903-12-28"
PERSON = {"email": EMAIL, "password": PASSWORD, "firstName": "Ada", "lastName": "Martin", "birthDate": BIRTH_DATE}
KINDS = [["--worker-class", "gthread"], ["--worker-class", "sync"], ["--worker-class", MEINHELD]]


def misbehave(ada: Client, refresh_token: str) -> None:
    """Does everything wrong with what is private, and puts it where it does not belong."""
    token, login = ada.token, {"email": EMAIL, "password": WRONG}
    requests: list[tuple[str, str, Any]] = [
        ("POST", "/v1/auth/login", login),
        ("POST", "/v1/auth/login", {**login, EMAIL: PASSWORD}),
        ("POST", "/v1/auth/login", f"{EMAIL}:{PASSWORD}"),
        ("POST", "/v1/auth/refresh", {"refreshToken": refresh_token[::-1]}),
        ("POST", "/v1/users", PERSON),
        ("POST", "/v1/users", {**PERSON, "email": f"{EMAIL}@"}),
        ("PUT", "/v1/users/me/password", {"currentPassword": WRONG, "newPassword": PASSWORD}),
        ("PATCH", "/v1/users/me", {"email": EMAIL, "birthDate": BIRTH_DATE, "role": "admin"}),
        ("GET", f"/v1/users/{EMAIL}", None),
        ("GET", f"/v1/users/{token}", None),
        ("GET", f"/{refresh_token}", None),
        ("GET", f"/v1/users/me?access_token={token}&email={EMAIL}", None),
        ("GET", f"/v1/properties?after={refresh_token}&born={BIRTH_DATE}", None),
        ("DELETE", f"/v1/users?email={EMAIL}", None),
    ]
    for method, path, document in requests:
        answer = ada.send(method, path, document, {"Referer": f"https://example.org/?token={token}", "From": EMAIL})
        assert 400 <= answer.status < 500 or path == "/v1/users/me", (method, path, answer)


@pytest.mark.parametrize("kind", KINDS, ids=["gthread", "sync", "meinheld"])
def test_nothing_private_is_logged_counted_or_answered_to_others(kind: list[str], tmp_path: Path, store: Path) -> None:
    options = ["--workers", "1", "--access-logfile", "-", *kind]
    with gunicorn(tmp_path, store, *options) as server:
        with Client(server.port) as ada:
            id_ = ada.send("POST", "/v1/users", PERSON).json["id"]
            tokens = ada.send("POST", "/v1/auth/login", {"email": EMAIL, "password": PASSWORD}).json
            ada.token = tokens["accessToken"]
            home = ada.send("POST", "/v1/properties", HOME).json["id"]
            private = [EMAIL, "canary", PASSWORD, "Kanarien", WRONG, BIRTH_DATE, *tokens["accessToken"].split(".")[1:]]
            private += [tokens["accessToken"], tokens["refreshToken"], tokens["refreshToken"][::-1]]
            own = ada.send("GET", "/v1/users/me").body.decode()
            assert EMAIL in own
            assert BIRTH_DATE in own
            misbehave(ada, tokens["refreshToken"])
        with Client(server.port) as eve:
            eve.sign_up("eve@example.org")
            eve.log_in("eve@example.org")
            paths = [f"/v1/users/{id_}", f"/v1/users/{id_}/x", "/v1/users", "/v1/users/me/export", "/v1/properties"]
            paths += [f"/v1/properties/{home}", f"/v1/properties?owner={id_}", f"/v1/properties/{home}/rooms"]
            paths += ["/v1/cities", "/openapi.json", "/metrics", "/readyz", "/healthz", "/docs"]
            seen = {f"GET {path}": eve.send("GET", path).body for path in paths}
            for changed in [f"/v1/users/{id_}", f"/v1/properties/{home}"]:
                seen[f"DELETE {changed}"] = eve.send("DELETE", changed).body
            seen["taken"] = eve.send("POST", "/v1/users", {**PERSON, "firstName": "Eve"}).body
            seen["guessed"] = eve.send("POST", "/v1/auth/login", {"email": EMAIL, "password": "not hers"}).body
            assert b'status="401"' in seen["GET /metrics"]
    seen["log"] = server.log.encode()
    for place, content in seen.items():
        for secret in private:
            assert secret.encode() not in content, f"{secret} is in {place}: {content[-2000:]!r}"
    assert MEINHELD in kind or "GET /v1/users/{id} 404" in server.log, server.log


def test_a_defect_logs_nothing_that_was_sent(
    store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a defect")

    for name in ["user_get", "user_create", "token_login", "me_get"]:
        monkeypatch.setattr(cadastre.RawCalls, name, fail)
    client = create_app(settings=Settings(store=str(store))).test_client()
    answers = [
        client.get(f"/v1/users/{EMAIL}"),
        client.post("/v1/users", json=PERSON),
        client.post("/v1/auth/login", json={"email": EMAIL, "password": PASSWORD}),
    ]
    assert [answer.status_code for answer in answers] == [500, 500, 500]
    assert caplog.text.count("a defect") >= 3
    for secret in [EMAIL, "canary", PASSWORD, BIRTH_DATE]:
        assert secret not in caplog.text
        assert not any(secret in answer.text for answer in answers)
