"""Exceptions carry what the core says, and no more of it than may be shown."""

import json
import pickle
import traceback

import cadastre
import pytest
from cadastre._cadastre import ffi, lib
from cadastre._library import EXCEPTIONS

PROBLEM = json.dumps(
    {
        "type": "urn:cadastre:problem:invalid",
        "title": "Not valid",
        "status": 422,
        "detail": "Two fields are wrong.",
        "errors": [{"field": "name", "message": "must not be blank"}, {"field": "city", "message": "is required"}],
    }
).encode()


def test_an_exception_names_what_is_wrong() -> None:
    error = cadastre.Invalid("invalid", "for the operator", PROBLEM)
    assert str(error) == "name must not be blank. city is required."
    assert error.fields == [("name", "must not be blank"), ("city", "is required")]
    assert error.fields[0].field == "name"
    assert (error.code, error.message, error.problem) == ("invalid", "for the operator", PROBLEM)


def test_an_exception_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(cadastre.Throttled("throttled", "slow down", PROBLEM, 30)))
    assert type(error) is cadastre.Throttled
    assert (error.code, error.retry_after, str(error)[:10]) == ("throttled", 30, "name must ")


@pytest.mark.parametrize(
    ("message", "told"),
    [("No such file: /srv/register", True), ("name must not be blank. city is required.", False)],
)
def test_a_traceback_shows_what_is_for_the_operator_alone(message: str, told: bool) -> None:
    error = cadastre.Invalid("invalid", message, PROBLEM)
    assert message not in str(error) or not told
    lines = traceback.format_exception(error)
    assert lines[-1:] == ([f"{message}\n"] if told else [f"cadastre.errors.Invalid: {error}\n"])
    again = pickle.loads(pickle.dumps(error))
    assert traceback.format_exception(again) == lines


@pytest.mark.parametrize("status", range(1, 18))
def test_each_status_has_an_exception_of_its_name(status: int) -> None:
    name = ffi.string(lib.cadastre_status_name(status)).decode()
    assert EXCEPTIONS[status].__name__ == "".join(word.capitalize() for word in name.split("-"))


def test_misuse_after_fork_is_misuse() -> None:
    assert issubclass(cadastre.UsedAfterFork, cadastre.Misuse)
    assert len(set(EXCEPTIONS.values())) == len(EXCEPTIONS)
