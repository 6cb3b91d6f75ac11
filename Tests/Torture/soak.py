"""A mixed load for an hour, at 70 % of what the machine can do, while one read is held: nothing may grow but the file.

What a held read costs: none of the pages that were in use when it began is used again, nor any that came to be since. A
commit writes anew each page that it touches, from a leaf to the root of each tree, and the file grows by them: by about
the same number of bytes a commit, at the end as at the beginning, but for what a commit carries: on a busy machine more
writes share one, and each adds its leaves. The system's own count of what is written can't tell it: ext4 counts a whole
folio of which one page has changed.

When the read has ended, those pages are used again: the file keeps its size, and grows no more.
"""

import argparse
import asyncio
import re
import secrets
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from .case import Lost
from .client import Client, raise_file_limit
from .figures import anonymous_bytes, open_files
from .mix import Mix
from .programs import COMMAND, PATIENCE, ROOT, Server, command, make_store, serving

SHARE = 0.7
PEOPLE = 32
# What is looked at: so many windows, of which the first quarter warms up.
WINDOWS = 24
WARM = WINDOWS // 4
SEEDED = 20_000
OWN = 2_000
MIB = 1 << 20
# What is left of the disk to others, in bytes.
RESERVE = 1 << 30
# What the file may grow by a commit at the end, of what it grew by after the warm-up; and without a read, in bytes.
GROWTH = 1.1
SLACK = 4 * MIB
# What one write more adds to a commit, in KiB: the leaves of its record and of two cities' lists, and now and then one
# above them. Of windows with 1.4 to 1.9 writes a commit, 3.6 pages and 9.3 for the commit itself, none 3 % away.
KIB_A_WRITE = 3.6 * 4
# The machine may have others to serve: the slowest answers may take twice as long, and what is below 5 ms is no matter.
P99_FACTOR, P99_SECONDS = 2.0, 0.005


@dataclass(frozen=True)
class Window:
    """What one stretch of time was like."""

    # Of the questions that were due, the share that was not asked in time.
    missed: float
    p99: float
    memory: int
    files: int
    file_bytes: int
    commits: int
    writes: int


@dataclass(frozen=True)
class Row:
    """One line of the table: a figure after the warm-up and at the end, and the most that it may be then."""

    what: str
    before: float
    now: float
    most: float

    @property
    def is_held(self) -> bool:
        return self.now <= self.most

    def __str__(self) -> str:
        figures = f"{self.what:<28}{self.before:>14.1f}{self.now:>12.1f}{self.most:>10.1f}"
        return figures if self.is_held else f"{figures}  too much"


@contextmanager
def held_read(store: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An export that nobody takes: it stops in the midst, and keeps its one snapshot."""
    whole = [str(COMMAND), "export", "--store", str(store)]
    with subprocess.Popen(whole, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            # It has begun where its first line is there.
            select.select([process.stdout], [], [])
            yield process
        finally:
            process.kill()


async def soak(server: Server, store: Path, log: Path, seconds: float, random: Random) -> list[Row]:
    """Asks for so long while a read is held, and a while after it."""
    mix = Mix(server.port, random, PEOPLE)
    await mix.make_own(OWN)
    stretch = min(10.0, seconds / 20)
    before = size_on_disk(store, log)
    with held_read(store):
        capacity = min([await mix.run(stretch) / stretch for _ in range(3)])
    rate = SHARE * capacity
    print(f"{capacity:.0f} questions a second can be answered; {rate:.0f} will be asked", flush=True)
    needed = SHARE * (size_on_disk(store, log) - before) / (3 * stretch) * seconds
    free = shutil.disk_usage(store).free
    print(f"about {needed / 1e9:.1f} GB of disk are needed, and {free / 1e9:.1f} GB are free", flush=True)
    if free < needed + RESERVE:
        raise SystemExit("The disk is too small. Make room, or choose a shorter time with SOAK_SECONDS.")

    async def look() -> Window:
        mix.taken.take()
        asked = await mix.run(seconds / WINDOWS, rate)
        taken = mix.taken.take()
        pid = server.process.pid
        size = (store / "data.mdb").stat().st_size
        p99 = taken[len(taken) * 99 // 100]
        missed = max(0, 1 - asked / (rate * seconds / WINDOWS))
        return Window(missed, p99, anonymous_bytes(pid), open_files(pid), size, *await counted(server.port))

    with held_read(store) as export:
        windows = [await look() for _ in range(WINDOWS)]
        assert export.stdout is not None
        lines = await asyncio.to_thread(export.stdout.read)
        if export.wait(PATIENCE) != 0:
            raise Lost(f"the export ended with {export.returncode}")
    carried = [f"{writes_a_commit(some):.2f}" for some in first_and_last(windows)]
    print(f"{carried[0]} writes a commit after the warm-up, {carried[1]} at the end", flush=True)
    after = [await look() for _ in range(1 + WINDOWS // 8)]
    return rows(windows, after, lines.count(b'\n{"property":'))


def size_on_disk(store: Path, log: Path) -> int:
    return (store / "data.mdb").stat().st_size + log.stat().st_size


async def counted(port: int) -> tuple[int, int]:
    """How many commits there were, and how many writes in them."""
    client = await Client.connect(port)
    answer = await client.ask("GET", "/metrics")
    client.close()
    found = re.findall(rb"^cadastre_store_(?:commits|writes)_total (\d+)", answer.body, re.MULTILINE)
    commits, writes = map(int, found)
    return commits, writes


def rows(windows: list[Window], after: list[Window], exported: int) -> list[Row]:
    first, last = first_and_last(windows)
    memory = median(one.memory for one in first)
    files = max(one.files for one in first)
    p99 = median(one.p99 for one in first)
    growth, over = growth_of(first, carrying=writes_a_commit(last)), after[0].file_bytes + SLACK
    return [
        Row("memory, MiB", memory / MIB, median(one.memory for one in last) / MIB, memory * 1.05 / MIB),
        Row("open files", files, max(one.files for one in last), files),
        Row("p99, ms", p99 * 1e3, median(one.p99 for one in last) * 1e3, max(P99_FACTOR * p99, P99_SECONDS) * 1e3),
        Row("not asked, %", median(one.missed for one in first) * 100, median(one.missed for one in last) * 100, 5),
        Row("file a commit, KiB", growth, growth_of(last), growth * GROWTH),
        Row("file, read over, MiB", after[0].file_bytes / MIB, after[-1].file_bytes / MIB, over / MIB),
        Row("lost of the held read", 0, abs(SEEDED + OWN - exported), 0),
    ]


def first_and_last(windows: list[Window]) -> tuple[list[Window], list[Window]]:
    """The third that follows the warm-up, and the last one."""
    third = (WINDOWS - WARM) // 3
    return windows[WARM : WARM + third], windows[-third:]


def growth_of(windows: list[Window], carrying: float | None = None) -> float:
    """By how many KiB a commit made the file larger; or would have, had it carried so many writes."""
    begin, end = windows[0], windows[-1]
    growth = (end.file_bytes - begin.file_bytes) / max(1, end.commits - begin.commits) / 1024
    return growth if carrying is None else growth + KIB_A_WRITE * (carrying - writes_a_commit(windows))


def writes_a_commit(windows: list[Window]) -> float:
    begin, end = windows[0], windows[-1]
    return (end.writes - begin.writes) / max(1, end.commits - begin.commits)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m Torture.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--seed", type=int, help="what all chance comes of; drawn and printed if left out")
    given = parser.parse_args()
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    print(f"seed {seed}", flush=True)
    folder = ROOT / "build" / "soak"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    raise_file_limit()
    store, log = folder / "store", folder / "log"
    make_store(store)
    seeded = command("seed", "--store", store, "--properties", str(SEEDED), timeout=10 * PATIENCE)
    if seeded.returncode != 0:
        raise RuntimeError(seeded.stderr)
    with serving(store, log) as server:
        table = asyncio.run(soak(server, store, log, given.seconds, Random(seed)))
    print(f"{'':<28}{'after warm-up':>14}{'at the end':>12}{'bound':>10}")
    print(*table, sep="\n")
    checked = command("check", "--store", store, timeout=10 * PATIENCE)
    print(checked.stdout.strip() or checked.stderr.strip())
    if checked.returncode != 0 or not all(row.is_held for row in table):
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
