"""What a report says of the machine."""

import os
import platform
import subprocess
from pathlib import Path

from harness.places import WORK


def facts() -> dict[str, str | int]:
    """Processor, memory, kernel, and the disk that durable writes go to."""
    WORK.mkdir(parents=True, exist_ok=True)
    disk = subprocess.run(
        ["findmnt", "--noheadings", "--output", "FSTYPE,SOURCE", "--target", str(WORK)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return {
        "processor": _field(Path("/proc/cpuinfo"), "model name"),
        "cores": len(os.sched_getaffinity(0)),
        "memory": _field(Path("/proc/meminfo"), "MemTotal"),
        "kernel": platform.release(),
        "disk": " ".join(disk.stdout.split()),
        "load": f"{os.getloadavg()[0]:.2f}",
        "python": platform.python_version(),
    }


def _field(file: Path, name: str) -> str:
    for line in file.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return " ".join(value.split())
    return "unknown"
