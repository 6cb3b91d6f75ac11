"""A program that holds reads of a store."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .programs import compiled


@dataclass(frozen=True)
class Reader:
    """The program, and how many reads it holds."""

    process: subprocess.Popen[str]
    count: int


@contextmanager
def reading(store: Path, count: int) -> Iterator[Reader]:
    """Holds so many reads, or as many as there are slots for."""
    words = [str(compiled("reader.c", libraries=["-llmdb"])), str(store), str(count)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Reader(process, int(process.stdout.readline()))
