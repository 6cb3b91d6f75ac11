"""The doors that the contract is tried at, each before a new store: how they are started, and nothing else of them."""

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from .register import ADMIN_EMAIL, ADMIN_PASSWORD, COMMAND, ROOT, add_admin, serving

# Behind a proxy, a client says which network it comes from: each test can come from its own.
TRUSTED_PROXY = "127.0.0.0/8"
# Where the wheel and what Flask needs are installed.
VENV = ROOT / os.environ.get("CADASTRE_VENV", ".venv-wheel")
GUNICORN_SETTINGS = ROOT / "bindings" / "python" / "gunicorn.conf.py"
START_SECONDS = 30
# Few enough that a test can have them all, and more than the other tests make.
MOST_PROPERTIES = 1_000


@dataclass(frozen=True)
class Door:
    """Where a register is served, and who may do all there."""

    url: str
    admin_email: str = ADMIN_EMAIL
    admin_password: str = ADMIN_PASSWORD
    # Whether what reads HTTP there is the register's own, and not gunicorn.
    reads_http: bool = True
    # Whether %2F in a path can be told from a slash there: WSGI alone undoes it, and meinheld undoes %252F too.
    keeps_encoded_slashes: bool = True
    # How many properties a user may have there, where that is known.
    most_properties: int | None = None


@contextmanager
def serve(folder: Path) -> Iterator[Door]:
    """`cadastre serve`."""
    store = folder / "store"
    add_admin(store)
    options = ["--trusted-proxy", TRUSTED_PROXY, "--max-properties-per-user", str(MOST_PROPERTIES)]
    with serving(store, folder / "log", *options) as url:
        yield Door(url, most_properties=MOST_PROPERTIES)


@contextmanager
def gunicorn(folder: Path, worker_class: str) -> Iterator[Door]:
    """`cadastre.flask` under gunicorn."""
    store = folder / "store"
    add_admin(store)
    log = folder / "log"
    environment = {
        **os.environ,
        "CADASTRE_STORE": str(store),
        "CADASTRE_TRUSTED_PROXY": TRUSTED_PROXY,
        "CADASTRE_MAX_PROPERTIES_PER_USER": str(MOST_PROPERTIES),
    }
    with socket.create_server(("127.0.0.1", 0)) as listener, log.open("wb") as output:
        command = [str(VENV / "bin" / "gunicorn"), "-c", str(GUNICORN_SETTINGS), "--worker-class", worker_class]
        command += ["--bind", f"fd://{listener.fileno()}", "cadastre.flask:create_app()"]
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = subprocess.Popen(
            command, stdout=output, stderr=output, env=environment, pass_fds=[listener.fileno()], cwd=folder
        )
    # The listener is the server's alone now: if that ends, so do waiting connections.
    try:
        _await_ready(url, log)
        keeps_slashes = "meinheld" not in worker_class
        yield Door(url, reads_http=False, keeps_encoded_slashes=keeps_slashes, most_properties=MOST_PROPERTIES)
    finally:
        server.terminate()
        status = server.wait(timeout=START_SECONDS)
    assert status == 0, f"gunicorn ended with {status}: {log.read_text(encoding='utf-8')[-2000:]}"


def _await_ready(url: str, log: Path) -> None:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=START_SECONDS)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        ready = answer.status == 200
        answer.read()
    except (OSError, HTTPException):
        ready = False
    finally:
        connection.close()
    if not ready:
        raise RuntimeError(f"the server does not answer: {log.read_text(encoding='utf-8')[-5000:]}")


DOORS: dict[str, Callable[[Path], AbstractContextManager[Door]]] = {
    "serve": serve,
    "gthread": lambda folder: gunicorn(folder, "gthread"),
    "meinheld": lambda folder: gunicorn(folder, "egg:meinheld#gunicorn_worker"),
}


def missing(name: str) -> str | None:
    """What must be made before this door can be opened; `None` if nothing."""
    if not COMMAND.exists():
        return f"{COMMAND} is missing: run make build"
    if name != "serve" and not (VENV / "bin" / "gunicorn").exists():
        return f"{VENV}/bin/gunicorn is missing: run make wheel, or set CADASTRE_VENV"
    return None
