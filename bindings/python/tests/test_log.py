"""The log: causes that errors do not show."""

import gc
import sys
from pathlib import Path

import cadastre
import pytest

Line = tuple[str, str]


@pytest.fixture
def damaged(tmp_path: Path) -> tuple[Path, str]:
    """A register in which one property is damaged, and the property."""
    path = tmp_path / "register"
    with cadastre.open(path) as store:
        operator = store.operator()
        row = b'{"id":"1","owner":"7","name":"One","city":"Lyon","type":"house"}\n'
        operator.import_([row], table="listings")
        home = next(store.properties())["id"]
    data = path / "data.mdb"
    data.write_bytes(data.read_bytes().replace(b'{"id":"' + home.encode(), b'["id":"' + home.encode()))
    return path, home


def test_the_cause_of_an_error_is_told_to_the_log(damaged: tuple[Path, str]) -> None:
    path, home = damaged
    lines: list[Line] = []
    with cadastre.open(path, log=lambda level, message: lines.append((level, message))) as store:
        # Nobody but the store keeps the log's function.
        gc.collect()
        with pytest.raises(cadastre.Corrupt) as caught:
            store.operator().update_property(home, name="New")
    assert [level for level, _ in lines] == ["error"]
    assert lines[0][1] == caught.value.message
    assert lines[0][1] not in str(caught.value)


def test_an_exception_in_the_log_goes_no_further(damaged: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    path, home = damaged
    ignored: list[BaseException | None] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: ignored.append(unraisable.exc_value))
    surprise = ValueError("the log is full")

    def fail(*_: str) -> None:
        raise surprise

    with cadastre.open(path, log=fail) as store, pytest.raises(cadastre.Corrupt):
        store.operator().update_property(home, name="New")
    assert ignored == [surprise]
