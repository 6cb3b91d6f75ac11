"""Stores are opened, closed and opened again."""

import os
from pathlib import Path

import cadastre
import pytest


def test_a_store_is_made_where_there_is_none(tmp_path: Path) -> None:
    with cadastre.open(str(tmp_path / "made")) as store:
        assert store.path == str(tmp_path / "made")
        assert list(store.properties()) == []
    with cadastre.open(tmp_path / "made", must_exist=True) as store:
        store.ready()


def test_a_store_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(cadastre.Unavailable) as caught:
        cadastre.open(tmp_path / "absent", must_exist=True)
    assert str(tmp_path) in caught.value.message
    assert str(tmp_path) not in str(caught.value)
    assert not (tmp_path / "absent").exists()


def test_one_process_opens_a_store_twice_with_the_same_options(store: cadastre.Store) -> None:
    with cadastre.open(store.path, durability="relaxed", sign_ups_per_hour=None) as again:
        again.sign_up(email="ada@example.org", password="a password", firstName="Ada", lastName="Martin")
    assert store.operator().find_user("ada@example.org")
    with pytest.raises(cadastre.Misuse):
        cadastre.open(store.path, durability="full")


@pytest.mark.parametrize("durability", ["", "none", 1])
def test_another_durability_is_a_value_error(tmp_path: Path, durability: object) -> None:
    with pytest.raises(ValueError, match="full or relaxed"):
        cadastre.open(tmp_path / "register", durability=durability)  # type: ignore[arg-type]


def test_a_store_that_is_read_only_changes_nothing(store: cadastre.Store, ada: cadastre.Session) -> None:
    home = ada.create_property(name="House", type="house", city="Lyon")
    store.close()
    with cadastre.open(store.path, read_only=True) as reader:
        assert reader.property(home["id"]) == home
        with pytest.raises(cadastre.Error):
            reader.operator().put_type("castle", "Castle")
        with pytest.raises(cadastre.Error):
            reader.login("ada@example.org", "correct horse battery")
    store.reopen()
    assert store.property(home["id"]) == home


def test_a_store_that_is_closed_is_misused(store: cadastre.Store, ada: cadastre.Session) -> None:
    home = ada.create_property(name="House", type="house", city="Lyon")
    pieces = ada.export_me()
    store.close()
    store.close()
    for call in (ada.me, store.ready, store.operator, lambda: ada.property(home["id"]), lambda: next(pieces)):
        with pytest.raises(cadastre.Misuse) as caught:
            call()
        assert type(caught.value) is cadastre.Misuse
    ada.close()
    store.reopen()
    assert store.property(home["id"]) == home


def test_what_a_slow_thread_left_of_before_is_not_used_after_reopening(store: cadastre.Store) -> None:
    before = store.anonymous
    store.reopen()
    store._anonymous = before
    store.anonymous.ready()


def test_a_session_that_is_closed_is_misused(store: cadastre.Store, ada: cadastre.Session) -> None:
    raw = ada.raw
    ada.close()
    ada.close()
    with pytest.raises(cadastre.Misuse):
        raw.me_get()
    store.ready()


def test_paths_are_those_of_the_system(tmp_path: Path) -> None:
    with cadastre.open(os.fsencode(tmp_path / "café").decode()) as store:
        store.ready()
    with pytest.raises(ValueError, match="null"):
        cadastre.open(f"{tmp_path}\0elsewhere")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["café"]
