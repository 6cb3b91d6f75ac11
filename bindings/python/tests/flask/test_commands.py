"""`flask cadastre`: the operator's hand."""

import os
import re
import subprocess
import sys
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


def flask(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `flask cadastre` in a folder, as somebody types it."""
    command = [sys.executable, "-m", "flask", "--app", "cadastre.flask:create_app()", *arguments]
    variables = {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, r"\./data.*"),
        ({"CADASTRE_STORE": "missing/store"}, r"missing/store.*"),
        ({"CADASTRE_DOCS": "maybe"}, r"CADASTRE_DOCS can't be 'maybe'"),
        ({"CADASTRE_TRUSTED_PROXY": "everybody"}, r".*'everybody'.*"),
    ],
    ids=["none", "no parent", "a setting", "a proxy"],
)
def test_a_check_of_what_is_not_there_says_so_and_makes_nothing(
    environment: dict[str, str], told: str, tmp_path: Path
) -> None:
    run = flask(tmp_path, "cadastre", "check", **environment)
    assert (run.returncode, run.stdout) == (1, ""), run.stderr
    assert re.fullmatch(rf"Error: .*{told}\n", run.stderr), run.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["check", "seed"])
def test_a_store_that_is_none_is_told_in_words(command: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "data.mdb").write_bytes(b"nonsense" * 4096)
    run = flask(tmp_path, "cadastre", command)
    assert run.returncode == 1
    assert re.fullmatch(r"Error: .+\n", run.stderr), run.stderr


def test_help_makes_no_store(tmp_path: Path) -> None:
    run = flask(tmp_path, "--help")
    assert "cadastre" in run.stdout, run.stderr
    assert list(tmp_path.iterdir()) == []


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
