"""Registers that are too large to lie about in several forms: made in one go, and only as a store."""

import os
import shutil
import subprocess
from pathlib import Path

from harness.dataset import Dataset
from harness.places import CADASTRE, WORK

# Up to so many, a register is kept as records, as a store and as LMDB's own, and each run takes a copy of the store.
# Beyond, there is the store alone, and it is served where it lies: what is created there adds little.
COPIED_PROPERTIES = 2_000_000
_STORE_BYTES = 2_300
_RECORD_BYTES = 2_700
_LMDB_BYTES = 1_800
# Made and imported, on a machine of two cores.
_A_SECOND = 10_000


def large_dataset(properties: int, seed: int, source: str | None = None) -> Dataset:
    """The dataset of that many properties. Its records go from the generator straight into the store."""
    folder = Dataset.place(properties, seed, source)
    done = folder / "store.done"
    if not done.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        command = [str(CADASTRE), "import", "--store", str(folder / "store"), "-", "--json", "--strict"]
        with (
            Path(os.devnull).open("wb") as nothing,
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as importing,
        ):
            if importing.stdin is None:
                raise RuntimeError("no pipe to the import")
            Dataset.write(folder, properties, seed, source, (importing.stdin, nothing))
            importing.stdin.close()
        if importing.returncode:
            raise RuntimeError(f"the import of {properties:,} properties ended with {importing.returncode}")
        done.touch()
    return Dataset(folder)


def is_copied(properties: int) -> bool:
    return properties <= COPIED_PROPERTIES


def discard(properties: int, seed: int, source: str | None = None) -> None:
    """Removes what `large_dataset` has made."""
    shutil.rmtree(Dataset.place(properties, seed, source), ignore_errors=True)


def require_space(sizes: list[int], seed: int, source: str | None = None) -> None:
    """Says what making these takes, and raises `SystemExit` where the disk is too small."""
    missing = [size for size in sizes if not (Dataset.place(size, seed, source) / "store.done").is_file()]
    needed = sum(map(kept_bytes, missing)) + sum(size * _STORE_BYTES for size in sizes if is_copied(size))
    WORK.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(WORK).free
    minutes = sum(missing) / _A_SECOND / 60
    said = f"{_gigabytes(needed)} of disk and about {minutes:,.0f} minutes to make what is not there yet"
    print(f"up to {max(sizes):,} properties: {said}; {_gigabytes(free)} are free in {WORK}", flush=True)
    if free < needed:
        raise SystemExit(
            f"The disk of {WORK} is too small: {_gigabytes(needed)} are needed and {_gigabytes(free)} are free. "
            "Name another place with BENCH_WORK, or fewer properties with --sizes."
        )


def kept_bytes(properties: int) -> int:
    """What a dataset and its store take on the disk, about."""
    more = _RECORD_BYTES + _LMDB_BYTES if is_copied(properties) else 0
    return properties * (_STORE_BYTES + more)


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:,.1f} GB"
