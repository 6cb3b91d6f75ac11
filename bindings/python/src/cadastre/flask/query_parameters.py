"""The parameters of a query, each at most once."""

from collections.abc import Sequence

from cadastre.flask import percent_encoding
from cadastre.flask.refusal import malformed_parameter

_NOT_ENCODED = "is not percent-encoded UTF-8"


def read(query: str, known: Sequence[str]) -> dict[str, str]:
    """Names and values, decoded, in the order of the query.

    Raises a `Refusal` where a parameter is unknown to the call, repeated, can't be decoded, or holds U+0000.
    """
    values: dict[str, str] = {}
    if not query:
        return values
    for pair in filter(None, query.split("&")):
        encoded_name, _, encoded_value = pair.partition("=")
        name = percent_encoding.decode(encoded_name, plus_is_space=True)
        if name is None:
            raise malformed_parameter("query", _NOT_ENCODED)
        value = percent_encoding.decode(encoded_value, plus_is_space=True)
        if value is None:
            raise malformed_parameter(name, _NOT_ENCODED)
        if name not in known:
            has = f"which has {', '.join(known)}" if known else "which has none"
            raise malformed_parameter(name, f"is no query parameter of this call, {has}")
        if name in values:
            raise malformed_parameter(name, "is given more than once")
        if "\0" in value:
            # The one text that neither JSON nor C can hold here: the doors agree to take it for none.
            raise malformed_parameter(name, "must not hold U+0000")
        values[name] = value
    return values


def link(query: dict[str, str], after: str) -> str:
    """The query of the next page."""
    pairs = [(name, value) for name, value in query.items() if name != "after"] + [("after", after)]
    return "&".join(f"{percent_encoding.encode(name)}={percent_encoding.encode(value)}" for name, value in pairs)
