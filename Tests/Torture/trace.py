"""What the shim noted."""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd
from pathlib import Path

from .disk import Disk

HEADER = struct.Struct("=8sqq")
ACKNOWLEDGED = re.compile(rb"HTTP/1\.1 201 .*?\r\n\r\n(\{.*\})", re.DOTALL)
ID = re.compile(rb'\{"id":"([0-9a-f-]{36})"')
# LMDB's two meta pages come first.
META_PAGES = 2
PAGE = 4096


@dataclass(frozen=True)
class Record:
    """One thing that happened: `write`, `written` (durable), `sync`, `synced`, `size`, `said`, `named`, `kept`.

    The last two: the file got its name; the names in its directory, or in the one around that, were synced.
    """

    kind: str
    offset: int
    content: bytes

    @property
    def is_meta(self) -> bool:
        return self.kind == "write" and self.offset < META_PAGES * PAGE


def read(path: Path) -> list[Record]:
    """The records of a trace; one that was not finished ends it."""
    return list(_records(path.read_bytes()))


def _records(content: bytes) -> Iterator[Record]:
    at = 0
    while at + HEADER.size <= len(content):
        kind, offset, length = HEADER.unpack_from(content, at)
        at += HEADER.size
        if at + length > len(content):
            return
        yield Record(kind.rstrip(b"\0").decode(), offset, content[at : at + length])
        at += length


def prefix(records: Sequence[Record], number: int) -> Sequence[Record]:
    """What of a recording a round runs: as many rounds as there are lengths try each once, and fewer spread evenly."""
    lengths = len(records) + 1
    # A golden section of them; one that shares no divisor with them comes by each.
    step = next(step for step in range(max(1, round(lengths * 0.618)), lengths + 1) if gcd(step, lengths) == 1)
    # The whole comes first.
    return records[: (number * step - 1) % lengths]


@dataclass
class Replay:
    """A run up to some moment."""

    disk: Disk
    # What had been acknowledged, and what of it before the last meta page was written.
    acknowledged: dict[str, bytes]
    settled: dict[str, bytes]
    # Whether the file has got its name, whether that is durable, and whether its directory's is.
    is_named: bool = False
    is_name_durable: bool = False
    is_directory_durable: bool = False


def replay(image: bytes, records: Sequence[Record]) -> Replay:
    """Runs the records over an image of the file."""
    done = Replay(Disk(image), {}, {})
    disk, acknowledged = done.disk, done.acknowledged
    syncing = 0
    for record in records:
        match record.kind:
            case "write":
                if record.is_meta:
                    done.settled = dict(acknowledged)
                disk.write(record.offset, record.content)
            case "written":
                disk.sync_last()
            case "sync":
                syncing = disk.pending
            case "synced":
                disk.sync(syncing)
            case "said":
                said = ACKNOWLEDGED.search(record.content)
                named = ID.match(said[1]) if said else None
                if said and named:
                    acknowledged[named[1].decode()] = said[1]
            case "named":
                done.is_named = True
            case "kept" if record.offset == 0:
                done.is_name_durable = done.is_named
            case "kept":
                done.is_directory_durable = True
            case kind:
                raise ValueError(f"a trace with {kind!r} can't be replayed")
    return done
