"""JSON in and out of dicts."""

import json
from collections.abc import Callable
from typing import Any

Document = dict[str, Any]
"""A JSON object, with the names that the interface has."""

loads: Callable[[bytes], Document]
"""The dict of a JSON object that the library gave out."""

try:
    import orjson
except ImportError:
    loads = json.loads
else:
    loads = orjson.loads


def dumps(value: object) -> bytes:
    """JSON of a value.

    Not orjson's, which writes NaN as null: that removes a field.

    Raises:
        TypeError: something in it is not JSON.
        ValueError: a number in it is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # Half a character goes through: the core refuses it as it does from every door.
    return text.encode("utf-8", "surrogatepass")
