"""The data file is not what it should be: of another format, cut off, or something else."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from ..case import Case, Lost, Round
from ..programs import command, make_store, serving
from ..writers import Crowd

COMMANDS = [["serve", "--listen", "127.0.0.1:0"], ["check"], ["export"], ["stats"]]


def of_another_format(image: bytes, _: Random) -> bytes:
    number = b"format" + (2).to_bytes(4, "little")
    if number not in image:
        raise RuntimeError("where is the number of the format?")
    return image.replace(number, b"format" + (3).to_bytes(4, "little"))


def cut_off(image: bytes, random: Random) -> bytes:
    return image[: random.randint(1, len(image) - 4096)]


def something_else(image: bytes, random: Random) -> bytes:
    return random.randbytes(len(image))


def without_meta_pages(image: bytes, _: Random) -> bytes:
    return bytes(8192) + image[8192:]


# What a command ends with: 69 for another version, 74 for what is damaged.
WAYS: list[tuple[Callable[[bytes, Random], bytes], int]] = [
    (of_another_format, 69),
    (cut_off, 74),
    (something_else, 74),
    (without_meta_pages, 74),
]


class WrongFile(Case):
    """Each command says so in words, ends with its status, and changes nothing."""

    name = "wrong-file"
    short = len(WAYS)
    full = 25 * len(WAYS)

    def prepare(self, folder: Path) -> None:
        self._store = folder / "store"
        if not self._store.exists():
            make_store(self._store)
            with serving(self._store, folder / "log") as server:
                crowd = Crowd(server.port, 8)
                crowd.await_writes(100)
                crowd.join()

    def run(self, attempt: Round) -> None:
        way, status = WAYS[int(attempt.folder.name.removeprefix("round-")) % len(WAYS)]
        store = attempt.folder / "store"
        shutil.copytree(self._store, store, ignore=shutil.ignore_patterns("lock.mdb"))
        data = store / "data.mdb"
        image = way(data.read_bytes(), attempt.random)
        data.write_bytes(image)
        for words in COMMANDS:
            ended = command(*words, "--store", store)
            if ended.returncode != status or not ended.stderr.strip():
                raise Lost(f"{way.__name__}: {words[0]} ended with {ended.returncode}: {ended.stderr[-300:]}")
        if data.read_bytes() != image:
            raise Lost(f"{way.__name__}: the file was changed")
