"""The load: wrk, which keeps as many requests on the way as it has connections."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from harness.places import BENCHMARKS

_SCRIPTS = BENCHMARKS / "wrk"


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw."""

    requests: int
    seconds: float
    percentiles: dict[str, float]
    """Microseconds."""

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


def run(address: str, script: str, arguments: list[str], connections: int, seconds: int) -> Load:
    """Runs a script against a server. An answer that is no success, or none, is an error: there is nothing to compare.

    One thread: it is enough for any server here, and leaves the machine to the server.
    """
    done = subprocess.run(
        [
            "wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s", "--timeout", "30s",
            "--script", str(_SCRIPTS / script), address, "--", *arguments,
        ],
        capture_output=True, text=True, check=True, env={**os.environ, "LUA_PATH": f"{_SCRIPTS}/?.lua"},
    )  # fmt: skip
    said = json.loads(done.stdout.splitlines()[-1])
    # Read errors aside: a server that closes each connection after its answer makes them at the very end.
    wrong = {name: said[name] for name in ("connect", "write", "status", "timeout") if said[name]}
    if wrong:
        raise RuntimeError(f"wrk at {address} with {script}: {wrong} of {said['requests']} requests")
    return Load(said["requests"], said["microseconds"] / 1e6, {name: said[name] for name in ("p50", "p99", "p999")})


def lines(file: Path, content: list[str] | list[bytes]) -> Path:
    """Writes what a script reads, one a line."""
    encoded = [line.encode() if isinstance(line, str) else line for line in content]
    file.write_bytes(b"\n".join(encoded) + b"\n")
    return file
