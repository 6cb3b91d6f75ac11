"""The programs in C under `embedded/`, and those in Swift under `Sources/`."""

import json
import subprocess
from importlib import metadata
from pathlib import Path

from harness.dataset import Dataset
from harness.measurement import Measurement
from harness.places import BENCHMARKS, PROGRAMS


def build(target: str) -> None:
    """Builds what `embedded/Makefile` calls `target`."""
    subprocess.run(
        ["make", "--silent", "--directory", str(BENCHMARKS / "embedded"), target, f"BIN={PROGRAMS}"], check=True
    )


def built_in_swift(product: str) -> Path:
    """Builds a product of the package here, for release."""
    command = ["swift", "build", "--package-path", str(BENCHMARKS), "--configuration", "release", "--product", product]
    subprocess.run(command, check=True)
    place = subprocess.run([*command, "--show-bin-path"], check=True, stdout=subprocess.PIPE, text=True)
    return Path(place.stdout.strip()) / product


def run(*command: str | Path) -> list[Measurement]:
    """Runs a program that prints a measurement a line."""
    done = subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE, text=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [Measurement(line["work"], line["peer"], line["runs"]) for line in lines if "runs" in line]


def facts(*command: str | Path) -> dict[str, str]:
    """Runs a program that prints one object."""
    done = subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def lmdb_version() -> str:
    lmdb = subprocess.run([str(PROGRAMS / "lmdb_peer"), "version"], check=True, capture_output=True, text=True)
    return lmdb.stdout.strip()


def versions() -> dict[str, str]:
    """What is compared within one process."""
    packages = {package: metadata.version(package) for package in ("lmdb", "orjson")}
    return {"lmdb in C": lmdb_version(), **{f"{name} in Python": number for name, number in packages.items()}}


def loaded_lmdb(dataset: Dataset) -> Path:
    """The dataset as LMDB's own, put once."""
    directory = dataset.folder / "lmdb"
    done = dataset.folder / "lmdb-with-types.done"
    if not done.is_file():
        directory.mkdir(exist_ok=True)
        for file in directory.iterdir():
            file.unlink()
        subprocess.run(
            [str(PROGRAMS / "lmdb_peer"), "load", str(directory), str(dataset.pack)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        done.touch()
    return directory
