"""What a call takes and gives, as the OpenAPI document states it."""

from dataclasses import dataclass
from typing import Any, Self

from cadastre.flask.views import View

_METHODS = {"get", "post", "put", "patch", "delete"}


@dataclass(frozen=True, slots=True)
class Call:
    """One operation, and the view that answers it."""

    method: str
    # The template of its path, such as `/v1/properties/{id}`.
    path: str
    view: View
    # Whether only who has a token may ask. The core looks closer.
    needs_token: bool
    # Whether the body says who asks, so that "nobody knows you" need not be the token's fault.
    reads_credentials: bool
    # The media types that a body may have; empty where no body is read.
    reads: tuple[str, ...]
    # What is answered where all goes well; `None` where that has no content, or is of several types.
    answers: str | None
    # The query parameters that the call knows.
    query: tuple[str, ...]

    @classmethod
    def all_of(cls, document: dict[str, Any], views: dict[str, View]) -> list[Self]:
        """The calls that a document describes, but for those that have no view."""
        return [
            cls._read(document, method, path, operation, views[operation["operationId"]])
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
            if method in _METHODS and operation["operationId"] in views
        ]

    @classmethod
    def _read(cls, document: dict[str, Any], method: str, path: str, operation: dict[str, Any], view: View) -> Self:
        answers = {
            media
            for status, response in operation["responses"].items()
            if status.startswith("2")
            for media in response.get("content", {})
        }
        parameters = [_resolved(document, parameter) for parameter in operation.get("parameters", [])]
        return cls(
            method.upper(),
            path,
            view,
            needs_token={} not in operation.get("security", document["security"]),
            reads_credentials=path.startswith("/v1/auth/"),
            reads=tuple(operation.get("requestBody", {}).get("content", {})),
            answers=answers.pop() if len(answers) == 1 else None,
            query=tuple(parameter["name"] for parameter in parameters if parameter["in"] == "query"),
        )


def _resolved(document: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """What a reference within the document points to."""
    if "$ref" not in value:
        return value
    for name in value["$ref"].removeprefix("#/").split("/"):
        document = document[name]
    return document
