"""A register of its own for a test run: the release binary, serving a new store on a free port."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = ROOT / "build" / "cadastre"
ADMIN_EMAIL = "admin@example.org"
ADMIN_PASSWORD = "an admin's password"


def add_admin(store: Path) -> None:
    """Makes a user that may do all, as only the command line can."""
    names = ["--first-name", "Grace", "--last-name", "Admin"]
    command = [str(COMMAND), "user", "add", "--store", str(store), "--email", ADMIN_EMAIL, *names, "--role", "admin"]
    subprocess.run([*command, "--password-stdin"], input=ADMIN_PASSWORD, text=True, check=True, capture_output=True)


@contextmanager
def serving(store: Path, log: Path, *options: str) -> Iterator[str]:
    """Runs the server over `store` and gives its address; stops it politely, and insists on exit 0."""
    command = [str(COMMAND), "serve", "--store", str(store), "--listen", "127.0.0.1:0", *options]
    with (
        log.open("wb") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as server,
    ):
        assert server.stdout is not None
        first = server.stdout.readline()
        address = re.fullmatch(r"listening on (http://\S+)\n", first)
        if address is None:
            server.kill()
            raise RuntimeError(f"the server began with {first!r}: {log.read_text(encoding='utf-8')}")
        # Whatever else it prints must not fill the pipe.
        Thread(target=server.stdout.read, daemon=True).start()
        try:
            yield address[1]
        finally:
            server.terminate()
            status = server.wait(timeout=30)
        assert status == 0, f"the server ended with {status}: {log.read_text(encoding='utf-8')[-2000:]}"
