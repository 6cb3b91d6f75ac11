"""People who use a register through an application of Flask's."""

from dataclasses import dataclass

from flask.testing import FlaskClient

PASSWORD = "correct horse battery"
HOME = {"name": "Échoppe", "type": "house", "city": "Bordeaux", "rooms": [{"name": "Kitchen", "kind": "kitchen"}]}


@dataclass(frozen=True)
class Person:
    """Somebody with a token."""

    id: str
    email: str
    token: str
    refresh_token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def sign_up(client: FlaskClient, email: str, mount: str = "") -> Person:
    """Signs somebody up, and logs them in."""
    user = client.post(
        f"{mount}/v1/users", json={"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Martin"}
    )
    assert user.status_code == 201, user.text
    tokens = client.post(f"{mount}/v1/auth/login", json={"email": email, "password": PASSWORD})
    assert tokens.status_code == 200, tokens.text
    return Person(user.json["id"], email, tokens.json["accessToken"], tokens.json["refreshToken"])
