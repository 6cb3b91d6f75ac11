"""Users: who may sign up and how, and what others see of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from .client import Client, Connection
from .people import NOBODY, PASSWORD, Person, draft, log_in, new_email, new_person, new_property, path_of

FIELDS = ["id", "email", "firstName", "lastName", "birthDate", "role", "createdAt", "updatedAt", "version"]
WRONG = [
    ("email", ""),
    ("email", "nobody"),
    ("email", "@"),
    ("email", "a@"),
    ("email", "@b"),
    ("email", "a@b@example.org"),
    ("email", "a" * 250 + "@b.org"),
    ("email", "somebody@cadastre.invalid"),
    ("email", "a@b.org\u0007"),
    ("password", "1234567"),
    ("password", "p" * 1025),
    ("password", "é" * 513),
    ("firstName", ""),
    ("firstName", " "),
    ("firstName", "n" * 101),
    ("lastName", "two\nlines"),
    ("lastName", "n" * 101),
    ("birthDate", "1799-12-31"),
    ("birthDate", "2023-02-29"),
    ("birthDate", "1990-4-12"),
    ("birthDate", "12.4.1990"),
    ("birthDate", ""),
    ("birthDate", "1990-04-12T00:00:00Z"),
    ("role", "admin"),
    ("id", NOBODY),
    ("version", 1),
    ("createdAt", "2020-01-01T00:00:00.000Z"),
    ("isAdmin", True),
]


def test_somebody_signs_up(anyone: Client) -> None:
    body = draft(birthDate="1990-04-12")
    made = anyone.post("/v1/users", body, expect=201)
    user = made.json
    assert list(user) == FIELDS
    assert {name: user[name] for name in body if name != "password"} == {
        name: value for name, value in body.items() if name != "password"
    }
    assert (user["role"], user["version"]) == ("user", 1)
    assert user["createdAt"] == user["updatedAt"]
    assert made.header("Location") == f"/v1/users/{user['id']}"
    assert PASSWORD not in made.body.decode()


def test_a_date_of_birth_that_is_unset_is_absent(anyone: Client) -> None:
    assert "birthDate" not in anyone.post("/v1/users", draft(), expect=201).json


@pytest.mark.parametrize("date", ["1800-01-01", "2000-02-29"])
def test_a_real_date_is_taken(anyone: Client, date: str) -> None:
    assert anyone.post("/v1/users", draft(birthDate=date), expect=201).json["birthDate"] == date


def test_nobody_is_born_in_the_future(anyone: Client) -> None:
    coming = datetime.now(UTC) + timedelta(days=2)
    anyone.post("/v1/users", draft(birthDate=f"{coming:%Y-%m-%d}")).is_problem(422, "birthDate")


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_field_is_named(anyone: Client, field: str, value: Any) -> None:
    anyone.post("/v1/users", draft(**{field: value})).is_problem(422, field)


@pytest.mark.parametrize("field", ["email", "password", "firstName", "lastName"])
def test_lacks_nothing_that_is_required(anyone: Client, field: str) -> None:
    body = draft()
    del body[field]
    anyone.post("/v1/users", body).is_problem(422, field)


@pytest.mark.parametrize("field", ["email", "password", "firstName", "lastName", "birthDate"])
@pytest.mark.parametrize("value", [1, True, [], {}])
def test_a_wrong_json_type_is_malformed(anyone: Client, field: str, value: Any) -> None:
    anyone.post("/v1/users", draft(**{field: value})).is_problem(400, field)


@pytest.mark.parametrize("spelling", [str, str.upper, str.title])
def test_an_address_is_taken_however_it_is_spelled(ada: Person, anyone: Client, spelling: Any) -> None:
    anyone.post("/v1/users", draft(email=spelling(ada.email))).is_problem(409)


def test_only_ascii_letters_have_a_case_in_an_address(anyone: Client) -> None:
    name = new_email()
    anyone.post("/v1/users", draft(email=f"é{name}"), expect=201)
    anyone.post("/v1/users", draft(email=f"É{name}"), expect=201)


def test_an_address_is_kept_as_it_was_written(anyone: Client) -> None:
    email = f"Ada.{new_email().upper()}"
    assert anyone.post("/v1/users", draft(email=email), expect=201).json["email"] == email
    assert log_in(anyone, email.lower(), PASSWORD).status == 200


@pytest.mark.parametrize(
    "password", ["1234567!", "p" * 1024, "  padded  ", "é" * 512, "\t\r\n\u0007\u202e\ud7ff😀 nul?"]
)
def test_a_password_is_taken_as_it_is_sent(anyone: Client, password: str) -> None:
    body = draft(password=password)
    anyone.post("/v1/users", body, expect=201)
    assert log_in(anyone, body["email"], password).status == 200
    log_in(anyone, body["email"], password.strip() + "x").is_problem(401)


@pytest.mark.parametrize("password", ["12345678", "Password1", "ILOVEYOU"])
def test_a_password_that_everybody_has_is_refused(anyone: Client, password: str) -> None:
    anyone.post("/v1/users", draft(password=password)).is_problem(422, "password")


def test_a_password_of_words_that_are_known_is_refused(anyone: Client, newcomer: Person) -> None:
    for password in ["Cadastre1807", "Noether-1918", "emmy@göttingen"]:
        body = draft(email="emmy@göttingen.example", password=password, firstName="Emmy", lastName="Noether")
        anyone.post("/v1/users", body).is_problem(422, "password")
    change = {"currentPassword": newcomer.password, "newPassword": newcomer.email}
    refused = newcomer.client.put("/v1/users/me/password", change).is_problem(422, "newPassword")
    assert newcomer.email not in refused.body.decode()
    newcomer.client.get("/v1/users/me", expect=200)
    anyone.post("/v1/users", draft(password="Cadastre of 1807"), expect=201)


def test_of_many_who_want_one_address_one_gets_it(anyone: Client) -> None:
    body = draft()

    def sign_up(_: int) -> int:
        connection = Connection("http://{}:{}".format(*anyone.connection.address))
        try:
            return Client(connection).post("/v1/users", body).status
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(sign_up, range(4)))
    assert statuses == [201, 409, 409, 409]


def test_others_see_a_name_only(ada: Person, bob: Person, anyone: Client) -> None:
    for client in [anyone, bob.client, ada.client]:
        assert list(client.get(f"/v1/users/{ada.id}", expect=200).json) == ["id", "firstName", "lastName"]


@pytest.mark.parametrize("id_", [NOBODY, "1", "me2", "%00", "ME"])
def test_an_id_that_nobody_has_is_not_found(ada: Person, admin: Person, anyone: Client, id_: str) -> None:
    anyone.get(f"/v1/users/{id_}").is_problem(404)
    # The role is looked at first.
    ada.client.delete(f"/v1/users/{id_}").is_problem(403)
    admin.client.delete(f"/v1/users/{id_}").is_problem(404)


def test_only_an_admin_lists_users(ada: Person, admin: Person, anyone: Client) -> None:
    anyone.get("/v1/users").is_problem(401)
    ada.client.get("/v1/users").is_problem(403)
    page = admin.client.get("/v1/users", query={"limit": 2}, expect=200).json
    assert len(page["items"]) == 2
    assert {"email", "role", "version"} <= page["items"][0].keys()
    assert "assword" not in str(page)


def test_only_an_admin_deletes_others(newcomer: Person, ada: Person, admin: Person, anyone: Client) -> None:
    home = new_property(newcomer)
    path = f"/v1/users/{newcomer.id}"
    anyone.delete(path).is_problem(401)
    for client in [ada.client, newcomer.client]:
        client.delete(path).is_problem(403)
    assert newcomer.client.get("/v1/users/me").status == 200
    assert admin.client.delete(path, expect=204).body == b""
    admin.client.delete(path).is_problem(404)
    anyone.get(path).is_problem(404)
    anyone.get(path_of(home)).is_problem(404)
    newcomer.client.get("/v1/users/me").is_problem(401)
    anyone.post("/v1/auth/refresh", {"refreshToken": newcomer.refresh_token}).is_problem(401)


def test_an_address_is_free_again_once_its_user_has_gone(newcomer: Person, admin: Person, anyone: Client) -> None:
    admin.client.delete(f"/v1/users/{newcomer.id}", expect=204)
    again = new_person(anyone, email=newcomer.email)
    assert again.id != newcomer.id


def test_sign_ups_of_one_network_are_bounded(anyone: Client) -> None:
    """By default 60 an hour."""
    answers = []
    for _ in range(61):
        answers.append(anyone.post("/v1/users", draft(password="short pw", lastName="Throttled")))
        if answers[-1].status != 201:
            break
    last = answers[-1].is_problem(429)
    assert int(last.header("Retry-After") or 0) > 0
    assert len(answers) == 61
    # Others are not kept out.
    anyone.moved().post("/v1/users", draft(), expect=201)
