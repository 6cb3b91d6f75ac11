"""The Big List of Naughty Strings in every text of every record: kept exactly, or refused by the name of the field."""

import json
from secrets import token_hex
from typing import Any

import pytest

from .client import Client
from .hostile import HARMLESS, NAUGHTY, blamed, home_of, naughty_strings
from .people import Person, draft, log_in, new_email, new_person, new_property, path_of

pytestmark = pytest.mark.skipif(not NAUGHTY.exists(), reason=f"the list of naughty strings is not at {NAUGHTY}")
# The longest that the texts of a property may be, in Unicode scalars.
LONGEST = {"name": 200, "description": 10_000, "city": 120, "room": 200, "kind": 64, "feature": 64, "value": 500}


@pytest.fixture(scope="module")
def strings() -> list[str]:
    return naughty_strings()


def texts_of(home: dict[str, Any]) -> dict[str, str]:
    (room,) = home["rooms"]
    ((feature, value),) = room["features"].items()
    inside = {"room": room["name"], "kind": room["kind"], "feature": feature, "value": value}
    return {name: home[name] for name in ["name", "description", "city"]} | inside


def is_plain(text: str, name: str) -> bool:
    """Whether no rule of the register can refuse a text."""
    return text.isascii() and text.isprintable() and any(map(str.isalnum, text)) and len(text) <= LONGEST[name]


def test_of_a_property_each_text_is_kept_or_named(newcomer: Person, anyone: Client, strings: list[str]) -> None:
    """What is kept is kept in the answer, in the property, in lists and in its owner's export."""
    kept: dict[str, dict[str, Any]] = {}
    count = 0
    for text in strings:
        texts = dict.fromkeys(HARMLESS, text)
        answer = newcomer.client.post("/v1/properties", home_of(texts))
        if answer.status == 422:
            named = blamed(answer)
            assert named <= texts.keys(), answer
            plain = {name for name in named if is_plain(text, name)}
            assert plain in ({"feature"}, {"value"}, set()), answer
            texts |= {name: HARMLESS[name] for name in named}
            answer = newcomer.client.post("/v1/properties", home_of(texts))
        assert answer.status == 201, f"{text!r}: {answer}"
        assert texts_of(answer.json) == texts
        count += sum(value == text for value in texts.values())
        kept[answer.json["id"]] = answer.json
    assert count > 3000
    _is_shown_everywhere(newcomer, anyone, kept)


def _is_shown_everywhere(owner: Person, anyone: Client, kept: dict[str, dict[str, Any]]) -> None:
    for id_, home in kept.items():
        assert anyone.get(f"/v1/properties/{id_}").json == home
    listed: dict[str, Any] = {}
    query: dict[str, Any] = {"owner": owner.id, "limit": 100}
    while True:
        page = anyone.get("/v1/properties", query=query, expect=200).json
        listed |= {item["id"]: item for item in page["items"]}
        if page["next"] is None:
            break
        query["after"] = page["next"]
    assert listed == kept
    exported = owner.client.get("/v1/users/me/export", expect=200).json["properties"]
    assert {item["id"]: item for item in exported} == kept


def test_what_is_no_text_is_refused_before_it_is_looked_at(ada: Person, anyone: Client) -> None:
    for text in ["a\0b", "\ud800"]:
        for name in HARMLESS:
            body = json.dumps(home_of({**HARMLESS, name: text}))
            ada.client.post("/v1/properties", body=body).is_problem(400)
        for change in [{"firstName": text}, {"lastName": text}]:
            ada.client.patch("/v1/users/me", body=json.dumps(change)).is_problem(400)
        for field in ["email", "password", "firstName", "lastName", "birthDate"]:
            anyone.moved().post("/v1/users", body=json.dumps(draft(**{field: text}))).is_problem(400)


def test_each_name_of_a_person_is_kept_or_named(
    newcomer: Person, admin: Person, anyone: Client, strings: list[str]
) -> None:
    me = "/v1/users/me"
    kept = 0
    for text in strings:
        answer = newcomer.client.patch(me, {"firstName": text, "lastName": text})
        if answer.status == 422:
            answer.is_problem(422, "firstName", "lastName")
            assert not is_plain(text, "name") or len(text) > 100
        else:
            assert answer.status == 200, f"{text!r}: {answer}"
            exported = newcomer.client.get(f"{me}/export", expect=200).json["user"]
            answers = [answer, newcomer.client.get(me), anyone.get(f"/v1/users/{newcomer.id}")]
            for shown in [*(each.json for each in answers), _listed(admin, newcomer.id), exported]:
                assert (shown["firstName"], shown["lastName"]) == (text, text)
            kept += 1
        # No date is among them, and nothing but a date is taken.
        newcomer.client.patch(me, {"birthDate": text}).is_problem(422, "birthDate")
    assert kept > 400


def _listed(admin: Person, id_: str) -> Any:
    """Somebody who came lately, as admins see them in the list."""
    newest = admin.client.get("/v1/users", query={"limit": 5}, expect=200).json["items"]
    return next(user for user in newest if user["id"] == id_)


def test_each_address_is_kept_or_named(admin: Person, anyone: Client, strings: list[str]) -> None:
    kept = []
    for text in strings:
        answer = anyone.moved().post("/v1/users", draft(email=text))
        if answer.status == 201:
            kept.append(text)
            assert answer.json["email"] == _listed(admin, answer.json["id"])["email"] == text
        else:
            answer.is_problem(422, "email")
    assert all(text.count("@") == 1 for text in kept)
    assert len(kept) < 10


def test_a_password_is_what_was_sent(visitor: Client, strings: list[str]) -> None:
    """A few of them, as each costs what a password costs: `BlackBox/test_naughty_passwords.py` takes them all."""
    long_enough = [text for text in strings if 8 <= len(text.encode()) <= 1024]
    assert len(long_enough) > 300
    for text in long_enough[::40]:
        person = new_person(visitor, password=text)
        assert person.client.get("/v1/users/me").status == 200
        log_in(visitor.moved(), person.email, text + " ").is_problem(401)
    for text in [text for text in strings if len(text.encode()) < 8]:
        visitor.moved().post("/v1/users", draft(password=text, email=new_email())).is_problem(422, "password")


def test_each_label_of_a_type_is_kept_or_named(admin: Person, anyone: Client, strings: list[str]) -> None:
    path = f"/v1/types/naughty-{token_hex(6)}"
    kept = 0
    for text in strings:
        answer = admin.client.put(path, {"label": text})
        if answer.status == 422:
            answer.is_problem(422, "label")
            assert not is_plain(text, "name") or len(text) > 100
            continue
        assert answer.status in {200, 201}, f"{text!r}: {answer}"
        assert answer.json["label"] == anyone.get(path).json["label"] == text
        assert {"id": path.rpartition("/")[2], "label": text} in anyone.get("/v1/types").json["items"]
        kept += 1
    assert kept > 400
    admin.client.delete(path, expect=204)


def test_no_string_is_taken_for_the_type_of_a_property(ada: Person, strings: list[str]) -> None:
    home = new_property(ada)
    for text in strings:
        ada.client.patch(path_of(home), {"type": text}).is_problem(422, "type")
    assert ada.client.get(path_of(home)).json == home
