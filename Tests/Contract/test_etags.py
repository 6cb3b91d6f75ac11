"""Entity tags: what a client has need not be sent again, and what it has not seen it does not change."""

import re
from secrets import token_hex
from typing import Any

import pytest

from .client import Client
from .people import HOUSE, KITCHEN, Person, new_person, new_property, path_of

TAG = re.compile(r'"\d+-[0-9a-z]+"')
# What a client may say of a tag that it knows, and whether that names it strongly.
FORMS: list[tuple[str, bool]] = [
    ("{tag}", True),
    ("{gzip}", True),
    ("*", True),
    (" * ", True),
    ('"other", {tag}', True),
    ('{gzip} , "other"', True),
    ('"a,b",,{tag}', True),
    ("W/{tag}", False),
    ("W/{gzip}", False),
    ('"other", W/{tag}', False),
]
# What names nothing that is there.
OTHERS = ['"other"', 'W/"other"', "{bare}", '"1-0"', '"1-0", "2-0"', "", '"{bare}x"', "'{bare}'", '"*"']


def spelled(form: str, tag: str) -> str:
    return form.format(tag=tag, gzip=f'{tag[:-1]}-gzip"', bare=tag.strip('"'))


@pytest.fixture
def home(ada: Person) -> dict[str, Any]:
    return new_property(ada, rooms=[KITCHEN])


@pytest.fixture
def tagged(home: dict[str, Any]) -> list[str]:
    """Where there are tags."""
    path = path_of(home)
    return [path, f"{path}/rooms", f"{path}/rooms/{home['rooms'][0]['id']}", "/v1/users/me"]


@pytest.mark.parametrize("form", [form for form, _ in FORMS])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_the_client_has_is_not_sent_again(ada: Person, tagged: list[str], method: str, form: str) -> None:
    for path in tagged:
        whole = ada.client.get(path, expect=200)
        assert TAG.fullmatch(whole.etag)
        known = ada.client.send(method, path, headers={"If-None-Match": spelled(form, whole.etag)}, expect=304)
        assert known.body == b""
        for name in ["ETag", "Cache-Control", "Vary"]:
            assert known.header(name) == whole.header(name), name


@pytest.mark.parametrize("form", OTHERS)
def test_what_the_client_does_not_have_is_sent(ada: Person, tagged: list[str], form: str) -> None:
    for path in tagged:
        whole = ada.client.get(path, expect=200)
        again = ada.client.get(path, headers={"If-None-Match": spelled(form, whole.etag)}, expect=200)
        assert again.body == whole.body


@pytest.mark.parametrize(("form", "strong"), FORMS)
def test_only_what_the_client_has_seen_is_changed(ada: Person, home: dict[str, Any], form: str, strong: bool) -> None:
    path = path_of(home)
    room = f"{path}/rooms/{home['rooms'][0]['id']}"
    for target, change in [(path, {"name": "N"}), (room, {"area": 3}), ("/v1/users/me", {"lastName": token_hex(4)})]:
        tag = ada.client.get(target).etag
        answer = ada.client.patch(target, change, headers={"If-Match": spelled(form, tag)})
        if strong:
            assert answer.status == 200, answer
            assert answer.etag != tag
        else:
            answer.is_problem(412)
        assert (ada.client.get(target).etag != tag) == strong


@pytest.mark.parametrize("form", OTHERS)
def test_every_change_is_held_back_where_the_tag_is_another(ada: Person, home: dict[str, Any], form: str) -> None:
    path = path_of(home)
    room = f"{path}/rooms/{home['rooms'][0]['id']}"
    before = ada.client.get(path)
    value = {"If-Match": spelled(form, before.etag)}
    for method, target, body in [
        ("PUT", path, HOUSE),
        ("PATCH", path, {"name": "N"}),
        ("POST", f"{path}/rooms", KITCHEN),
        ("PUT", room, KITCHEN),
        ("PATCH", room, {"area": 1}),
        ("PATCH", "/v1/users/me", {"lastName": "N"}),
    ]:
        ada.client.send(method, target, json=body, headers=value).is_problem(412)
    for target in [room, path, "/v1/users/me"]:
        ada.client.delete(target, headers=value).is_problem(412)
    assert ada.client.get(path).body == before.body


def test_a_tag_that_was_seen_lets_each_change_through(ada: Person, visitor: Client) -> None:
    owner = new_person(visitor)
    path = path_of(new_property(owner))
    etag = owner.client.get(path).etag
    room = owner.client.post(f"{path}/rooms", KITCHEN, headers={"If-Match": etag}, expect=201)
    target, etag = room.header("Location") or "", room.etag
    etag = owner.client.put(target, KITCHEN, headers={"If-Match": etag}, expect=200).etag
    etag = owner.client.patch(target, {"area": 1}, headers={"If-Match": etag}, expect=200).etag
    owner.client.delete(target, headers={"If-Match": etag}, expect=204)
    etag = owner.client.put(path, HOUSE, headers={"If-Match": owner.client.get(path).etag}, expect=200).etag
    # Who may not change it learns nothing of its version.
    ada.client.delete(path, headers={"If-Match": etag}).is_problem(403)
    owner.client.delete(path, headers={"If-Match": etag}, expect=204)
    owner.client.delete("/v1/users/me", headers={"If-Match": owner.client.get("/v1/users/me").etag}, expect=204)


def test_a_star_needs_something_to_be_there(ada: Person, home: dict[str, Any]) -> None:
    ada.client.delete(path_of(home), headers={"If-Match": "*"}, expect=204)
    ada.client.put(path_of(home), HOUSE, headers={"If-Match": "*"}).is_problem(404)


def test_what_changes_nothing_keeps_the_tag(ada: Person, home: dict[str, Any]) -> None:
    path, room = path_of(home), f"{path_of(home)}/rooms/{home['rooms'][0]['id']}"
    me = ada.client.get("/v1/users/me")
    tag = ada.client.get(path).etag
    for method, target, body in [
        ("PATCH", path, {}),
        ("PATCH", path, {"name": home["name"]}),
        ("PUT", path, home),
        ("PATCH", room, {"area": KITCHEN["area"]}),
        ("PUT", room, KITCHEN),
    ]:
        assert ada.client.send(method, target, json=body, expect=200).etag == tag, (method, body)
    for body in [{}, {"firstName": me.json["firstName"]}, me.json]:
        assert ada.client.patch("/v1/users/me", body, expect=200).etag == me.etag


def test_of_two_who_saw_the_same_one_changes_it(ada: Person, home: dict[str, Any]) -> None:
    seen = ada.client.get(path_of(home)).etag
    statuses = [
        ada.client.patch(path_of(home), {"name": name}, headers={"If-Match": seen}).status for name in ["A", "B"]
    ]
    assert statuses == [200, 412]
    assert ada.client.get(path_of(home)).json["name"] == "A"


def test_what_is_compressed_has_a_tag_of_its_own(ada: Person, anyone: Client) -> None:
    path = path_of(new_property(ada, description="words and words " * 200))
    plain = anyone.get(path, expect=200)
    packed = anyone.get(path, headers={"Accept-Encoding": "gzip"}, expect=200)
    assert plain.header("Content-Encoding") is None
    assert packed.header("Content-Encoding") == "gzip"
    assert packed.content == plain.body
    assert packed.etag == f'{plain.etag[:-1]}-gzip"'
    for tag in [plain.etag, packed.etag]:
        known = anyone.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": tag}, expect=304)
        assert known.etag == packed.etag
        assert anyone.get(path, headers={"If-None-Match": tag}, expect=304).etag == plain.etag
    changed = ada.client.patch(path, {"name": "N"}, headers={"If-Match": packed.etag}, expect=200)
    assert changed.etag != plain.etag


@pytest.mark.parametrize(
    ("codings", "packed"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("deflate, gzip;q=0.5", True),
        ("*", True),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("br, deflate", False),
        ("*;q=0", False),
        ("", False),
    ],
)
def test_is_compressed_where_the_client_takes_it(ada: Person, anyone: Client, codings: str, packed: bool) -> None:
    path = path_of(new_property(ada, description="words and words " * 200))
    for target in [path, "/v1/properties?limit=50", "/openapi.json"]:
        answer = anyone.get(target, headers={"Accept-Encoding": codings}, expect=200)
        assert (answer.header("Content-Encoding") == "gzip") == packed, target
        assert answer.header("Vary") == "Accept-Encoding"


def test_what_is_short_is_not_compressed(anyone: Client) -> None:
    answer = anyone.get("/v1/types/house", headers={"Accept-Encoding": "gzip"}, expect=200)
    assert answer.header("Content-Encoding") is None
    assert answer.header("Vary") == "Accept-Encoding"
