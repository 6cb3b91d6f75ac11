"""What may be wrong with a request besides what it asks for; several things at once, now and then."""

import json
from random import Random
from typing import Any

from ..client import NOTHING
from ..hostile import NOT_JSON
from . import values
from .request import Request
from .twins import Side, seen_by
from .world import World

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
HEADERS: dict[str, list[str | None]] = {
    "Accept": ["text/html", "application/json", "*/*", "application/*;q=0.1", "application/json;q=0", "nonsense", ""],
    "Content-Type": [None, "", "text/plain", "application/merge-patch+json", "application/json; charset=latin1"],
    "Content-Encoding": ["gzip", "identity"],
    "Accept-Encoding": ["gzip", "gzip", "gzip;q=0", "*", "br, gzip"],
    "Authorization": ["Basic YTpi", "Bearer", "Bearer a.b.c", "Bearer a b", "bearer x"],
    "If-Match": ['"1-0"', "*", "x", "", 'W/"1-0"'],
    "If-None-Match": ['"1-0"', "*", "x", ""],
    "X-Request-Id": ["abc", "a b", "x" * 65, "é"],
    "Origin": ["https://elsewhere.example"],
}
QUERIES: list[tuple[str, Any]] = [("colour", "red"), ("limit", "1"), ("limit", "0"), ("a%00", "1"), ("city", "Pau")]
QUERIES += [(name, value) for name in ["city", "prefix", "after", "%6Cimit"] for value in ["a\0b", "\u202e", "1"]]
FIELDS = ["name", "type", "city", "rooms", "description", "colour", "id", "ownerId", "version", "email", "label", "é"]
SIDES: tuple[Side, Side] = (0, 1)


def spoil(request: Request, chance: Random, world: World) -> None:
    """Makes something wrong with `request`, or at least unusual."""
    flaws = [_method, _header, _header, _token, _query, _field, _field, _text, _mangle]
    for flaw in chance.sample(flaws, k=chance.choice([1, 1, 1, 2, 3])):
        flaw(request, chance, world)


def _method(request: Request, chance: Random, _: World) -> None:
    request.method = chance.choice(METHODS)


def _header(request: Request, chance: Random, _: World) -> None:
    name = chance.choice(list(HEADERS))
    request.headers[name] = chance.choice(HEADERS[name])


def _token(request: Request, chance: Random, world: World) -> None:
    request.token = chance.choice([None, world.somebody(chance).token, *world.dead_tokens[-3:], "a.b.c"])


def _query(request: Request, chance: Random, _: World) -> None:
    request.query = [*request.query, chance.choice([*QUERIES, *request.query])]


def _field(request: Request, chance: Random, _: World) -> None:
    """A field with a value of another type, one that there is not, or one missing."""
    if isinstance(request.body, dict):
        name = chance.choice([*request.body, *FIELDS])
        request.body = {**request.body, name: chance.choice([*values.MISFITS, *values.ODD])}
        if chance.random() < 0.2:
            del request.body[name]


def _text(request: Request, chance: Random, _: World) -> None:
    """A body that is no JSON."""
    if request.has_body:
        request.raw = chance.choice(list(NOT_JSON.values()))


def _mangle(request: Request, chance: Random, _: World) -> None:
    """A body with one byte changed, left out or put in, or one that ends too early."""
    if request.body is NOTHING or any(seen_by(side, request.body) != request.body for side in SIDES):
        return
    text = json.dumps(request.body, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    place = chance.randrange(len(text))
    byte = bytes([chance.randrange(256)])
    request.raw = chance.choice(
        [
            text[:place] + byte + text[place + 1 :],
            text[:place] + text[place + 1 :],
            text[:place] + byte + text[place:],
            text[:place],
        ]
    )
