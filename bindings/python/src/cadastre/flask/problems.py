"""How errors look in HTTP: the one place of this door that tells one error of the core from another."""

import json
from collections.abc import Callable

import cadastre
from cadastre.flask.refusal import Refusal, internal
from cadastre.flask.reply import PROBLEM, UNSTORED, Reply

_Headers = list[tuple[str, str]]


def reply(error: cadastre.Error | Refusal, *, is_token_wrong: bool = False) -> Reply:
    """The answer to a request that was refused.

    `is_token_wrong`: if nobody knows who asks, it is because of the token that the request carries.
    """
    if isinstance(error, Refusal):
        return _problem(error.status, error.problem, error.headers)
    if not error.problem:
        # The library had no memory to describe it.
        return reply(internal())
    headers = _HEADERS.get(error.code, _none)(error, is_token_wrong)
    return _problem(json.loads(error.problem)["status"], error.problem, headers)


def _problem(status: int, document: bytes, headers: _Headers) -> Reply:
    return Reply(status, document, PROBLEM, UNSTORED, headers=headers)


def _none(_error: cadastre.Error, _is_token_wrong: bool) -> _Headers:
    return []


def _challenge(_error: cadastre.Error, is_token_wrong: bool) -> _Headers:
    """What a client needs to know to ask again as somebody (RFC 6750, 3)."""
    reason = ', error="invalid_token"' if is_token_wrong else ""
    return [("WWW-Authenticate", f'Bearer realm="cadastre"{reason}')]


def _retry(error: cadastre.Error, _is_token_wrong: bool) -> _Headers:
    return [("Retry-After", str(error.retry_after))]


# The header fields that go with an error of the core, by its code. Status and text are the core's.
_HEADERS: dict[str, Callable[[cadastre.Error, bool], _Headers]] = {
    "unauthenticated": _challenge,
    "throttled": _retry,
    "busy": _retry,
}
