"""The text of `REPORT.md`."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.explanations import Explanations
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
    "embedded": (
        "lmdb", "lmdb, kept reader", "sqlite", "sqlite, FULL", "sqlite, NORMAL", "grdb", "grdb, FULL", "grdb, NORMAL",
    ),
    "embedding": (
        "lmdb, own transaction", "lmdb", "py-lmdb", "sqlite3", "sqlite3, FULL", "sqlite3, NORMAL",
        "flask-restx, sync", "flask-restx, gthread", "flask-restx, meinheld", "flask-restx, gthread, FULL",
    ),
}  # fmt: skip


_SQLITE = "WAL, a memory map, 64 MiB of cache; FULL is as durable as Cadastre, NORMAL less: Cadastre's is stronger"
# Of what is no server: when its writes are on the disk.
_IN_PROCESS = {
    "cadastre": "full: an acknowledged write survives a power cut",
    "lmdb in C": "each commit waits for the disk, as Cadastre's does",
    "sqlite": _SQLITE,
    "grdb": _SQLITE,
    "lmdb in Python": "each commit waits for the disk, as Cadastre's does",
    "sqlite3": _SQLITE,
}
_NOISE = """\
How far the rounds of a ratio spread is its noise: half of that, as a share of the middle, stands beside it. Two runs
differ where their rounds are further from each other than the rounds of either spread, and by a twentieth at least:
that is what `make bench-check` tells. That rounds do not overlap is not enough, as of three and three one in ten times
they do so by chance."""


def text(run: RunFile, plots: Mapping[str, Path], explanations: Explanations, folder: Path) -> str:
    """All of it; `folder` is where it will stand."""
    parts = run.parts()
    pictures = {name: os.path.relpath(file, folder) for name, file in plots.items()}
    sections = [
        "# What was measured",
        "Made by `make bench` from `results/latest.json`; change neither by hand. Each figure is the least, the middle "
        "and the most of rounds that were interleaved peer by peer. A ratio is taken round by round, within one run.",
        _NOISE,
        explanations.run.strip(),
        "## Targets",
        _targets(run),
        *_shortfalls(run, explanations),
        *_twice(run),
        *(section for part in _TITLES if part in parts for section in _part(run, part, pictures, explanations)),
        "## Who was measured",
        _peers(run),
        "## Where",
        _machine(run),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _targets(run: RunFile) -> str:
    rows = [["work", "claim", "min", "median", "max", "noise", ""]]
    for goal in run.document["goals"]:
        rows += [
            [goal["title"], one["claim"], *_found(one), "met" if one["met"] else f"[not met](#{goal['key']})"]
            for one in goal["findings"]
        ]
        if not goal["findings"]:
            rows.append([goal["title"], "not measured in this run", "", "", "", "", ""])
    return laid_out(rows)


def _found(finding: Mapping[str, Any]) -> list[str]:
    found = tables.spread(Spread(finding["min"], finding["median"], finding["max"]))
    half = (finding["max"] - finding["min"]) / 2
    noise = f"± {half / finding['median']:.0%}" if half and finding["median"] else ""
    return [*(f"{value} {finding['unit']}" for value in found), noise]


def _shortfalls(run: RunFile, explanations: Explanations) -> list[str]:
    """Why what is not met is not; a target without an explanation says so."""
    sections = []
    for goal in run.document["goals"]:
        if not all(one["met"] for one in goal["findings"]):
            why = explanations.goals.get(goal["key"], "**Not explained yet.**").strip()
            sections += [f'### <a id="{goal["key"]}"></a>Why not: {goal["title"]}', why]
    return sections


def _twice(run: RunFile) -> list[str]:
    """How an earlier run compares, where one was named."""
    if "twice" not in run.document:
        return []
    twice = run.document["twice"]
    rows = [["claim", "first", "rounds", "again", "rounds", ""]]
    for one in twice["ratios"]:
        found = [[tables.number(value) for value in one[name]] for name in ("first", "again")]
        shown = [cell for least, middle, most in found for cell in (middle, f"{least} to {most}")]
        rows.append([one["claim"], *shown, "the same" if one["same"] else "**not the same**"])
    same = sum(one["same"] for one in twice["ratios"])
    said = (
        f"The same was measured before, at {twice['made']}: {same} of {len(twice['ratios'])} figures are the same "
        "within the noise."
    )
    return ["## Twice", said, _folded("Both runs", laid_out(rows))]


def _part(run: RunFile, part: str, plots: Mapping[str, str], explanations: Explanations) -> list[str]:
    measurements = run.parts()[part]
    pictures = [
        f"![{name}]({file})" for name, file in plots.items() if part in _PLOTS and name.startswith(_PLOTS[part])
    ]
    sections = [f"## {_TITLES[part]}", explanations.parts.get(part, "").strip(), *pictures]
    if part == "growth":
        sections.insert(2, _beyond_memory(run.document["parts"][part]["machine"], measurements))
    if part in _AGAINST:
        sections += ["How many times as many requests a second; by CPU, how many times as much of it the other uses.",
                     tables.ratios(measurements, _AGAINST[part])]  # fmt: skip
    return [*sections, _folded("All figures", tables.figures(_ordered(measurements)))]


def _beyond_memory(machine: Mapping[str, Any], measurements: list[Measurement]) -> str:
    """A warning where a file does not fit into memory: reads wait for the disk then."""
    kibibytes = str(machine["memory"]).partition(" ")[0]
    memory = int(kibibytes) / 2**10 if kibibytes.isdigit() else float("inf")
    beyond = [one for one in measurements if one.work == "file" and one.median > memory]
    return "\n\n".join(
        f"**At {one.at:,.0f} {one.axis} the file has {one.median / 2**10:,.1f} GiB, and the machine "
        f"{memory / 2**10:,.1f} GiB of memory:** not all of it stays in the page cache, and reads that are spread over "
        "all of it wait for the disk."
        for one in beyond
    )


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
            seen.setdefault(name, [name, str(version), _IN_PROCESS.get(name, "")])
    return laid_out([*rows, *seen.values()])


def _machine(run: RunFile) -> str:
    facts = ("processor", "cores", "memory", "kernel", "disk", "load")
    rows = [["part", "run", "done", *facts, "properties", "settings"]]
    for name, part in run.document["parts"].items():
        machine, dataset = part["machine"], part["dataset"]
        settings = ", ".join(f"{key} {value}" for key, value in part["settings"].items())
        listings = f"{dataset['properties']:,} {dataset['source']}, seed {dataset['seed']}"
        rows.append(
            [name, part.get("run", ""), part["made"], *(str(machine[fact]) for fact in facts), listings, settings]
        )
    return laid_out(rows)
