"""What the checks share: one running register for all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from Contract.register import COMMAND, add_admin, serving


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a register with an admin and nothing else is served."""
    if not COMMAND.exists():
        pytest.fail(f"{COMMAND} is missing: run make build")
    folder = tmp_path_factory.mktemp("register")
    store = folder / "store"
    add_admin(store)
    # Behind a proxy, a client says which network it comes from: each check can come from its own.
    with serving(store, folder / "log", "--trusted-proxy", "127.0.0.0/8") as url:
        yield url


@pytest.fixture(scope="session")
def document_path() -> Path:
    return COMMAND.parent.parent / "Sources" / "COpenAPI" / "openapi.json"
