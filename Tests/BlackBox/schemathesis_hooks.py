"""What schemathesis must know about a register to test it: who calls, and from where."""

import os
import random
from typing import Any, cast
from uuid import uuid4

import requests
import schemathesis
from Contract.register import ADMIN_EMAIL, ADMIN_PASSWORD
from schemathesis import AuthContext, Case, HookContext

ADDRESS = os.environ["CADASTRE_ADDRESS"]
# Members that are accepted where they equal what is stored.
STORED = ("id", "ownerId", "email", "role", "createdAt", "updatedAt", "version")
PASSWORD = "correct horse battery"
chance = random.Random(20260901)


def anywhere() -> dict[str, str]:
    """The header of a trusted proxy that names a network at random: bounds per network are tested elsewhere."""
    return {"X-Forwarded-For": f"10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}"}


def post(path: str, body: dict[str, str]) -> dict[str, Any]:
    answer = requests.post(f"{ADDRESS}{path}", json=body, headers=anywhere(), timeout=30)
    answer.raise_for_status()
    return cast(dict[str, Any], answer.json())


def logged_in(email: str, password: str) -> str:
    return str(post("/v1/auth/login", {"email": email, "password": password})["accessToken"])


@schemathesis.auth().skip_for(operation_id="deleteMe")
class Admin:
    """Calls as an admin, who may do most, so that most calls get through to what they are about."""

    def get(self, case: Case[Any], context: AuthContext) -> str:  # noqa: ARG002
        return logged_in(ADMIN_EMAIL, ADMIN_PASSWORD)

    def set(self, case: Case[Any], data: str, context: AuthContext) -> None:  # noqa: ARG002
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.auth(refresh_interval=None).apply_to(operation_id="deleteMe")
class SomebodyNew(Admin):
    """Deletes somebody who has just signed up each time: the admin is still needed."""

    def get(self, case: Case[Any], context: AuthContext) -> str:  # noqa: ARG002
        email = f"{uuid4()}@example.org"
        post("/v1/users", {"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Martin"})
        return logged_in(email, PASSWORD)


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:  # noqa: ARG001
    case.headers.update(anywhere())
    if case.meta is not None and case.meta.generation.mode.is_positive:
        # Only the register makes cursors, each for one query: no text that a schema describes is one.
        case.query.pop("after", None)
        if chance.random() < 0.75:
            get_through(case)
    if (
        case.operation.definition.raw.get("operationId") == "deleteUser"
        and case.path_parameters.get("id") == admin_id()
    ):
        case.path_parameters["id"] = str(uuid4())


def get_through(case: Case[Any]) -> None:
    """Makes a request that keeps its schema one that finds what it names: nearly no generated text does."""
    case.headers.pop("If-Match", None)
    if not isinstance(case.body, dict):
        return
    if case.operation.method in {"put", "patch"}:
        for name in STORED:
            case.body.pop(name, None)
    if "type" in case.body:
        case.body["type"] = chance.choice(["house", "studio", "land"])
    if case.operation.path == "/v1/auth/login":
        case.body = {"email": ADMIN_EMAIL, "password": ADMIN_PASSWORD}


def admin_id() -> str:
    """The id of the admin that the calls are made by, which is not to be deleted while they are."""
    if "CADASTRE_ADMIN" not in os.environ:
        token = logged_in(ADMIN_EMAIL, ADMIN_PASSWORD)
        answer = requests.get(f"{ADDRESS}/v1/users/me", headers={"Authorization": f"Bearer {token}"}, timeout=30)
        os.environ["CADASTRE_ADMIN"] = answer.json()["id"]
    return os.environ["CADASTRE_ADMIN"]
