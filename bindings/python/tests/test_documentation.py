"""What the documentation shows works as it is shown."""

import doctest
import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from pathlib import Path

import cadastre
import pytest

PYTHON = Path(__file__).parents[1]
ROOT = PYTHON.parents[1]
MODULES = sorted(
    module.name
    for module in pkgutil.iter_modules(cadastre.__path__, "cadastre.")
    if module.name not in {"cadastre._cadastre", "cadastre.flask"}
)


@pytest.mark.parametrize("module", ["cadastre", *MODULES])
def test_examples_of_modules_work(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_the_readme_of_the_package_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = doctest.testfile(str(PYTHON / "README.md"), module_relative=False)
    assert (outcome.failed, outcome.attempted > 10) == (0, True)


@pytest.mark.skipif(not (ROOT / "build" / "wheels").is_dir(), reason="there is no wheel: run make wheel")
def test_the_tour_from_python_works_for_somebody_new(tmp_path: Path) -> None:
    """The commands in a folder where nothing is but what `make wheel` left, then what is typed into Python."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## From Python\n")[1].split("\n## ")[0]
    shell = re.findall(r"```console\n(.*?)```", section, re.DOTALL)[0]
    commands = re.findall(r"^\$ (.*)$", shell, re.MULTILINE)
    assert commands[0] == "make wheel"
    assert commands[-1] == "venv/bin/python"
    (tmp_path / "build").symlink_to(ROOT / "build")
    (tmp_path / "tour").write_text(section, encoding="utf-8")
    script = "\n".join(["set -e", *commands[1:-1], "venv/bin/python -m doctest tour"])
    # Nobody's environment but a new one, and no compiler in sight.
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "python3").symlink_to(Path(sys.executable).resolve())
    # Where packages come from is the machine's.
    environment = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "http", "HTTP"))}
    environment |= {"PATH": str(tools), "HOME": str(tmp_path)}
    bash = shutil.which("bash") or "bash"
    run = subprocess.run(
        [bash, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.returncode) == ("", 0), run.stderr
