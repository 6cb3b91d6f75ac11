"""A new user's first minutes at /docs: sign up and log in by try-it-out, paste the token, create a property."""

import pytest
from docs_page import BROWSER, DRIVER, open_docs

pytestmark = pytest.mark.skipif(
    BROWSER is None or DRIVER is None,
    reason="needs a browser: apt-get install chromium chromium-driver",
)

ROSA = {"email": "rosa@example.org", "password": "correct horse battery"}
HOME = {
    "name": "Échoppe",
    "type": "house",
    "city": "Bordeaux",
    "rooms": [{"name": "Kitchen", "kind": "kitchen", "area": 12.5}, {"name": "Living room", "kind": "living-room"}],
}


def test_a_new_user_creates_a_property(address: str) -> None:
    with open_docs(address) as page:
        status, user = page.try_out("Users", "signUp", {**ROSA, "firstName": "Rosa", "lastName": "Martin"})
        assert (status, user["email"]) == (201, ROSA["email"])

        status, refused = page.try_out("Properties", "createProperty", HOME)
        assert (status, refused["type"]) == (401, "urn:cadastre:problem:unauthenticated")

        status, tokens = page.try_out("Sessions", "login", ROSA)
        assert (status, tokens["tokenType"]) == (200, "Bearer")
        page.authorize(tokens["accessToken"])

        status, made = page.try_out("Properties", "createProperty", HOME)
        assert (status, made["ownerId"], made["city"]) == (201, user["id"], "Bordeaux")
        assert [room["name"] for room in made["rooms"]] == ["Kitchen", "Living room"]

        # The 401 that was asked for is the only thing to complain about: nothing was kept from running.
        assert [line for line in page.complaints() if "401" not in line] == []
