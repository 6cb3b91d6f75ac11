"""The next start, after something went wrong."""

from pathlib import Path
from time import monotonic

from .case import Lost, Round
from .programs import request, serving

START_SECONDS = 0.1


def insist_on_start(attempt: Round, store: Path) -> None:
    """Insists that the server starts over a store as it lies there, is ready, and is so quickly."""
    began = monotonic()
    with serving(store, attempt.folder / "log-of-next-start") as server:
        status = request(server.port, "GET", "/readyz").status
        took = monotonic() - began
    if status != 200:
        raise Lost(f"after the next start, /readyz answers {status}")
    attempt.insist_on_time("the next start", took, START_SECONDS)
