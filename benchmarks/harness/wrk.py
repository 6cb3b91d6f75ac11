"""The load that wrk makes, which keeps as many requests on the way as it has connections."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from harness.load import Load
from harness.places import BENCHMARKS
from harness.request import Request, written

_SCRIPTS = BENCHMARKS / "wrk"


def run(port: int, requests: list[Request], connections: int, seconds: int, seed: int) -> Load:
    """Sends the requests over and over.

    An answer that is no success, or none, is an error: there is nothing to compare.
    One thread: it is enough for any server here, and leaves the machine to the server.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = written(Path(folder) / "requests", requests, port)
        done = subprocess.run(
            [
                "wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s",
                "--timeout", "30s", "--script", str(_SCRIPTS / "replay.lua"), f"http://127.0.0.1:{port}", "--",
                str(file), str(seed),
            ],
            capture_output=True, text=True, check=True, env={**os.environ, "LUA_PATH": f"{_SCRIPTS}/?.lua"},
        )  # fmt: skip
    said = json.loads(done.stdout.splitlines()[-1])
    # Read errors aside: a server that closes each connection after its answer makes them at the very end.
    wrong = {name: said[name] for name in ("connect", "write", "status", "timeout") if said[name]}
    if wrong:
        raise RuntimeError(f"wrk at port {port}: {wrong} of {said['requests']} requests")
    return Load(said["requests"], said["microseconds"] / 1e6, {name: said[name] for name in ("p50", "p99", "p999")})


def version() -> str:
    # It ends with 1 when it is asked for its version.
    said = subprocess.run(["wrk", "-v"], check=False, capture_output=True, text=True).stdout
    return said.partition("[")[0].removeprefix("wrk").strip()
