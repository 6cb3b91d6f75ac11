"""Reading a request's JSON and query, and writing an answer."""

from typing import Any

import orjson
from flask import Response, current_app, request
from marshmallow import Schema, ValidationError

from classic import problem
from classic.database import Database


def database() -> Database:
    found: Database = current_app.extensions["classic.database"]
    return found


def loaded(schema: Schema) -> dict[str, Any]:
    """The request's body, checked against `schema`."""
    try:
        document = orjson.loads(request.get_data(cache=False))
    except orjson.JSONDecodeError as error:
        raise problem.malformed(f"The body is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise problem.malformed("The body must be an object.")
    values: dict[str, Any] = schema.load(document)
    return values


def query(schema: Schema) -> dict[str, Any]:
    """The request's query, checked against `schema`."""
    try:
        values: dict[str, Any] = schema.load(request.args.to_dict())
    except ValidationError as error:
        raise problem.malformed(f"The query is wrong: {error}") from error
    return values


def answer(document: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """`document` as JSON. A response made here is passed through by Flask-RESTX as it is."""
    response = Response(orjson.dumps(document), status, headers, content_type="application/json")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
