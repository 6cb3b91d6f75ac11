"""Bodies that are not JSON, or that JSON allows and the register does not; and the lists of such that others keep."""

import json
from pathlib import Path
from typing import Any

from .client import Answer
from .people import HOUSE, KITCHEN
from .register import ROOT

DATA = ROOT.parent / "shared" / "data" / "hostile"
NAUGHTY = DATA / "blns.json"
SUITE = DATA / "json_test_suite"
FILES = sorted(SUITE.glob("*.json"))
# What JSON allows and the register does not: a name twice, U+0000, numbers that not every reader reads the same.
STRICTER = {
    "y_number.json",
    "y_number_real_capital_e.json",
    "y_number_real_exponent.json",
    "y_number_real_fraction_exponent.json",
    "y_object_duplicated_key.json",
    "y_object_duplicated_key_and_value.json",
    "y_object_escaped_null_in_key.json",
    "y_object_extreme_numbers.json",
    "y_string_null_escape.json",
}

# The texts of a property, and what stands there where a naughty one may not.
HARMLESS = {"name": "N", "description": "", "city": "Pau", "room": "R", "kind": "k", "feature": "f", "value": "v"}

NOT_JSON: dict[str, bytes] = {
    "nothing": b"",
    "white space": b" \n",
    "open": b"{",
    "text": b"name=Hut&city=Pau",
    "two documents": b"{}{}",
    "a byte order mark": b'\xef\xbb\xbf{"name":"Hut"}',
    "UTF-16": '{"name":"Hut"}'.encode("utf-16"),
    "not UTF-8": b'{"name":"\xff"}',
    "overlong UTF-8": b'{"name":"\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"name":"\xed\xa0\x80"}',
    "beyond Unicode": b'{"name":"\xf4\x90\x80\x80"}',
    "cut UTF-8": b'{"name":"\xe2\x82"}',
    "half a surrogate pair": rb'{"name":"\ud800"}',
    "surrogates the wrong way round": rb'{"name":"\udc00\ud800"}',
    "half a surrogate pair in a name": rb'{"\udfff":1}',
    "U+0000": rb'{"name":"a\u0000b"}',
    "U+0000 in a name": rb'{"na\u0000me":"a"}',
    "a raw NUL": b'{"name":"a\x00b"}',
    "a raw control character": b'{"name":"a\nb"}',
    "a name twice": b'{"name":"Hut","name":"Hut"}',
    "a name twice, written differently": rb'{"name":"Hut","n\u0061me":"Castle"}',
    "a name twice, inside": b'{"rooms":[{"name":"R","kind":"k","features":{"a":1,"a":2}}]}',
    "an unknown name twice": b'{"colour":1,"colour":2}',
    "a trailing comma": b'{"name":"Hut",}',
    "a comment": b'{"name":"Hut"/**/}',
    "single quotes": b"{'name':'Hut'}",
    "a bare name": b'{name:"Hut"}',
    "NaN": b'{"rooms":[{"name":"R","kind":"k","area":NaN}]}',
    "Infinity": b'{"rooms":[{"name":"R","kind":"k","area":-Infinity}]}',
    "a leading zero": b'{"rooms":[{"name":"R","kind":"k","area":012}]}',
    "a plus": b'{"rooms":[{"name":"R","kind":"k","area":+1}]}',
    "a number that overflows": b'{"rooms":[{"name":"R","kind":"k","area":1e999}]}',
    "an integer beyond 2^53": b'{"rooms":[{"name":"R","kind":"k","features":{"n":9007199254740993}}]}',
    "many digits": b'{"rooms":[{"name":"R","kind":"k","area":' + b"9" * 100_000 + b"}]}",
    "100,000 open arrays": b"[" * 100_000,
    "33 deep": b'{"rooms":' + b"[" * 33 + b"]" * 33 + b"}",
    "10,000 deep in an unknown field": b'{"colour":' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
}


def features_of(file: Path) -> tuple[bytes, dict[str, Any]] | None:
    """The features that a document can be, as they are sent and as they are meant; `None` where it is deeper.

    Itself where it is an object, else the one value that it is or that it lists, under a name.
    """
    text, value = file.read_bytes(), json.loads(file.read_bytes())
    if isinstance(value, list) and len(value) == 1:
        text, value = text[text.index(b"[") + 1 : text.rindex(b"]")], value[0]
    if not isinstance(value, dict):
        text, value = b'{"f":%b}' % text, {"f": value}
    if any(part is None or isinstance(part, list | dict) for part in value.values()):
        return None
    return text, value


def naughty_strings() -> list[str]:
    """The Big List of Naughty Strings."""
    found: list[str] = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    assert len(found) == 515
    return found


def home_of(texts: dict[str, str]) -> dict[str, Any]:
    """A property with these texts, which are named as in `HARMLESS`."""
    room = {**KITCHEN, "name": texts["room"], "kind": texts["kind"], "features": {texts["feature"]: texts["value"]}}
    whole = {name: texts[name] for name in ["name", "description", "city"]}
    return {**HOUSE, **whole, "rooms": [room]}


def blamed(answer: Answer) -> set[str]:
    """Which of the texts a refusal names."""
    names = {"rooms[0].name": {"room"}, "rooms[0].kind": {"kind"}}
    found: set[str] = set()
    for field in answer.fields:
        # The name of a feature and its value are named alike.
        is_feature = field.startswith("rooms[0].features")
        found |= {"feature", "value"} if is_feature else names.get(field, {field})
    return found
