"""The operator may do everything, so no request may reach a call that only the operator has."""

import ast
import json
from pathlib import Path

import cadastre
import cadastre.flask
import pytest
from flask.testing import FlaskClient

from .people import HOME, Person

FOLDER = Path(cadastre.flask.__file__).parent
# What only the operator's hand reaches for, and where it may.
OPERATORS_OWN = {name for name in vars(cadastre.Operator) if not name.startswith("_")} | {"operator", "Operator"}
HANDS = {"commands.py", "demo.py", "production_rules.py"}
# They hand on what they are given.
IMPORTERS_OF_HANDS = {"app.py", "blueprint.py", "commands.py", "gunicorn_conf.py"}
DOCUMENT = json.loads(cadastre.openapi_document())
CALLS = [(method.upper(), path) for path, calls in DOCUMENT["paths"].items() for method in calls]
BODIES: dict[str, object] = {
    "/v1/users": {"email": "eve@example.org", "password": "correct horse", "firstName": "Eve", "lastName": "Petit"},
    "/v1/properties/{id}/rooms": {"name": "Bedroom", "kind": "bedroom"},
    "/v1/properties": HOME,
}


def names_in(path: Path) -> set[str]:
    """All that a file takes from elsewhere, by whichever way."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names |= {part for alias in node.names for part in [*alias.name.split("."), alias.asname or ""]}
            names |= set((getattr(node, "module", None) or "").split("."))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
    return names


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.name)
def test_no_file_but_the_commands_names_what_the_operator_has(path: Path) -> None:
    names = names_in(path)
    if path.name not in HANDS:
        assert names & (OPERATORS_OWN - {"export"}) == set()
    if path.name not in IMPORTERS_OF_HANDS:
        assert names & {"commands", "demo", "production_rules"} == set()


def test_the_search_finds_what_it_looks_for() -> None:
    assert {"operator", "verify"} <= names_in(FOLDER / "commands.py")


@pytest.mark.parametrize(("method", "path"), CALLS, ids=lambda part: part)
def test_every_call_is_answered_where_there_is_no_operator(
    method: str, path: str, client: FlaskClient, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = client.post("/v1/properties", json=HOME, headers=ada.headers).json
    monkeypatch.setattr(cadastre.Store, "operator", forbidden)
    monkeypatch.setattr(cadastre.Operator, "__init__", forbidden)
    ids = {"/v1/users": ada.id, "/v1/types": "house", "/v1/properties": home["id"], "/docs": "docs.css"}
    target = path.replace("{roomId}", home["rooms"][0]["id"]).replace("{file}", "docs.css")
    for collection, id_ in ids.items():
        target = target.replace(f"{collection}/{{id}}", f"{collection}/{id_}")
    body = BODIES.get(path, {"name": "Renamed"}) if method in {"POST", "PUT", "PATCH"} else None
    answer = client.open(target, method=method, json=body, headers=ada.headers)
    # What ada may not or does not get right is refused by the core, not for want of an operator.
    assert answer.status_code < 500, answer.text


def forbidden(*_: object) -> None:
    raise AssertionError("a request has reached for the operator")
