"""A process and its descendants, as /proc shows them."""

import os
import time
from collections import defaultdict
from pathlib import Path

_PATIENCE_SECONDS = 20
_GLANCE_SECONDS = 0.1
# The share of one core that is as good as none.
_IDLE = 0.15
_TICK = 1 / os.sysconf("SC_CLK_TCK")


class ProcessTree:
    """What the process `root` and all below it use."""

    def __init__(self, root: int) -> None:
        self.root = root

    def cpu_seconds(self) -> float:
        """User and system time since they began, with that of children that have ended."""
        fields = [_stat(process) for process in self._processes()]
        return sum(int(tick) for stat in fields for tick in stat[11:15]) * _TICK

    def settle(self) -> None:
        """Waits until they use little, or for some seconds."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            before = self.cpu_seconds()
            time.sleep(_GLANCE_SECONDS)
            if self.cpu_seconds() - before < _IDLE * _GLANCE_SECONDS:
                return

    def rss_anon_kib(self) -> int:
        """Private memory: what a memory map of a file takes is not in it."""
        return sum(_rss_anon(process) for process in self._processes())

    def _processes(self) -> list[int]:
        children: dict[int, list[int]] = defaultdict(list)
        for folder in Path("/proc").iterdir():
            if folder.name.isdecimal() and (stat := _stat(int(folder.name))):
                children[int(stat[1])].append(int(folder.name))
        found, open_ends = [], [self.root]
        while open_ends:
            process = open_ends.pop()
            found.append(process)
            open_ends += children[process]
        return found


def _stat(process: int) -> list[str]:
    """The fields of stat from the state on; none if the process is gone."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return text.rpartition(")")[2].split()


def _rss_anon(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))
