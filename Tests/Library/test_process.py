"""What the library does to the process that loads it while it runs."""

import shutil
import subprocess
from pathlib import Path

import pytest

from Library.installation import PROGRAMS, Installation


def test_it_loads_and_unloads_a_hundred_times(installed: Installation, tmp_path: Path) -> None:
    built = installed.compile("reload.c", tmp_path / "reload", "-Wl,--as-needed")
    installed.run(built, tmp_path, installed.library)


def test_signals_threads_and_environment_are_as_before(installed: Installation, tmp_path: Path) -> None:
    built = installed.compile("footprint.c", tmp_path / "footprint", "-Wl,--as-needed")
    installed.run(built, tmp_path, installed.library)


def test_locale_and_environment_are_not_asked_for(installed: Installation, tmp_path: Path) -> None:
    shim = installed.compile("locale_calls.c", tmp_path / "locale_calls.so", "-shared", "-fPIC", "-Wl,--as-needed")
    built = installed.compile("transfer.c", tmp_path / "transfer")
    assert "libcadastre calls" not in installed.run(built, tmp_path, preload=shim)


@pytest.mark.parametrize("first", [(), ("first",)], ids=["cadastre-first", "other-first"])
def test_it_works_beside_another_swift_library(installed: Installation, tmp_path: Path, first: tuple[str, ...]) -> None:
    swiftc = shutil.which("swiftc")
    assert swiftc is not None
    other = tmp_path / "libother.so"
    source = PROGRAMS / "Other.swift"
    subprocess.run([swiftc, "-emit-library", "-module-name", "Other", source, "-o", other], cwd=tmp_path, check=True)
    built = installed.compile("beside.c", tmp_path / "beside", "-Wl,--as-needed")
    installed.run(built, tmp_path, installed.library, other, *first)
