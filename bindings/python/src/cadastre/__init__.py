"""A register of real-estate properties that enforces who owns what, embedded in your program.

>>> import cadastre
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder, cadastre.open(f"{folder}/register") as store:
...     user = store.sign_up(email="ada@example.org", password="a long one", firstName="Ada", lastName="Martin")
...     ada = store.login("ada@example.org", "a long one")
...     home = ada.create_property(name="Échoppe", type="house", city="Bordeaux")
...     kitchen = ada.add_room(home["id"], name="Kitchen", kind="kitchen", area=12.5)
...     for item in store.properties(city="bordeaux"):
...         print(item["name"], [room["name"] for room in item["rooms"]])
Échoppe ['Kitchen']

`open` gives a `Store`, whose own calls read. `Store.login` gives a `Session`, which changes what its user may change,
and `Store.operator` an `Operator`, who may do everything. Each error of the register is an `Error` of its own.
"""

from cadastre._library import abi_version, openapi_document, version
from cadastre.answer import Answer
from cadastre.calls import RawCalls
from cadastre.errors import (
    Busy,
    Conflict,
    Corrupt,
    Error,
    FieldError,
    Forbidden,
    Full,
    Incompatible,
    Internal,
    Invalid,
    Malformed,
    Misuse,
    NotFound,
    Stale,
    Stopped,
    Throttled,
    TooLarge,
    Unauthenticated,
    Unavailable,
    UsedAfterFork,
)
from cadastre.operator import Operator
from cadastre.pages import Page
from cadastre.revisions import revision
from cadastre.session import Session
from cadastre.store import Store, open

__all__ = [
    "Answer",
    "Busy",
    "Conflict",
    "Corrupt",
    "Error",
    "FieldError",
    "Forbidden",
    "Full",
    "Incompatible",
    "Internal",
    "Invalid",
    "Malformed",
    "Misuse",
    "NotFound",
    "Operator",
    "Page",
    "RawCalls",
    "Session",
    "Stale",
    "Stopped",
    "Store",
    "Throttled",
    "TooLarge",
    "Unauthenticated",
    "Unavailable",
    "UsedAfterFork",
    "abi_version",
    "open",
    "openapi_document",
    "revision",
    "version",
]
