"""What the tests of the Flask door share: a store, and clients of an application before it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cadastre.flask import Settings, create_app
from flask import Flask
from flask.testing import FlaskClient

from .people import Person, sign_up


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "store"


@pytest.fixture
def app(store: Path) -> Iterator[Flask]:
    """The door, with the defaults."""
    app = create_app(settings=Settings(store=str(store)))
    yield app
    app.extensions["cadastre"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody without a token."""
    return app.test_client()


@pytest.fixture
def ada(client: FlaskClient) -> Person:
    """Somebody who has signed up."""
    return sign_up(client, "ada@example.org")
