"""The suites of other kinds that a full run ends with."""

import sys

from .programs import ROOT
from .suite import Suite, count_of_pytest, count_of_sanitizer

# JSON that is none, naughty strings, smuggling, paths and cursors, at the server's door.
HOSTILE = [
    *[f"Tests/Contract/test_{name}.py" for name in ["hostile", "naughty", "paging", "path_tricks", "smuggling"]],
    *[f"Tests/BlackBox/test_naughty_{name}.py" for name in ["passwords", "transfer"]],
]
WHEEL_PYTHON = ROOT / ".venv-wheel" / "bin" / "python"
KILLS = 200
PYTEST = ["-m", "pytest", "--quiet", "--color=no"]

SUITES: dict[str, Suite] = {
    suite.name: suite
    for suite in [
        Suite(
            "hostile-input",
            [sys.executable, *PYTEST, *HOSTILE],
            count_of_pytest,
            need=ROOT.parent / "shared" / "data" / "hostile",
            maker="it is kept beside the repository",
        ),
        Suite(
            "killed-flask",
            [str(WHEEL_PYTHON), *PYTEST, "bindings/python/tests/flask/test_killed_workers.py"],
            count_of_pytest,
            environment={"CADASTRE_KILLS": str(KILLS)},
            need=WHEEL_PYTHON,
            maker="make test-python",
            attempts=KILLS,
        ),
        Suite("address-sanitizer", ["scripts/sanitize", "address"], count_of_sanitizer),
        Suite("thread-sanitizer", ["scripts/sanitize", "thread"], count_of_sanitizer),
    ]
}
