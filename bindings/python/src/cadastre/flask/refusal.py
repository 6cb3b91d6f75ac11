"""What only a door of HTTP can refuse a request for; the rest is `cadastre.Error`."""

import json
from dataclasses import dataclass, field


@dataclass
class Refusal(Exception):  # noqa: N818
    """A problem that the request meets before the core is asked."""

    status: int
    code: str
    title: str
    detail: str
    errors: list[dict[str, str]] = field(default_factory=list)
    headers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def problem(self) -> bytes:
        """The problem document, in the form that the core gives its own."""
        document = {
            "type": f"urn:cadastre:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        } | ({"errors": self.errors} if self.errors else {})
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def no_such_path() -> Refusal:
    """Nothing is at this path."""
    detail = "Nothing is at this path; /openapi.json describes what there is."
    return Refusal(404, "not-found", "Not found", detail)


def no_such_file() -> Refusal:
    """The page of the documentation has no such file."""
    return Refusal(404, "not-found", "Not found", "The documentation has no such file.")


def method_not_allowed(allowed: str) -> Refusal:
    """The path does not know the method."""
    return Refusal(
        405, "method-not-allowed", "Method not allowed", f"This path knows {allowed}.", headers=[("Allow", allowed)]
    )


def not_acceptable(offered: str) -> Refusal:
    """The client accepts nothing that could be answered."""
    detail = f"The answer would be {offered}, which Accept leaves out."
    return Refusal(406, "not-acceptable", "Not acceptable", detail)


def unsupported_media_type(accepted: str) -> Refusal:
    """The body is of a type, or in a coding, that the call does not read."""
    detail = f"The body must be {accepted}, in UTF-8 and not compressed."
    return Refusal(415, "unsupported-media-type", "Unsupported media type", detail)


def body_too_large(limit: int) -> Refusal:
    """The body is larger than any may be."""
    return Refusal(413, "too-large", "Too large", f"A body may have at most {limit} bytes.")


def body_ended_early() -> Refusal:
    """The client has gone before the end of the body."""
    return Refusal(400, "malformed-http", "Not a request of HTTP", "The body ended before its time.")


def malformed_parameter(name: str, message: str) -> Refusal:
    """A query parameter that can't be read. Its name may hold U+0000, which no JSON here may."""
    name = name.replace("\0", "\N{REPLACEMENT CHARACTER}")
    errors = [{"field": name, "message": message}] if name else []
    detail = f"{name or 'The document'} {message}."
    return Refusal(400, "malformed", "The request can't be read", detail, errors)


def internal() -> Refusal:
    """A defect of this program."""
    detail = "Something went wrong inside. Try again later; if it stays, tell the operator."
    return Refusal(500, "internal", "Something went wrong inside", detail)
