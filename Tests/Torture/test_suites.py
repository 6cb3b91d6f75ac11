"""What is run beside the cases, how it is counted, and the table of all."""

import re
import sys
from pathlib import Path

import pytest

from Torture.__main__ import main
from Torture.case import Case, Outcome, Round, table
from Torture.cases import CASES
from Torture.programs import ROOT
from Torture.suite import Suite, count_of_pytest, count_of_sanitizer
from Torture.suites import HOSTILE, SUITES

SWIFT = """◇ Test run started.
✘ Test "A thing" recorded an issue at A.swift:1:2: Expectation failed
✘ Test case passing 1 argument name → "a" to "A thing" failed after 0.010 seconds with 1 issue.
✘ Test "A thing" with 3 test cases failed after 0.012 seconds with 1 issue.
✔ Test "Another" passed after 0.001 seconds.
✘ Test run with 12 tests in 3 suites failed after 1.234 seconds with 1 issue.
"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("....\n20 passed in 3.21s\n", (20, 0)),
        ("..F\nFAILED a.py::test_7 passed\n1 failed, 20 passed, 2 skipped, 1 error in 3.21s\n", (22, 2)),
        ("ss\n2 skipped in 0.1s\n", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_tests_of_python_are_counted(said: str, expected: tuple[int, int]) -> None:
    assert count_of_pytest(said) == expected


def test_tests_and_reports_of_a_sanitizer_are_counted() -> None:
    assert count_of_sanitizer(SWIFT) == (12, 1)
    assert count_of_sanitizer(SWIFT + "==7==ERROR: AddressSanitizer: heap-use-after-free on address\n") == (12, 2)
    assert count_of_sanitizer("WARNING: ThreadSanitizer: data race (pid=7)\n" * 2) == (0, 2)
    assert count_of_sanitizer("✔ Test run with 1 test in 1 suite passed after 5 seconds.") == (1, 0)


def suite(program: str, need: Path | None = None) -> Suite:
    return Suite("some", [sys.executable, "-c", program], count_of_pytest, need=need, maker="make it", attempts=10)


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("print('2 passed in 1s')", Outcome("some", 20, 20)),
        ("print('1 failed, 1 passed in 1s'); raise SystemExit(1)", Outcome("some", 20, 19)),
        ("raise SystemExit(3)", Outcome("some", 1, 0)),
        ("print('2 passed in 1s'); raise SystemExit(3)", Outcome("some", 20, 19)),
        ("print('2 skipped in 1s')", Outcome("some", obstacle="none of its tests ran")),
    ],
)
def test_a_suite_that_ends_badly_has_lost(tmp_path: Path, program: str, expected: Outcome) -> None:
    assert suite(program).run(tmp_path / "log", lambda _: None) == expected


def test_a_suite_whose_needs_are_not_there_is_not_run(tmp_path: Path) -> None:
    outcome = suite("print('2 passed in 1s')", tmp_path / "gone").run(tmp_path / "log", lambda _: None)
    assert outcome == Outcome("some", obstacle=f"{tmp_path / 'gone'} is not there: make it")
    assert table([outcome]).splitlines()[1] == "some  not tried"


class Barred(Case):
    """Can't be tried."""

    name = "barred"
    short = full = 1

    def obstacle(self) -> str | None:
        return "there is no root"

    def run(self, attempt: Round) -> None:
        raise NotImplementedError


@pytest.mark.parametrize(("options", "status"), [([], 1), (["--short"], 0)])
def test_what_a_full_run_leaves_out_is_no_success(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: list[str], status: int
) -> None:
    monkeypatch.setitem(CASES, "barred", Barred())
    words = ["Torture", "--case", "barred", "--work", str(tmp_path), *options]
    monkeypatch.setattr(sys, "argv", words)
    assert main() == status


def test_what_the_suites_run_is_there() -> None:
    assert [path for path in HOSTILE if not (ROOT / path).is_file()] == []
    assert [
        name for name, suite in SUITES.items() if name.endswith("sanitizer") and not (ROOT / suite.words[0]).exists()
    ] == []


def test_the_documents_table_has_a_row_for_each() -> None:
    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[a-z-]+`) \|", text, re.MULTILINE)
    assert rows == sorted(f"`{name}`" for name in [*CASES, *SUITES])
