"""What a run of requests saw, and the load that `load/load.c` makes: at a fixed rate, or each request once."""

import json
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from harness.places import PROGRAMS
from harness.request import Request, written


@dataclass(frozen=True)
class Load:
    """What one run saw."""

    requests: int
    """Those that were answered."""
    seconds: float
    percentiles: dict[str, float]
    """Microseconds."""
    unanswered: int = 0
    histogram: list[tuple[int, int]] = field(default_factory=list)
    """How many took up to so many microseconds, and more than the one before."""

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


def at_rate(port: int, requests: list[Request], connections: int, rate: int, seconds: int) -> Load:
    """Sends as many a second, whatever the server does, over and over."""
    return _run(port, requests, connections, rate, seconds)


def each_once(port: int, requests: list[Request], connections: int, seconds: int) -> Load:
    """Sends each request once, as fast as the connections allow, and no longer than that."""
    return _run(port, requests, connections, 0, seconds)


def _run(port: int, requests: list[Request], connections: int, rate: int, seconds: int) -> Load:
    with tempfile.TemporaryDirectory() as folder:
        file = written(Path(folder) / "requests", requests, port)
        words = [PROGRAMS / "load", port, connections, rate, seconds, file]
        done = subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE, text=True)
    said = json.loads(done.stdout)
    if said["failed"]:
        raise RuntimeError(f"{said['failed']} of {said['requests']} requests were refused at port {port}")
    percentiles = {name: said[name] for name in ("p50", "p99", "p999", "max")}
    histogram = [(bound, count) for bound, count in said["histogram"]]
    return Load(said["requests"], said["seconds"], percentiles, said["unanswered"], histogram)
