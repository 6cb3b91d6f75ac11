"""The calls that doors are made of: bytes in, bytes and a revision out."""

import json

import cadastre
import pytest

from tests.people import ADA, BOB, PASSWORD

CREDENTIALS = json.dumps({"email": ADA, "password": PASSWORD}).encode()
HOUSE = b'{"name":"House","type":"house","city":"Lyon"}'


def test_answers_have_the_revision_of_their_record(ada: cadastre.Session) -> None:
    raw = ada.raw
    made = raw.property_create(HOUSE)
    home = json.loads(made.json)
    assert made.revision == cadastre.revision(home)
    assert raw.property_get(home["id"]) == made
    room = raw.room_create(home["id"], b'{"name":"Attic","kind":"attic"}', made.revision)
    assert room.revision == cadastre.revision(json.loads(raw.property_get(home["id"]).json))
    assert raw.room_list(home["id"]).revision == room.revision
    assert raw.room_get(home["id"], json.loads(room.json)["id"]) == room
    changed = raw.property_patch(home["id"], b'{"city":"Nantes"}', f"{made.revision},{room.revision}")
    assert changed.revision.startswith("3-")
    assert raw.me_get().revision == cadastre.revision(ada.me())
    assert raw.me_patch(b'{"firstName":"A."}', "*").revision.startswith("2-")
    assert raw.property_list({"city": "nantes", "limit": "1"}).revision == ""
    raw.property_delete(home["id"], changed.revision)


def test_a_change_of_nothing_but_a_revision_that_is_none_is_stale(ada: cadastre.Session) -> None:
    home = json.loads(ada.raw.property_create(HOUSE).json)["id"]
    for expected in ("1-0", "\0", "\ud800"):
        with pytest.raises(cadastre.Error) as caught:
            ada.raw.property_patch(home, b"{}", expected)
        assert caught.value.code in {"stale", "malformed"}


def test_putting_a_type_tells_whether_it_is_new(operator: cadastre.Operator) -> None:
    answer, is_new = operator.raw.type_put("castle", b'{"label":"Castle"}')
    assert json.loads(answer.json) == {"id": "castle", "label": "Castle"}
    assert is_new is True
    assert operator.raw.type_put("castle", b'{"label":"Castle"}')[1] is False


def test_a_token_begins_a_session(store: cadastre.Store, ada: cadastre.Session) -> None:
    tokens = json.loads(store.raw.token_login(CREDENTIALS, "192.0.2.7").json)
    assert store.session(tokens["accessToken"]).user_id == ada.user_id
    again = json.loads(store.raw.token_refresh(json.dumps({"refreshToken": tokens["refreshToken"]}).encode()).json)
    assert again["expiresIn"] == 900
    store.raw.token_logout(json.dumps({"refreshToken": again["refreshToken"]}).encode())
    with pytest.raises(cadastre.Unauthenticated):
        store.raw.token_refresh(json.dumps({"refreshToken": again["refreshToken"]}).encode())


@pytest.mark.parametrize("token", ["", "eyJ", "a.b.c", "\0", "\ud800", "é" * 10_000])
def test_what_is_no_token_is_refused(store: cadastre.Store, token: str) -> None:
    with pytest.raises(cadastre.Unauthenticated):
        store.session(token)


@pytest.mark.parametrize(
    "document",
    [b"", b"{", b"\xff", b"[]", b'{"name":"a","name":"b"}', b'{"name":1}', b'{"name":"a"} ', b"{" * 100_000, b"\0"],
)
def test_what_is_no_document_is_malformed_or_invalid(ada: cadastre.Session, document: bytes) -> None:
    with pytest.raises((cadastre.Malformed, cadastre.Invalid)):
        ada.raw.property_create(document)


def test_a_password_is_changed_in_json(store: cadastre.Store, ada: cadastre.Session) -> None:
    change = json.dumps({"currentPassword": PASSWORD, "newPassword": "another password"}).encode()
    ada.raw.me_set_password(change, None)
    assert store.login(ADA, "another password").user_id == ada.user_id


def test_a_user_is_made_in_json(store: cadastre.Store) -> None:
    fields = {"email": BOB, "password": PASSWORD, "firstName": "Bob", "lastName": "Petit"}
    assert json.loads(store.raw.user_create(json.dumps(fields).encode(), "192.0.2.7").json)["email"] == BOB


def test_each_call_of_a_session_has_its_method() -> None:
    names = {name.removeprefix("cadastre_") for name in dir(cadastre._cadastre.lib)}
    subjects = ("session_", "token_", "user_", "me_", "type_", "property_", "room_", "city_")
    others = {"session_anonymous", "session_login", "session_from_token"}
    calls = {name for name in names if name.startswith(subjects)} - others
    assert len(calls) >= 30
    assert calls <= set(dir(cadastre.RawCalls))


def test_the_watch_is_told_how_the_store_is(store: cadastre.Store, operator: cadastre.Operator) -> None:
    store.ready()
    assert store.statistics()["maximumReaders"] >= 126
    assert "collections" not in store.statistics()
    assert operator.statistics()["collections"]


def test_versions_and_the_document_are_at_hand() -> None:
    assert cadastre.version.count(".") == 2
    assert cadastre.abi_version >= 1
    document = json.loads(cadastre.openapi_document())
    assert document["openapi"].startswith("3.1")
    assert "/v1/properties/{id}" in document["paths"]
