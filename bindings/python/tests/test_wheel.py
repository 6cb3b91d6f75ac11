"""The wheel needs nothing of the machine but the C and C++ runtimes."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import cadastre
import pytest

PACKAGE = Path(cadastre.__file__).parent
LIBRARIES = PACKAGE.parent / "cadastre.libs"


@pytest.mark.skipif(not LIBRARIES.is_dir(), reason="the package is not installed from its wheel")
def test_libraries_come_with_the_wheel() -> None:
    script = "import cadastre; print(open('/proc/self/maps').read())"
    # Nothing that says where Swift or LMDB might be.
    run = subprocess.run([sys.executable, "-I", "-c", script], env={}, capture_output=True, text=True, check=True)
    loaded = {line.split()[-1] for line in run.stdout.splitlines() if ".so" in line}
    ours = {Path(path).name.split("-")[0] for path in loaded if Path(path).parent == LIBRARIES}
    assert ours == {"libcadastre", "liblmdb"}
    outside = {Path(path).name for path in loaded if "lmdb" in path or "swift" in path.lower() or "sodium" in path}
    assert outside == {path.name for path in LIBRARIES.iterdir() if "lmdb" in path.name}


def test_the_version_is_that_of_the_library() -> None:
    assert metadata.version("cadastre") == cadastre.version


def test_types_come_with_the_package() -> None:
    assert (PACKAGE / "py.typed").exists()
    assert (PACKAGE / "_cadastre.pyi").exists()
