"""Users, their sessions, and what they may know of each other."""

import json

import cadastre
import pytest

from tests.people import ABSENT, ADA, BOB, PASSWORD, sign_up


def test_who_has_signed_up_logs_in(store: cadastre.Store) -> None:
    user = sign_up(store, ADA)
    with store.login(ADA, PASSWORD) as session:
        assert session.user_id == user["id"]
        assert session.me() == user
    assert store.anonymous.user_id is None


def test_strangers_see_the_name_only(store: cadastre.Store, ada: cadastre.Session) -> None:
    assert ada.user_id
    assert store.user(ada.user_id) == {"id": ada.user_id, "firstName": "Ada", "lastName": "Martin"}
    with pytest.raises(cadastre.NotFound):
        store.user(ABSENT)


def test_users_change_themselves(ada: cadastre.Session) -> None:
    before = ada.me()
    after = ada.update_me(lastName="Lovelace", birthDate="1815-12-10", expected=before)
    assert (after["lastName"], after["birthDate"], after["version"]) == ("Lovelace", "1815-12-10", 2)
    with pytest.raises(cadastre.Stale):
        ada.update_me(lastName="Byron", expected=before)
    with pytest.raises(cadastre.Stale):
        ada.delete_me(expected=cadastre.revision(before))
    assert ada.me() == after


def test_who_leaves_takes_all_along(store: cadastre.Store, ada: cadastre.Session) -> None:
    home = ada.create_property(name="Échoppe", type="house", city="Bordeaux")
    ada.delete_me()
    with pytest.raises(cadastre.NotFound):
        store.property(home["id"])
    with pytest.raises(cadastre.Unauthenticated):
        ada.me()
    with pytest.raises(cadastre.Unauthenticated):
        store.login(ADA, PASSWORD)


def test_a_new_password_ends_the_session(store: cadastre.Store, ada: cadastre.Session) -> None:
    with pytest.raises(cadastre.Forbidden):
        ada.change_password("wrong", "another password")
    ada.change_password(PASSWORD, "another password", peer="192.0.2.7")
    with pytest.raises(cadastre.Unauthenticated):
        ada.me()
    with pytest.raises(cadastre.Unauthenticated):
        store.login(ADA, PASSWORD)
    assert store.login(ADA, "another password").me()["email"] == ADA


@pytest.mark.parametrize("password", ["wrong password", "", "\0", f"{PASSWORD}\0", "\ud800"])
def test_another_password_is_refused(store: cadastre.Store, ada: cadastre.Session, password: str) -> None:
    assert ada.user_id
    with pytest.raises((cadastre.Unauthenticated, cadastre.Invalid)):
        store.login(ADA, password)


def test_an_address_that_is_taken_is_a_conflict(store: cadastre.Store, ada: cadastre.Session) -> None:
    assert ada.user_id
    with pytest.raises(cadastre.Conflict):
        sign_up(store, ADA.upper())


def test_each_wrong_field_is_named(store: cadastre.Store) -> None:
    with pytest.raises(cadastre.Invalid) as caught:
        store.sign_up(email="ada", password="short", firstName=" ", lastName="Martin")
    error = caught.value
    assert {field for field, _ in error.fields} == {"email", "password", "firstName"}
    for field, message in error.fields:
        assert f"{field} {message}." in str(error)
    assert json.loads(error.problem)["status"] == 422


def test_failed_logins_are_counted_by_network(store: cadastre.Store, ada: cadastre.Session) -> None:
    assert ada.user_id
    for _ in range(10):
        with pytest.raises(cadastre.Unauthenticated):
            store.login(ADA, "wrong password", peer="192.0.2.7")
    with pytest.raises(cadastre.Throttled) as caught:
        store.login(ADA, PASSWORD, peer="192.0.2.7")
    assert caught.value.retry_after
    assert store.login(ADA, PASSWORD, peer="2001:db8::1").user_id == ada.user_id


def test_sign_ups_are_counted_by_network(store: cadastre.Store) -> None:
    store.close()
    with cadastre.open(store.path, durability="relaxed", sign_ups_per_hour=1) as strict:
        strict.sign_up(email=ADA, password=PASSWORD, firstName="Ada", lastName="Martin", peer="192.0.2.7")
        with pytest.raises(cadastre.Throttled):
            strict.sign_up(email=BOB, password=PASSWORD, firstName="Bob", lastName="Petit", peer="192.0.2.7")
    store.reopen()


def test_properties_are_counted_by_user(store: cadastre.Store) -> None:
    home = {"name": "Home", "type": "house", "city": "Lyon"}
    store.sign_up(email=ADA, password=PASSWORD, firstName="Ada", lastName="Martin")
    store.close()
    with cadastre.open(store.path, durability="relaxed", maximum_properties_per_user=2) as strict:
        ada = strict.login(ADA, PASSWORD)
        for _ in range(2):
            ada.create_property(**home)
        with pytest.raises(cadastre.Conflict, match="a user may have, 2"):
            ada.create_property(**home)
    with cadastre.open(store.path, durability="relaxed", maximum_properties_per_user=None) as lenient:
        lenient.login(ADA, PASSWORD).create_property(**home)
    store.reopen()


def test_everything_of_a_user_comes_out(ada: cadastre.Session) -> None:
    homes = [ada.create_property(name=f"{number}", type="house", city="Lyon") for number in range(3)]
    document = json.loads(b"".join(ada.export_me()))
    assert document["user"] == ada.me()
    assert sorted(each["id"] for each in document["properties"]) == [each["id"] for each in homes]


def test_an_export_can_be_left_and_outlives_its_session(store: cadastre.Store, ada: cadastre.Session) -> None:
    left = ada.raw.me_export()
    left.close()
    assert list(left) == []
    with store.login(ADA, PASSWORD) as session:
        pieces = session.export_me()
    assert json.loads(b"".join(pieces))["properties"] == []


def test_nobody_has_nothing_to_export(store: cadastre.Store) -> None:
    with pytest.raises(cadastre.Unauthenticated):
        store.anonymous.export_me()


def test_admins_see_and_remove_users(store: cadastre.Store, ada: cadastre.Session, bob: cadastre.Session) -> None:
    operator = store.operator()
    assert ada.user_id
    assert bob.user_id
    operator.set_role(ada.user_id, "admin")
    admin = store.login(ADA, PASSWORD)
    assert [user["id"] for user in admin.users()] == [bob.user_id, ada.user_id]
    assert [user["id"] for user in admin.users(limit=1)] == [bob.user_id]
    assert admin.users_page(limit=1).next
    with pytest.raises(cadastre.Forbidden):
        list(bob.users())
    with pytest.raises(cadastre.Unauthenticated):
        ada.me()
    with pytest.raises(cadastre.Forbidden):
        bob.end_sessions(bob.user_id)
    admin.end_sessions(bob.user_id)
    with pytest.raises(cadastre.Unauthenticated):
        bob.me()
    bob = store.login(BOB, PASSWORD)
    assert bob.user_id
    admin.delete_user(bob.user_id)
    with pytest.raises(cadastre.Unauthenticated):
        bob.me()


def test_admins_keep_the_types(store: cadastre.Store, ada: cadastre.Session, operator: cadastre.Operator) -> None:
    assert {"id": "house", "label": store.type("house")["label"]} in store.types()
    with pytest.raises(cadastre.Forbidden):
        ada.put_type("castle", "Castle")
    assert operator.put_type("castle", "Castle") == {"id": "castle", "label": "Castle"}
    assert operator.put_type("castle", "Château") == store.type("castle")
    home = ada.create_property(name="Chambord", type="castle", city="Chambord")
    with pytest.raises(cadastre.Conflict):
        operator.delete_type("castle")
    ada.delete_property(home["id"])
    operator.delete_type("castle")
    with pytest.raises(cadastre.NotFound):
        store.type("castle")
