"""The part of the README that shows how fast it is."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from harness.measurement import Measurement
from harness.report.tables import number
from harness.results import laid_out
from harness.run_file import RunFile
from harness.target import Target

_MARKS = re.compile(r"(<!-- speed: made by make bench -->\n).*?(<!-- end of speed -->)", re.DOTALL)
_SHOWN = (
    "get by id",
    "list of 20 by city",
    "join of city, type and owner",
    "count of a city, 4 connections",
    "create, 64 connections",
)


def update(file: Path, run: RunFile, plots: Mapping[str, Path]) -> None:
    """Puts three plots, each with its table and its sentence, between the marks; without marks, nothing."""
    before = file.read_text(encoding="utf-8")
    parts = run.parts()
    shown = {
        "servers": _servers(parts.get("servers", [])),
        "latency-create-64-connections": _latency(parts.get("latency", [])),
        "growth-properties": _growth(parts.get("growth", [])),
    }
    sections = [
        f"{sentence}\n\n![{name}]({os.path.relpath(plots[name], file.parent)})\n\n{table}\n\n"
        for name, (sentence, table) in shown.items()
        if name in plots
    ]
    content = "\n" + "".join(sections)
    after = _MARKS.sub(lambda marks: marks[1] + content + marks[2], before)
    if after != before:
        file.write_text(after, encoding="utf-8")


def _servers(measurements: list[Measurement]) -> tuple[str, str]:
    rows = [["work", "times PocketBase's rate", "its CPU a request, times ours"]]
    for work in _SHOWN:
        verdict = Target(work, "cadastre serve", ("pocketbase",), 0).verdict(measurements)
        if verdict:
            cpu = "" if verdict.by_cpu is None else number(verdict.by_cpu)
            rows.append([work, number(verdict.ratio.median), cpu])
    return "The same records, indexes and owner rules behind PocketBase, which syncs less often:", laid_out(rows)


def _latency(measurements: list[Measurement]) -> tuple[str, str]:
    rows = [["64 connections, creates at a fixed rate", "p50 ms", "p99 ms", "p99.9 ms"]]
    for one in measurements:
        if one.work == "create, 64 connections":
            values = [sorted(one.details[name])[len(one.runs) // 2] / 1_000 for name in ("p50", "p99", "p999")]
            rows.append([one.peer, *(number(value) for value in values)])
    return "Creates are on disk before they are acknowledged, and timed from when they were due:", laid_out(rows)


def _growth(measurements: list[Measurement]) -> tuple[str, str]:
    found = [one for one in measurements if one.axis == "properties"]
    sizes = sorted({one.at for one in found})
    rows = [["", *(f"{size:,.0f} properties" for size in sizes)]]
    for work in dict.fromkeys(one.work for one in found):
        by_size = {one.at: one for one in found if one.work == work}
        unit = next(iter(by_size.values())).unit
        rows.append([f"{work}, {unit}", *(number(by_size[size].median) if size in by_size else "" for size in sizes)])
    said = "A large register is as fast as a small one while its file fits into memory; beyond, it waits for the disk:"
    return said, laid_out(rows)
