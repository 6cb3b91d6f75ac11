"""The commands of docs/operations.md, run as they are written: they work, and answer what the page shows."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from Contract.register import COMMAND, ROOT, serving

END = "-- end of a command --"
PAGE = ROOT / "docs" / "operations.md"
UNIT = ROOT / "config" / "cadastre.service"
TIME = re.compile(r"\(\d+(\.\d)? s\)")


def steps() -> list[tuple[str, str]]:
    """The commands, each with the output that the page shows under it."""
    found: list[tuple[str, str]] = []
    for block in re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, output = step.split("\n", 1)
            found.append((command, output))
    return found


def steady(text: str) -> str:
    return TIME.sub("<time>", text).strip()


def test_the_commands_do_what_the_page_says(tmp_path: Path) -> None:
    found = steps()
    assert len(found) >= 15
    environment = os.environ | {"PATH": f"{COMMAND.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    with serving(tmp_path / "served", tmp_path / "log") as address:
        script = "set -e\n" + "".join(f"{command}\necho '{END}'\n" for command, _ in found)
        script = script.replace("http://127.0.0.1:8080", address)
        run = subprocess.run(
            ["bash"], input=script, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
    outputs = run.stdout.split(f"{END}\n")[:-1]
    answered = [(command, steady(output)) for (command, _), output in zip(found, outputs, strict=False)]
    assert answered == [(command, steady(output)) for command, output in found], run.stderr
    assert run.returncode == 0, run.stderr


def test_the_page_names_every_metric_and_every_finding(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    with serving(tmp_path / "served", tmp_path / "log") as address:
        figures = subprocess.run(
            ["curl", "-s", f"{address}/metrics"], capture_output=True, text=True, check=True
        ).stdout
    metrics = re.findall(r"^# TYPE (\w+) ", figures, re.MULTILINE)
    assert len(metrics) >= 10
    assert [name for name in metrics if f"`{name}" not in page] == []
    source = ROOT / "Sources" / "EntityStore" / "Diagnosis" / "Finding+Text.swift"
    codes = re.findall(r'case \.\w+: "([a-z-]+)"$', source.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(codes) >= 20
    assert [code for code in codes if f"`{code}`" not in page] == []


def test_the_page_on_reliability_names_every_case() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "Tests" / "Torture" / "cases").glob("*.py")]
    names = [name for source in sources for name in re.findall(r'^    name = "([a-z-]+)"$', source, re.MULTILINE)]
    assert len(names) >= 8
    assert [name for name in names if f"| `{name}` |" not in page] == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here to read the unit")
def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    unit = tmp_path / "cadastre.service"
    # Only that the file is not where it would be installed is different.
    unit.write_text(UNIT.read_text(encoding="utf-8").replace("/usr/local/bin/cadastre", str(COMMAND)), encoding="utf-8")
    run = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert [line for line in run.stderr.splitlines() if "cadastre.service" in line] == []
