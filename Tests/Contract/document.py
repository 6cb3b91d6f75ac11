"""The OpenAPI document of the register that is tried: each answer is held to it."""

import re
from collections.abc import Mapping
from email.message import Message
from functools import cache
from typing import Any

import jsonschema_rs

METHODS = {"GET", "PUT", "POST", "DELETE", "PATCH"}
PROBLEM = "application/problem+json"


class Document:
    """What may be called, and what may be answered."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        # A part that is written out says more than a parameter.
        self._templates = sorted(content["paths"], key=lambda template: (template.count("{"), template))
        self._patterns = [
            (re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template))), template) for template in self._templates
        ]
        # The statuses that each call has answered.
        self.seen: dict[tuple[str, str], set[int]] = {}

    def template(self, path: str) -> str | None:
        """The template of a path, which may have a query."""
        bare = path.partition("?")[0]
        return next((template for pattern, template in self._patterns if pattern.fullmatch(bare)), None)

    def calls(self) -> dict[tuple[str, str], set[int]]:
        """Every call of the document, with the statuses that it lists."""
        return {
            (method.upper(), template): {int(status) for status in operation["responses"]}
            for template, item in self.content["paths"].items()
            for method, operation in item.items()
            if method.upper() in METHODS
        }

    def check(self, method: str, path: str, status: int, headers: Message, content: Any) -> list[str]:
        """What is wrong with an answer; `content` is its JSON, or `None` where that is none or left out."""
        wrong: list[str] = []
        if status >= 400 and method != "HEAD":
            wrong += self._problem(status, headers, content)
        template = self.template(path)
        method = "GET" if method == "HEAD" else method
        operation = self.content["paths"].get(template, {}).get(method.lower())
        if template is None or operation is None:
            return wrong
        self.seen.setdefault((method, template), set()).add(status)
        response = operation["responses"].get(str(status))
        if response is None:
            return [*wrong, f"{status} is not in the document"]
        response = self._resolve(response)
        for name, header in response.get("headers", {}).items():
            wrong += self._header(name, self._resolve(header), headers.get(name))
        return wrong + self._content(response.get("content", {}), headers, content)

    def _problem(self, status: int, headers: Message, content: Any) -> list[str]:
        wrong = []
        if headers.get("Content-Type") != PROBLEM:
            wrong.append(f"an error is {headers.get('Content-Type')}")
        elif not isinstance(content, dict) or not {"type", "title", "status", "detail"} <= content.keys():
            wrong.append("an error lacks what RFC 9457 and the document ask for")
        elif content["status"] != status:
            wrong.append(f"the problem says {content['status']}, the answer {status}")
        if headers.get("Cache-Control") != "no-store":
            wrong.append("an error may be kept")
        return wrong

    def _header(self, name: str, header: Mapping[str, Any], value: str | None) -> list[str]:
        if value is None:
            return [f"{name} is missing"] if header.get("required") else []
        given: Any = int(value) if header["schema"].get("type") == "integer" and value.isdigit() else value
        return [f"{name} is {value!r}: {error.message}" for error in self._validator(header).iter_errors(given)]

    def _content(self, media: Mapping[str, Any], headers: Message, content: Any) -> list[str]:
        if not media:
            return ["there is content where the document has none"] if content is not None else []
        name = (headers.get("Content-Type") or "").partition(";")[0]
        listed = next((value for key, value in media.items() if key.partition(";")[0] == name), None)
        if listed is None:
            return [f"Content-Type is {name!r}, not one of {sorted(media)}"]
        if content is None or "schema" not in listed:
            return []
        errors = self._validator(listed).iter_errors(content)
        return [f"{'/'.join(map(str, error.instance_path))}: {error.message}"[:500] for error in errors]

    def _resolve(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in node:
            found: Any = self.content
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def _validator(self, holder: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
        return _validator(self, _Holder(holder))


class _Holder:
    """A part of the document with a schema, known by which part it is."""

    def __init__(self, part: Mapping[str, Any]) -> None:
        self.part = part

    def __hash__(self) -> int:
        return id(self.part)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and self.part is other.part


@cache
def _validator(document: Document, holder: _Holder) -> jsonschema_rs.Draft202012Validator:
    schema = {**holder.part["schema"], "components": document.content["components"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
