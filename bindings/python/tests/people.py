"""Who uses the registers of the tests."""

from typing import Any

import cadastre

ADA = "ada@example.org"
BOB = "bob@example.org"
PASSWORD = "correct horse battery"
ABSENT = "01a20fe5-b1ba-7aa8-b296-02d37b880cdc"


def sign_up(store: cadastre.Store, email: str) -> dict[str, Any]:
    name = email.split("@", maxsplit=1)[0].capitalize()
    return store.sign_up(email=email, password=PASSWORD, firstName=name, lastName="Martin")
