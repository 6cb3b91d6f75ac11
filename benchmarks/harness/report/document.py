"""The text of `REPORT.md`."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.measurement import Measurement, Spread
from harness.report import tables
from harness.results import laid_out
from harness.run_file import RunFile

_TITLES = {
    "servers": "Over HTTP, as fast as it goes",
    "latency": "Over HTTP, at a fixed rate",
    "embedded": "The core, in one process",
    "embedding": "From C, from Python, and behind Flask",
    "growth": "Growth",
    "operations": "What operators wait for",
}
_PLOTS = {"servers": "servers", "latency": "latency", "growth": "growth"}
_AGAINST = {
    "servers": ("pocketbase", "pocketbase, FULL", "nginx, a fixed file", "hummingbird, a fixed answer"),
    "embedded": ("lmdb", "sqlite", "sqlite, FULL", "sqlite, NORMAL", "grdb", "grdb, FULL", "grdb, NORMAL"),
    "embedding": (
        "lmdb, own transaction", "lmdb", "py-lmdb", "sqlite3", "flask-restx, sync", "flask-restx, gthread",
        "flask-restx, meinheld", "flask-restx, gthread, FULL",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Explanations:
    """What `explanations.toml` says: of the run, of each part, and of each target that is not met."""

    run: str
    parts: Mapping[str, str]
    goals: Mapping[str, str]

    @classmethod
    def read(cls, file: Path) -> "Explanations":
        found = tomllib.loads(file.read_text(encoding="utf-8"))
        return cls(found["run"], found["parts"], found["goals"])


def text(run: RunFile, plots: Mapping[str, Path], explanations: Explanations, folder: Path) -> str:
    """All of it; `folder` is where it will stand."""
    parts = run.parts()
    pictures = {name: os.path.relpath(file, folder) for name, file in plots.items()}
    sections = [
        "# What was measured",
        "Made by `make bench` from `results/latest.json`; change neither by hand. Each figure is the least, the middle "
        "and the most of rounds that were interleaved peer by peer. A ratio is taken round by round, within one run.",
        explanations.run.strip(),
        "## Targets",
        _targets(run),
        *_shortfalls(run, explanations),
        *(section for part in _TITLES if part in parts for section in _part(run, part, pictures, explanations)),
        "## Who was measured",
        _peers(run),
        "## Where",
        _machine(run),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _targets(run: RunFile) -> str:
    rows = [["work", "claim", "min", "median", "max", ""]]
    for goal in run.document["goals"]:
        rows += [
            [goal["title"], one["claim"], *_found(one), "met" if one["met"] else f"[not met](#{goal['key']})"]
            for one in goal["findings"]
        ]
        if not goal["findings"]:
            rows.append([goal["title"], "not measured in this run", "", "", "", ""])
    return laid_out(rows)


def _found(finding: Mapping[str, Any]) -> list[str]:
    found = tables.spread(Spread(finding["min"], finding["median"], finding["max"]))
    return [f"{value} {finding['unit']}" for value in found]


def _shortfalls(run: RunFile, explanations: Explanations) -> list[str]:
    """Why what is not met is not; a target without an explanation says so."""
    sections = []
    for goal in run.document["goals"]:
        if not all(one["met"] for one in goal["findings"]):
            why = explanations.goals.get(goal["key"], "**Not explained yet.**").strip()
            sections += [f'### <a id="{goal["key"]}"></a>Why not: {goal["title"]}', why]
    return sections


def _part(run: RunFile, part: str, plots: Mapping[str, str], explanations: Explanations) -> list[str]:
    measurements = run.parts()[part]
    pictures = [
        f"![{name}]({file})" for name, file in plots.items() if part in _PLOTS and name.startswith(_PLOTS[part])
    ]
    sections = [f"## {_TITLES[part]}", explanations.parts.get(part, "").strip(), *pictures]
    if part in _AGAINST:
        sections += ["How many times as many requests a second; by CPU, how many times as much of it the other uses.",
                     tables.ratios(measurements, _AGAINST[part])]  # fmt: skip
    return [*sections, _folded("All figures", tables.figures(_ordered(measurements)))]


def _ordered(measurements: list[Measurement]) -> list[Measurement]:
    places = {work: place for place, work in enumerate(dict.fromkeys(one.work for one in measurements))}
    return sorted(measurements, key=lambda one: (one.axis, places[one.work], one.at))


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{content}\n\n</details>"


def _peers(run: RunFile) -> str:
    rows = [["peer", "version and settings", "durability"]]
    seen: dict[str, list[str]] = {}
    for part in run.document["parts"].values():
        for name, peer in part["peers"].items():
            seen[name] = [name, peer["version"], peer["durability"]]
        for name, version in part["versions"].items():
            seen.setdefault(name, [name, str(version), ""])
    return laid_out([*rows, *seen.values()])


def _machine(run: RunFile) -> str:
    facts = ("processor", "cores", "memory", "kernel", "disk", "load")
    rows = [["part", "done", *facts, "properties", "settings"]]
    for name, part in run.document["parts"].items():
        machine, dataset = part["machine"], part["dataset"]
        settings = ", ".join(f"{key} {value}" for key, value in part["settings"].items())
        listings = f"{dataset['properties']:,} {dataset['source']}, seed {dataset['seed']}"
        rows.append([name, part["made"], *(str(machine[fact]) for fact in facts), listings, settings])
    return laid_out(rows)
