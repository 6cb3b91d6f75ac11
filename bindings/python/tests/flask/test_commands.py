"""`flask cadastre`: the operator's hand."""

import re
from pathlib import Path

import cadastre
import pytest
from cadastre.flask import create_app
from flask import Flask


def test_a_store_that_is_right_has_nothing_wrong(app: Flask, store: Path) -> None:
    result = app.test_cli_runner().invoke(args=["cadastre", "check"])
    assert result.exit_code == 0, result.output
    assert re.fullmatch(rf"{re.escape(str(store))}: \d+ records, \d+ index entries, nothing wrong\n", result.output)


def test_a_store_that_is_damaged_fails_its_check(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def verify(_: cadastre.Operator) -> None:
        error = cadastre.Corrupt("corrupt", "It is damaged.", b"")
        error.report = {"problems": ["a record without its index entry"]}
        raise error

    monkeypatch.setattr(cadastre.Operator, "verify", verify)
    result = app.test_cli_runner().invoke(args=["cadastre", "check"])
    assert (result.exit_code, result.output) == (1, "a record without its index entry\n")


def test_demo_data_can_be_used_at_once_and_are_made_once(app: Flask, store: Path) -> None:
    runner = app.test_cli_runner()
    arguments = ["cadastre", "seed", "--users", "2", "--properties", "7", "--seed", "3"]
    result = runner.invoke(args=arguments)
    assert result.exit_code == 0, result.output
    logins = re.findall(r"^  (\S+)  (\S+)$", result.output, re.MULTILINE)
    assert len(logins) == 2
    with cadastre.open(store) as register:
        assert len(list(register.properties())) == 7
        email, password = logins[0]
        with register.login(email, password) as session:
            assert len(list(register.properties(owner=session.user_id))) == 4
    again = runner.invoke(args=arguments)
    assert again.exit_code == 1
    assert "already" in again.output
    with cadastre.open(store) as register:
        assert len(list(register.properties())) == 7


def test_the_same_seed_makes_the_same_homes(tmp_path: Path) -> None:
    names = []
    for folder in ["one", "two"]:
        app = create_app(tmp_path / folder)
        result = app.test_cli_runner().invoke(args=["cadastre", "seed", "--users", "1", "--properties", "5"])
        assert result.exit_code == 0, result.output
        with cadastre.open(tmp_path / folder) as register:
            names.append([(home["name"], home["city"], home["type"]) for home in register.properties()])
    assert names[0] == names[1]
    assert len(names[0]) == 5
