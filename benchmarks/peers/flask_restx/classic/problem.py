"""Errors as problem documents (RFC 9457): one table."""

from typing import Any

import orjson
from flask import Flask, Response
from flask_jwt_extended import JWTManager
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException


class Problem(Exception):  # noqa: N818 (the field's term)
    """What a call answers instead of what was asked for."""

    def __init__(self, status: int, kind: str, title: str, detail: str, errors: list[dict[str, str]] | None = None):
        super().__init__(detail)
        self.status = status
        self.document: dict[str, Any] = {
            "type": f"urn:cadastre:problem:{kind}",
            "title": title,
            "status": status,
            "detail": detail,
        }
        if errors:
            self.document["errors"] = errors

    def response(self) -> Response:
        headers = {"WWW-Authenticate": "Bearer"} if self.status == 401 else None
        body = orjson.dumps(self.document)
        return Response(body, self.status, headers, content_type="application/problem+json")


def malformed(detail: str) -> Problem:
    return Problem(400, "malformed", "Not understood", detail)


def invalid(errors: list[dict[str, str]]) -> Problem:
    return Problem(422, "invalid", "Not valid", "The request breaks a rule.", errors)


def unauthenticated(detail: str) -> Problem:
    return Problem(401, "unauthenticated", "Not authenticated", detail)


def forbidden() -> Problem:
    return Problem(403, "forbidden", "Not allowed", "Only the owner can change this property.")


def not_found(what: str) -> Problem:
    return Problem(404, "not-found", "Not found", f"There is no such {what}.")


def stale() -> Problem:
    return Problem(412, "stale", "Changed meanwhile", "The property is not what If-Match says.")


def conflict(detail: str) -> Problem:
    return Problem(409, "conflict", "Conflict", detail)


def flattened(messages: Any, path: str = "") -> list[dict[str, str]]:
    """marshmallow's nested messages as a list of field and message."""
    if isinstance(messages, dict):
        return [
            error
            for key, inner in messages.items()
            for error in flattened(inner, f"{path}.{key}" if path else str(key))
        ]
    return [{"field": path, "message": str(message)} for message in messages]


def register(app: Flask, tokens: JWTManager) -> None:
    tokens.unauthorized_loader(lambda reason: unauthenticated(reason).response())
    tokens.invalid_token_loader(lambda reason: unauthenticated(reason).response())
    tokens.expired_token_loader(lambda _header, _claims: unauthenticated("The token has expired.").response())
    app.register_error_handler(Problem, lambda problem: problem.response())
    app.register_error_handler(ValidationError, lambda error: invalid(flattened(error.messages)).response())
    app.register_error_handler(
        HTTPException,
        lambda error: Problem(error.code or 500, "http", error.name, error.description or error.name).response(),
    )
