"""Requests that are almost right: of the form that the register reads, with something in them that is not."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

HOUSE = {"name": "Échoppe", "type": "house", "city": "Bordeaux", "description": "a\nb"}
KITCHEN = {"name": "Kitchen", "kind": "kitchen", "area": 12.5, "features": {"oven": True, "hobs": 4, "floor": "oak"}}
WRONG = {"email": "ada@example.org", "password": "not the password"}
# What stands in for a value.
VALUES: list[Any] = [
    *[None, True, False, 0, -1, 1e-7, 2**53 - 1, 2**53, -(2**63), 1e308, "", " ", "\0", "\ud800", "\u202e", "a" * 300],
    *["é" * 10_001, "\U0001f600", "\r\n", "null", [], {}, [[]], [None], {"": ""}, {"a": {"a": {}}}, [0] * 300],
    *["01890a5d-ac96-774b-bcce-b302099a8057", "house", "2000-02-30", "9999-12-31", "a@b", "../x", "%00", "' OR 1=1 --"],
]
# What stands in for the text of a value.
TEXTS = [
    *[
        b"",
        b"nul",
        b"1e999",
        b"-",
        b"01",
        b"1.",
        b'"',
        b'"\\u12"',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b"[" * 40,
        b'{"a":' * 9,
    ],
    *[
        b"9" * 500,
        b"0." + b"0" * 400 + b"1",
        b"-0",
        b"1E+2",
        b"NaN",
        b"//",
        b"/**/",
        b"\x00",
        b"\xef\xbb\xbf{}",
        b"{},",
    ],
]
NAMES = ["id", "ownerId", "version", "updatedAt", "role", "rooms", "name", "city", "features", "", "__proto__", "é"]
SEGMENTS = [
    *[
        "",
        ".",
        "..",
        "%2e%2e",
        "%2f",
        "%00",
        "%",
        "%zz",
        "%ff",
        "%c0%ae",
        "me",
        "house",
        "a" * 300,
        "x;y",
        "*",
        "%252f",
    ],
    *["01890a5d-ac96-774b-bcce-b302099a8057", "01890A5D-AC96-774B-BCCE-B302099A8057", "%20", "~", "-", "%E2%80%AE"],
]
QUERIES = [
    *["limit=0", "limit=100", "limit=-1", "limit=99999999999999999999", "limit=1&limit=2", "order=oldest", "order=up"],
    *[
        "city=Bordeaux",
        "city=%00",
        "city=%",
        "city=" + "a" * 500,
        "type=house",
        "owner=me",
        "after=",
        "after=AA",
        "=",
        "&",
    ],
    *["after=" + "A" * 900, "prefix=b", "prefix=%E2%80%AE&order=count", "x[]=1", "%ff=1", "limit", "a=b;c=d", "city=+"],
]
# Fields that say nothing of where a message ends.
FIELDS = [
    *[
        "Accept: text/html",
        "Accept: */*;q=0",
        "Accept: " + "a/b," * 200,
        "Accept-Encoding: gzip",
        "Accept-Encoding: ;q=x",
    ],
    *["Content-Type: text/plain", "Content-Type: application/json; charset=utf-16", "Content-Type: ", "If-Match: *"],
    *[
        'If-Match: "1-abc"',
        'If-Match: W/"1-abc", "',
        "If-None-Match: *",
        'If-None-Match: "',
        "Authorization: Bearer a.b.c",
    ],
    *[
        "Authorization: Basic YTpi",
        "Authorization: Bearer",
        "X-Forwarded-For: 1.2.3.4, x",
        "X-Request-Id: \x80",
        "Range: x",
    ],
    *[
        "Origin: null",
        "Cookie: a=b",
        "X-HTTP-Method-Override: DELETE",
        "Accept-Language: é",
        "If-Match: " + '"1-a",' * 900,
    ],
    *[
        "Expect: 100-continue",
        "Forwarded: for=x",
        "Date: yesterday",
        "Content-Encoding: gzip",
        "Content-Location: /",
        "TE: x",
    ],
]
# Bytes that mean something to somebody.
TOKENS = [
    *[
        b"\r\n",
        b"\n",
        b"\r",
        b"\0",
        b" ",
        b"\t",
        b":",
        b"\r\n\r\n",
        b"0\r\n\r\n",
        b"%",
        b"/",
        b"?",
        b"#",
        b"\xff",
        b"\x80",
    ],
    *[
        b"HTTP/1.1",
        b"HTTP/1.0",
        b"HTTP/2.0",
        b"Content-Length: 5\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Host: x\r\n",
    ],
    *[
        b"Connection: close\r\n",
        b"Upgrade: h2c\r\n",
        b"18446744073709551615",
        b"-1",
        b"ffffffffffffffff\r\n",
        b"{",
        b"}",
        b'"',
    ],
]


@dataclass(frozen=True)
class Call:
    """A call that would go well."""

    method: str
    path: str
    body: Any = None


@dataclass(frozen=True)
class Sent:
    """A request as it is sent, and how its answer ends: without content where it asks for the head alone."""

    method: str
    text: bytes


@dataclass
class Mutator:
    """Draws requests: the same from the same random numbers."""

    random: Random
    token: str
    # Of the properties and their rooms.
    homes: list[tuple[str, str]]
    changes: list[Callable[[], None]] = field(init=False)

    def __post_init__(self) -> None:
        self.changes = [self._value, self._value, self._text, self._name, self._segment, self._query, self._field]

    def nearly_right(self) -> Sent:
        """A request that HTTP finds nothing wrong with, whatever the register does."""
        call = self._call()
        self._path, _, self._questions = call.path.partition("?")
        self._fields = [f"Authorization: Bearer {self.token}"] if self.random.random() < 0.9 else []
        self._body = None if call.body is None else json.dumps(call.body, ensure_ascii=self._is(0.3)).encode()
        self._content = json.loads(json.dumps(call.body))
        for _ in range(self.random.choice([0, 1, 1, 1, 2, 4])):
            self.random.choice(self.changes)()
        return Sent(call.method, self._rendered(call.method))

    def broken(self) -> bytes:
        """Bytes that were such a request before something befell them."""
        text = bytearray(self.nearly_right().text)
        for _ in range(self.random.randint(1, 6)):
            # Most of what is worth breaking is at the beginning.
            place = self.random.randrange(min(len(text), self.random.choice([40, 400, 1 << 30])) + 1)
            change = self.random.choices(["byte", "gap", "token", "echo", "end"], [4, 4, 4, 4, 1])[0]
            match change:
                case "byte":
                    text[place : place + 1] = bytes([self.random.randrange(256)])
                case "gap":
                    del text[place : place + self.random.randint(1, 40)]
                case "token":
                    text[place:place] = self.random.choice(TOKENS)
                case "echo":
                    text[place:place] = text[place : place + self.random.randint(1, 80)]
                case _:
                    del text[place:]
        return bytes(text)

    def _nasty(self) -> Any:
        # A copy, so that what is put into it stays out of the others.
        return deepcopy(self.random.choice(VALUES))

    def _is(self, chance: float) -> bool:
        return self.random.random() < chance

    def _call(self) -> Call:
        home, room = self.random.choice(self.homes)
        here = f"/v1/properties/{home}"
        return self.random.choice(
            [
                *[Call("GET", path) for path in ["/v1/properties", "/v1/types", "/v1/cities?prefix=b", "/v1/users/me"]],
                *[Call("GET", path) for path in [here, f"{here}/rooms", f"{here}/rooms/{room}", "/v1/types/house"]],
                *[
                    Call("GET", path)
                    for path in ["/v1/users/me/export", "/healthz", "/openapi.json", "/docs", "/metrics"]
                ],
                *[Call("HEAD", here), Call("OPTIONS", here), Call("TRACE", here), Call("GET", "/v1/users")],
                *[Call("POST", "/v1/properties", {**HOUSE, "rooms": [KITCHEN]}), Call("POST", "/v1/properties", HOUSE)],
                *[
                    Call("PUT", here, HOUSE),
                    Call("PATCH", here, {"name": "N"}),
                    Call("PATCH", here, {"rooms": [KITCHEN]}),
                ],
                *[Call("POST", f"{here}/rooms", KITCHEN), Call("PUT", f"{here}/rooms/{room}", KITCHEN)],
                *[Call("PATCH", f"{here}/rooms/{room}", {"area": None, "features": {"a": 1}})],
                *[Call("PUT", "/v1/types/mill", {"label": "Mill"}), Call("DELETE", "/v1/types/mill")],
                *[Call("PATCH", "/v1/users/me", {"lastName": "Martin", "birthDate": "1990-01-01"})],
                *[Call("POST", "/v1/auth/login", WRONG), Call("POST", "/v1/auth/refresh", {"refreshToken": "A" * 43})],
                *[Call("POST", "/v1/auth/logout", {"refreshToken": "A" * 43})],
                *[Call("POST", "/v1/users", {**WRONG, "firstName": "A", "lastName": "M"})],
                *[
                    Call(
                        "PUT", "/v1/users/me/password", {"currentPassword": "not this one", "newPassword": "a new one"}
                    )
                ],
                *[Call("DELETE", f"/v1/properties/{home[:-1]}0"), Call("DELETE", f"{here}/rooms/{room[:-1]}0")],
            ]
        )

    def _holders(self) -> list[Any]:
        found, rest = [], [self._content]
        while rest:
            one = rest.pop()
            if isinstance(one, dict | list) and one:
                found.append(one)
                rest += one.values() if isinstance(one, dict) else one
        return found

    def _value(self) -> None:
        holders = self._holders()
        if not holders:
            return
        holder = self.random.choice(holders)
        key = self.random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        holder[key] = self._nasty()
        self._body = json.dumps(self._content, ensure_ascii=True).encode()

    def _name(self) -> None:
        holders = [one for one in self._holders() if isinstance(one, dict)]
        if not holders:
            return
        holder = self.random.choice(holders)
        if self._is(0.3):
            del holder[self.random.choice(list(holder))]
        else:
            holder[self.random.choice(NAMES)] = self._nasty()
        self._body = json.dumps(self._content, ensure_ascii=self._is(0.9)).encode("utf-8", "surrogatepass")

    def _text(self) -> None:
        if self._body is None:
            return
        place = self.random.randrange(len(self._body) + 1)
        end = place + self.random.choice([0, 0, 1, 5, 1 << 30])
        self._body = self._body[:place] + self.random.choice(TEXTS) + self._body[end:]

    def _segment(self) -> None:
        parts = self._path.split("/")
        place = self.random.randrange(1, len(parts) + 1)
        parts[place : place + self.random.randint(0, 1)] = [self.random.choice(SEGMENTS)]
        self._path = "/".join(parts)

    def _query(self) -> None:
        self._questions = "&".join(filter(None, [self._questions, self.random.choice(QUERIES)]))

    def _field(self) -> None:
        if self._fields and self._is(0.2):
            # In a value: a name of other letters is none, which is for broken ones.
            name, _, value = self._fields[0].partition(": ")
            place = self.random.randrange(len(value) + 1)
            value = value[:place] + self.random.choice(["", "x", ".", "=", "é"]) + value[place + 1 :]
            self._fields[0] = f"{name}: {value}"
        else:
            self._fields.insert(self.random.randint(0, len(self._fields)), self.random.choice(FIELDS))

    def _rendered(self, method: str) -> bytes:
        target = self._path + (f"?{self._questions}" if self._questions else "")
        fields = list(self._fields)
        body = self._body
        if body is not None and not any(one.startswith("Content-Type") for one in fields):
            fields.append("Content-Type: application/json")
        if body is not None and self._is(0.2):
            fields.append("Transfer-Encoding: chunked")
            size = self.random.choice([1, 7, 100, 1 << 20])
            pieces = [body[start : start + size] for start in range(0, len(body), size)]
            extension = self.random.choice([b"", b"", b";a=b"])
            body = b"".join(b"%x%b\r\n%b\r\n" % (len(one), extension, one) for one in pieces) + b"0\r\n\r\n"
        elif body is not None:
            fields.append(f"Content-Length: {len(body)}")
        head = "\r\n".join([f"{method} {target} HTTP/1.1", "Host: x", *fields, "", ""])
        return head.encode() + (body or b"")
