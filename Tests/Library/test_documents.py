"""What the documents show of the library: run as it is written, in a clean folder."""

import json
import re
from pathlib import Path

from Library.caller import Library, opened
from Library.installation import ROOT, Installation, run


def block(document: Path, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_of_another_language_runs(installed: Installation, tmp_path: Path) -> None:
    example = tmp_path / "cities.lua"
    example.write_text(block(ROOT / "docs" / "embedding.md", "lua"), encoding="utf-8")
    with opened(Library(installed.library), tmp_path / "register") as register:
        house = {"name": "House", "type": "house", "city": "Besançon"}
        register.library.write("cadastre_property_create", register.session, document=house)
    printed = installed.run("luajit", example, tmp_path / "register")
    assert json.loads(printed) == {"items": [{"city": "Besançon", "count": 1}], "next": None}


def test_the_example_of_another_language_translates_errors(installed: Installation, tmp_path: Path) -> None:
    example = tmp_path / "cities.lua"
    body = block(ROOT / "docs" / "embedding.md", "lua")
    example.write_text(f"local ok, e = pcall(function() {body} end) print(ok, e.code, e.problem)", encoding="utf-8")
    printed = installed.run("luajit", example, tmp_path / "no" / "folder")
    assert re.match(r"false\t12\t\{\"type\":\"urn:cadastre:problem:unavailable\"", printed)


def steps() -> list[tuple[str, str]]:
    """The commands of the README's section, each with the output that is shown under it."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## From C\n")[1].split("\n## ")[0]
    (shown,) = re.findall(r"```console\n(.*?)```", section, re.DOTALL)
    found = []
    for step in re.split(r"^\$ ", shown, flags=re.MULTILINE)[1:]:
        # What a file is to hold belongs to its command.
        end = step.index("\nEND\n") + 5 if "<<'END'" in step else step.index("\n") + 1
        found.append((step[:end], step[end:]))
    return found


def steady(text: str) -> str:
    """The text, with marks for what is another each time."""
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>", text)
    return re.sub(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z", "<time>", text)


def test_the_tour_from_c_answers_what_it_shows(installed: Installation, tmp_path: Path) -> None:
    assert len(steps()) >= 4
    for command, output in steps():
        answered = run(["bash", "-c", command], installed.environment, folder=tmp_path)
        assert steady(answered) == steady(output)
