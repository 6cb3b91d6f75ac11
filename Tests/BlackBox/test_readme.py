"""The tour in the README, run as it is written: the commands work, and answer what the README shows."""

import re
import subprocess
from pathlib import Path

from Contract.register import ROOT

README = ROOT / "README.md"
END = "-- end of a command --"
# What is another each time, and what takes its place in both texts.
CHANGING = [
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"), "<id>"),
    (re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z"), "<time>"),
    (re.compile(r'(?<="next":)(null|"[A-Za-z0-9_-]+")'), "<next>"),
    (re.compile(r"http://127\.0\.0\.1:\d+"), "<server>"),
]


def tour() -> list[tuple[str, str]]:
    """The commands of the tour, each with the output that the README shows under it."""
    section = README.read_text(encoding="utf-8").split("## Five minutes\n")[1].split("\n## ")[0]
    steps: list[tuple[str, str]] = []
    for block in re.findall(r"```console\n(.*?)```", section, re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            # A command goes on in lines that are indented.
            command, output = re.fullmatch(r"(.*\n(?:    .*\n)*)((?s:.*))", step).groups()  # type: ignore[union-attr]
            steps.append((command, output))
    return steps


def steady(text: str) -> str:
    for pattern, name in CHANGING:
        text = pattern.sub(name, text)
    return text.strip()


def test_the_tour_answers_what_it_shows(address: str, tmp_path: Path) -> None:
    steps = tour()
    assert len(steps) >= 10
    script = "".join(f"{command}\necho; echo '{END}'\n" for command, _ in steps)
    script = script.replace("http://127.0.0.1:8080", address)
    run = subprocess.run(["bash"], input=script, cwd=tmp_path, capture_output=True, text=True, check=True)
    outputs = run.stdout.split(f"{END}\n")[:-1]
    answered = [(command, steady(output)) for (command, _), output in zip(steps, outputs, strict=True)]
    assert answered == [(command, steady(output)) for command, output in steps]
