"""The header alone, as each compiler and standard reads it."""

import subprocess
from pathlib import Path

import pytest

from Library.header import functions
from Library.installation import ROOT, WARNINGS, Installation


@pytest.mark.parametrize("compiler", ["gcc", "clang"])
@pytest.mark.parametrize(("language", "standard"), [("c", "c99"), ("c", "c11"), ("c++", "c++17")])
def test_the_header_compiles_alone(
    installed: Installation, tmp_path: Path, compiler: str, language: str, standard: str
) -> None:
    source = tmp_path / "alone"
    source.write_text("#include <cadastre.h>\n#include <cadastre.h>\n")
    command = [compiler, "-x", language, f"-std={standard}", *WARNINGS, f"-I{installed.header.parent}"]
    subprocess.run([*command, "-fsyntax-only", str(source)], check=True)


def test_the_fuzzer_calls_every_function() -> None:
    """What it leaves out is not tried at random by anything."""
    called = "".join(source.read_text(encoding="utf-8") for source in (ROOT / "Tests" / "Fuzz").glob("*.c"))
    assert [function.name for function in functions() if f"{function.name}(" not in called] == []
