"""The OpenAPI document itself: valid, its examples too, and served as it stands in the repository."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

BASE = "urn:cadastre:openapi"
METHODS = {"get", "put", "post", "delete", "patch"}


@pytest.fixture(scope="module")
def document(document_path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(document_path.read_bytes())
    return content


def examples(node: object, place: str = "#") -> Iterator[tuple[str, Any, Any]]:
    """Every example in the document, with where it is and the schema that it must keep."""
    if isinstance(node, dict):
        if "schema" in node:
            if "example" in node:
                yield place, node["schema"], node["example"]
            for name, example in node.get("examples", {}).items():
                yield f"{place}/{name}", node["schema"], example["value"]
        elif isinstance(node.get("examples"), list):
            for example in node["examples"]:
                yield place, node, example
        for name, child in node.items():
            if name not in {"example", "examples"}:
                yield from examples(child, f"{place}/{name}")
    elif isinstance(node, list):
        for number, child in enumerate(node):
            yield from examples(child, f"{place}/{number}")


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


def test_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_example_keeps_its_schema(document: dict[str, Any]) -> None:
    registry = Registry[Any]().with_resource(BASE, DRAFT202012.create_resource(document))

    def absolute(schema: Any) -> Any:
        if isinstance(schema, dict):
            return {name: BASE + part if name == "$ref" else absolute(part) for name, part in schema.items()}
        return [absolute(part) for part in schema] if isinstance(schema, list) else schema

    found = list(examples(document))
    wrong = [
        f"{place}: {error.message}"
        for place, schema, example in found
        for error in Draft202012Validator(absolute(schema), registry=registry).iter_errors(example)
    ]
    assert wrong == []
    assert len(found) > 100


def test_every_operation_says_what_it_needs(document: dict[str, Any]) -> None:
    gaps = []
    for name, operation in operations(document):
        if name.split()[0].lower() not in METHODS:
            gaps.append(f"{name}: not a method of ours")
        for member in ("operationId", "summary", "tags", "responses"):
            if not operation.get(member):
                gaps.append(f"{name}: no {member}")
        media = operation.get("requestBody", {}).get("content", {})
        gaps += [f"{name}: no example of a body" for content in media.values() if not content.get("examples")]
    assert gaps == []


def test_operation_ids_are_distinct(document: dict[str, Any]) -> None:
    identifiers = [operation["operationId"] for _, operation in operations(document)]
    assert len(identifiers) == len(set(identifiers))


def test_every_component_is_used(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    components = document["components"]
    unused = [
        f"{kind}/{name}"
        for kind in ("schemas", "parameters", "headers", "responses")
        for name in components[kind]
        if f'"#/components/{kind}/{name}"' not in text
    ]
    assert unused == []


def test_is_served_as_it_stands(address: str, document_path: Path) -> None:
    answer = requests.get(f"{address}/openapi.json", timeout=10)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.content == document_path.read_bytes()
