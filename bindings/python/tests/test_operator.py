"""What whoever runs a register does with it."""

import io
import json
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cadastre
import pytest

from tests.people import ABSENT, ADA, BOB, PASSWORD

FIELDS = {"email": ADA, "password": PASSWORD, "firstName": "Ada", "lastName": "Martin"}


def test_the_operator_makes_and_changes_users(store: cadastre.Store, operator: cadastre.Operator) -> None:
    admin = operator.create_user(role="admin", **FIELDS)
    assert admin["role"] == "admin"
    assert operator.find_user(ADA.upper()) == admin
    assert operator.set_email(admin["id"], BOB)["email"] == BOB
    assert operator.set_role(admin["id"], "user")["role"] == "user"
    operator.set_password(admin["id"], "another password")
    assert store.login(BOB, "another password").user_id == admin["id"]
    assert operator.user_id is None
    with pytest.raises(cadastre.NotFound):
        operator.find_user(ADA)
    with pytest.raises(cadastre.Invalid):
        operator.set_role(admin["id"], "king")  # type: ignore[arg-type]


def test_the_operator_changes_what_anybody_owns(ada: cadastre.Session, operator: cadastre.Operator) -> None:
    home = ada.create_property(name="House", type="house", city="Lyon")
    assert operator.update_property(home["id"], city="Nantes")["ownerId"] == ada.user_id


def test_a_user_goes_in_batches(store: cadastre.Store, ada: cadastre.Session, operator: cadastre.Operator) -> None:
    for number in range(3):
        ada.create_property(name=f"{number}", type="house", city="Lyon")
    assert ada.user_id
    assert operator.delete_user_in_batches(ada.user_id) == 3
    assert list(store.properties()) == []
    with pytest.raises(cadastre.NotFound):
        operator.delete_user_in_batches(ABSENT)


def test_a_backup_is_a_register(ada: cadastre.Session, operator: cadastre.Operator, tmp_path: Path) -> None:
    home = ada.create_property(name="House", type="house", city="Lyon")
    operator.backup(tmp_path / "copy")
    with cadastre.open(tmp_path / "copy", must_exist=True) as copy:
        assert copy.property(home["id"]) == home
        assert copy.operator().verify()["problems"] == []
    with pytest.raises(cadastre.Misuse):
        operator.backup(tmp_path / "copy")


def test_the_key_of_tokens_changes_when_it_is_told_to(store: cadastre.Store, operator: cadastre.Operator) -> None:
    operator.create_user(role="user", **FIELDS)
    login = json.dumps({"email": ADA, "password": PASSWORD}).encode()
    token = json.loads(store.raw.token_login(login).json)["accessToken"]
    before = operator.token_key()
    assert len(before) == 43
    after = operator.rotate_token_key()
    assert after == operator.token_key() != before
    assert store.session(token).user_id
    operator.rotate_token_key(ends_previous=True)
    operator.rotate_token_key(ends_previous=True)
    with pytest.raises(cadastre.Unauthenticated):
        store.session(token).me()


def test_a_store_is_private_until_others_may_read_it(store: cadastre.Store, operator: cadastre.Operator) -> None:
    assert operator.is_private()
    Path(store.path).chmod(0o755)
    for file in Path(store.path).iterdir():
        file.chmod(0o644)
    assert not operator.is_private()


def test_an_export_makes_the_same_register(ada: cadastre.Session, operator: cadastre.Operator, tmp_path: Path) -> None:
    homes = [ada.create_property(name=f"{number}", type="house", city="Lyon") for number in range(20)]
    lines = io.BytesIO()
    operator.export(lines.write, with_secrets=True)
    lines.seek(0)
    with cadastre.open(tmp_path / "copy") as copy:
        summary = copy.operator().import_(lines, trusts_secrets=True)
        assert summary["rejected"] == 0
        assert list(copy.properties(order="oldest")) == homes
        assert copy.login(ADA, PASSWORD).me() == ada.me()


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_an_import_takes_pieces_however_they_are_cut(operator: cadastre.Operator, size: int) -> None:
    row = '{"id":"%d","owner":"7","name":"N°%d","city":"Lyon","type":"house"}\n'
    rows = b"".join((row % (number, number)).encode() for number in range(30))
    pieces = [rows[start : start + size] for start in range(0, len(rows), size)]
    summary = operator.import_([b"", *pieces, b""], table="listings")
    assert (summary["added"], summary["users"]) == (30, 1)
    again = operator.import_(io.BytesIO(rows), table="listings")
    assert (again["added"], again["unchanged"]) == (0, 30)


ROWS = b"""{"id":"1","owner":"7","name":"One","city":"Lyon","type":"house"}
{"id":"2","owner":"7","name":"","city":" ","type":"house"}
{"id":"3","owner":"7","name":"Three","city":"Lyon","type":"house"}
"""


def test_rejected_lines_are_told_one_by_one(operator: cadastre.Operator) -> None:
    rejected: list[tuple[int, set[str]]] = []
    summary = operator.import_(
        [ROWS], table="listings", reject=lambda line, fields: rejected.append((line, {each.field for each in fields}))
    )
    assert (summary["added"], summary["rejected"]) == (2, 1)
    assert rejected == [(2, {"name", "city"})]


def test_an_import_stops_at_a_rejection_if_it_is_asked_to(store: cadastre.Store, operator: cadastre.Operator) -> None:
    with pytest.raises(cadastre.Stopped) as caught:
        operator.import_([ROWS], table="listings", stops_at_rejection=True)
    assert caught.value.report
    assert caught.value.report["rejected"] == 1
    assert [item["name"] for item in store.properties()] == ["One"]


def test_a_dry_run_writes_nothing(store: cadastre.Store, operator: cadastre.Operator) -> None:
    assert operator.import_([ROWS], table="listings", dry_run=True)["added"] == 2
    assert list(store.properties()) == []


class Surprise(BaseException):
    """What no rule of the register knows."""


@pytest.mark.parametrize("exception", [Surprise, KeyboardInterrupt, ValueError, cadastre.Stopped])
def test_an_exception_in_a_callback_comes_out(operator: cadastre.Operator, exception: type[BaseException]) -> None:
    surprise = exception("why", "not", b"") if exception is cadastre.Stopped else exception("why not")

    def fail(*_: object) -> None:
        raise surprise

    def source() -> object:
        yield ROWS
        raise surprise

    for call in (
        lambda: operator.export(fail),
        lambda: operator.import_(source(), table="listings"),  # type: ignore[arg-type]
        lambda: operator.import_([ROWS, b""], table="listings", reject=fail),
    ):
        with pytest.raises(exception) as caught:
            call()
        assert caught.value is surprise
    operator.verify()


@pytest.mark.parametrize("piece", ["text", None, 5])
def test_a_source_of_anything_but_bytes_is_a_type_error(operator: cadastre.Operator, piece: object) -> None:
    with pytest.raises(TypeError):
        operator.import_([piece], table="listings")  # type: ignore[list-item]


@pytest.mark.parametrize("source", [b"{}", bytearray(b"{}"), memoryview(b"{}"), "{}"])
def test_a_source_that_would_be_read_byte_by_byte_is_a_type_error(operator: cadastre.Operator, source: object) -> None:
    with pytest.raises(TypeError, match=f"not {type(source).__name__}: make a list"):
        operator.import_(source)  # type: ignore[arg-type]


class TooMuch(io.BytesIO):
    """A file that gives all that it has, however little is asked for."""

    def read(self, _: int | None = -1) -> bytes:
        return super().read()


def wide(rows: bytes) -> "array[int]":
    """The same bytes in items of four, so that its length is not that of its bytes."""
    return array("I", rows + b"\n" * (-len(rows) % 4))


@pytest.mark.parametrize(
    "source",
    [TooMuch, lambda rows: [wide(rows)], lambda rows: [memoryview(wide(rows))]],
    ids=["a file that gives more", "an array", "a view of one"],
)
def test_a_source_fills_no_more_than_there_is_room_for(
    operator: cadastre.Operator, source: Callable[[bytes], Any]
) -> None:
    lines = (
        b'{"id":"%d","owner":"7","name":"Flat","type":"house","city":"Lyon"}\n' % number for number in range(20_000)
    )
    rows = b"".join(lines)
    assert len(rows) > 1 << 20
    summary = operator.import_(source(rows), table="listings", dry_run=True)
    assert summary["added"] == 20_000, summary


def test_secrets_are_taken_from_the_trusted_only(operator: cadastre.Operator, ada: cadastre.Session) -> None:
    assert ada.user_id
    lines: list[bytes] = []
    operator.export(lines.append)
    assert not any(b"argon2" in line for line in lines)
    operator.export(lines.append, with_secrets=True)
    assert any(b"argon2" in line for line in lines)
    with pytest.raises(cadastre.Forbidden):
        operator.import_(lines)


def test_an_export_may_read(ada: cadastre.Session, operator: cadastre.Operator) -> None:
    home = ada.create_property(name="House", type="house", city="Lyon")
    read: list[bytes] = []
    operator.export(lambda _: read.append(ada.property_json(home["id"])))
    assert set(read) == {ada.property_json(home["id"])}


def test_an_export_does_not_see_what_is_changed_in_it(ada: cadastre.Session, operator: cadastre.Operator) -> None:
    home = ada.create_property(name="Old", type="house", city="Lyon")
    lines: list[bytes] = []

    def write(line: bytes) -> None:
        lines.append(line)
        ada.update_property(home["id"], name="New")

    operator.export(write)
    assert b"Old" in lines[-1]
    assert ada.property(home["id"])["name"] == "New"


def test_a_store_is_not_closed_inside_a_callback(store: cadastre.Store, operator: cadastre.Operator) -> None:
    with pytest.raises(cadastre.Misuse):
        operator.export(lambda _: store.close())
    store.ready()


def test_damage_is_reported(tmp_path: Path) -> None:
    with cadastre.open(tmp_path / "register") as store, store.operator() as operator:
        for number in range(50):
            operator.import_([ROWS.replace(b'"owner":"7"', b'"owner":"%d"' % number)], table=f"t{number}")
    data = tmp_path / "register" / "data.mdb"
    content = data.read_bytes()
    # Records say one city now, and the index another.
    data.write_bytes(content.replace(b'"city":"Lyon"', b'"city":"Nice"'))
    with cadastre.open(tmp_path / "register") as store, pytest.raises(cadastre.Corrupt) as caught:
        store.operator().verify()
    assert caught.value.report
    assert caught.value.report["problems"]
