"""The header alone, as each compiler and standard reads it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from Library.header import HEADER, Function, functions
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


@pytest.mark.parametrize("function", functions(), ids=lambda function: function.name)
def test_what_a_function_returns_is_said(function: Function) -> None:
    if function.result == "cadastre_status":
        names = set(re.findall(r"CADASTRE_(\w+) = \d+", HEADER.read_text(encoding="utf-8")))
        assert "OK" in function.statuses
        assert function.statuses <= names


# What an eye would pass over: each breaks programs that are compiled with the header before.
CHANGES = [
    (
        "(cadastre_session *session, cadastre_error **error)",
        "(cadastre_session *session, int a, cadastre_error **b)",
    ),
    ("int32_t *is_private", "int64_t *is_private"),
    ("uint32_t maximum_readers", "float maximum_readers"),
    ("typedef int64_t (*cadastre_read_callback)", "typedef int32_t (*cadastre_read_callback)"),
    ("#define CADASTRE_ABI_VERSION 1", "#define CADASTRE_ABI_VERSION 2"),
    ("const char *property, const char *id,", "const char *id, const char *property,"),
    ("CADASTRE_STOPPED = 17", "CADASTRE_STOPPED = 18"),
    ("    int32_t reserved;\n", ""),
]


def checked(header: Path) -> tuple[int, str]:
    """How `scripts/check-abi` ends for a header, and what it says."""
    command = [sys.executable, str(ROOT / "scripts" / "check-abi"), "--header", str(header)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize(("before", "after"), CHANGES, ids=[after.strip() or "padding" for _, after in CHANGES])
def test_a_change_that_breaks_programs_is_refused(tmp_path: Path, before: str, after: str) -> None:
    header = tmp_path / "cadastre.h"
    text = HEADER.read_text(encoding="utf-8")
    header.write_text(text, encoding="utf-8")
    assert checked(header) == (0, "")
    assert before in text
    header.write_text(text.replace(before, after, 1), encoding="utf-8")
    status, complaints = checked(header)
    assert status == 1
    assert "differ" in complaints
    assert ("padding" in complaints) == (not after)


def test_layout_is_no_change(tmp_path: Path) -> None:
    header = tmp_path / "cadastre.h"
    text = HEADER.read_text(encoding="utf-8")
    header.write_text(text.replace(" *session,", "*  session ,\n"), encoding="utf-8")
    assert checked(header) == (0, "")
