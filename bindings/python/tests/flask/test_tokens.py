"""Tokens and password hashes are what other libraries take them for."""

import json
import subprocess
import sys
from pathlib import Path

import argon2
import cadastre
import jwt
import pytest
from flask import Flask
from flask_jwt_extended import JWTManager, get_jwt, get_jwt_identity, jwt_required
from passlib.hash import argon2 as passlib_argon2

from . import processes
from .people import PASSWORD, Person

PROCESSES = 32
# Makes a store, and tells its key.
OPENING = """
import sys
import cadastre
sys.stdin.readline()
with cadastre.open(sys.argv[1]) as store, store.operator() as operator:
    print(operator.token_key())
"""


@pytest.fixture
def key(ada: Person, store: Path) -> str:
    """The key that ada's token is signed with, as the command prints it."""
    assert ada.token
    return processes.run_command("token-key", "--store", str(store)).strip()


def test_pyjwt_decodes_a_token(ada: Person, key: str) -> None:
    claims = jwt.decode(ada.token, key, algorithms=["HS256"])
    assert (claims["sub"], claims["role"], claims["exp"] - claims["iat"]) == (ada.id, "user", 900)
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(ada.token, key[::-1], algorithms=["HS256"])


def test_flask_jwt_extended_lets_a_token_in(ada: Person, key: str) -> None:
    app = Flask("another service")
    app.config["JWT_SECRET_KEY"] = key
    JWTManager(app)

    @app.get("/")
    @jwt_required()
    def show() -> dict[str, str]:
        return {"who": get_jwt_identity(), "role": get_jwt()["role"]}

    answer = app.test_client().get("/", headers=ada.headers)
    assert (answer.status_code, answer.json) == (200, {"who": ada.id, "role": "user"})
    assert app.test_client().get("/", headers={"Authorization": f"Bearer {ada.token}x"}).status_code == 422


@pytest.mark.usefixtures("ada")
def test_argon2_cffi_and_passlib_verify_a_hash(store: Path) -> None:
    lines: list[bytes] = []
    with cadastre.open(store) as register, register.operator() as operator:
        operator.export(lines.append, with_secrets=True)
    hashes = [text for line in lines for text in strings(json.loads(line)) if text.startswith("$argon2id$")]
    assert len(hashes) == 1
    hasher = argon2.PasswordHasher()
    assert hasher.verify(hashes[0], PASSWORD)
    with pytest.raises(argon2.exceptions.VerifyMismatchError):
        hasher.verify(hashes[0], PASSWORD + " ")
    assert passlib_argon2.verify(PASSWORD, hashes[0])
    assert not passlib_argon2.verify(PASSWORD + " ", hashes[0])


def strings(value: object) -> list[str]:
    """All texts in a JSON value."""
    if isinstance(value, dict):
        return [text for member in value.values() for text in strings(member)]
    if isinstance(value, list):
        return [text for element in value for text in strings(element)]
    return [value] if isinstance(value, str) else []


def test_processes_that_make_one_store_at_once_end_with_one_key(store: Path) -> None:
    command = [sys.executable, "-c", OPENING, str(store)]
    makers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)
    ]
    # They wait for a word, so that all are there when the first begins.
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("go\n")
        maker.stdin.flush()
    keys = [maker.communicate(timeout=processes.PATIENCE)[0].strip() for maker in makers]
    assert [maker.returncode for maker in makers] == [0] * PROCESSES
    assert set(keys) == {processes.run_command("token-key", "--store", str(store)).strip()}
