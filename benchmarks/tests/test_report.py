"""The report is made whole from the file of a run, and is the same for the same file."""

from pathlib import Path
from typing import Any

import pytest
from harness.explanations import Explanations
from harness.measurement import Measurement
from harness.places import RESULTS
from harness.report import document, plots, readme
from harness.run_file import RunFile

HISTOGRAM = [(100, 900), (1_000, 90), (9_000, 10)]


def part(*measurements: Measurement) -> dict[str, Any]:
    facts = dict.fromkeys(("processor", "cores", "memory", "kernel", "disk", "load"), "some")
    return {
        "made": "2026-01-01T00:00:00+00:00",
        "machine": facts,
        "dataset": {"properties": 1_000, "source": "generated", "seed": 1},
        "settings": {"rounds": 3},
        "versions": {"lmdb in C": "LMDB 0.9"},
        "peers": {"pocketbase": {"version": "0.1", "durability": "less than ours"}},
        "measurements": [one.document() for one in measurements],
    }


@pytest.fixture
def run(tmp_path: Path) -> RunFile:
    found = RunFile.of_parts(tmp_path / "nothing")
    details = {name: [1_000.0] * 3 for name in ("cpuMicroseconds", "p50", "p99", "p999")}
    found.document["parts"] = {
        "servers": part(
            Measurement("get by id", "cadastre serve", [10.0, 12.0, 11.0], details),
            Measurement("get by id", "pocketbase", [2.0, 3.0, 2.0], details),
        ),
        "latency": part(
            *(
                Measurement("create, 64 connections", peer, [9.0] * 3, details, "ms, 99 of 100", histogram=HISTOGRAM)
                for peer in ("cadastre serve", "pocketbase")
            )
        ),
        "growth": part(
            *(Measurement("create", "cadastre serve", [9.0] * 3, axis="properties", at=at) for at in (10, 1_000)),
            Measurement("file", "cadastre serve", [3.0], unit="MiB", axis="properties", at=10),
        ),
    }
    found.document["goals"] = [
        {
            "key": "http-get",
            "title": "get",
            "findings": [{"claim": "5 ×", "unit": "×", "min": 4.0, "median": 5.0, "max": 6.0, "met": False}],
        }
    ]
    return found


def test_plots_are_the_same_for_the_same_figures(run: RunFile, tmp_path: Path) -> None:
    first, second = (plots.draw(run.parts(), tmp_path / name) for name in ("first", "second"))
    assert {"servers", "latency-create-64-connections", "growth-properties", "growth-weight"} <= set(first)
    for name, file in first.items():
        assert file.read_bytes() == second[name].read_bytes()


@pytest.mark.parametrize(
    ("goals", "said"), [({"http-get": "The kernel takes it."}, "The kernel takes it."), ({}, "**Not explained yet.**")]
)
def test_what_is_not_met_is_explained_or_said_not_to_be(
    run: RunFile, tmp_path: Path, goals: dict[str, str], said: str
) -> None:
    text = document.text(run, {}, Explanations("Quiet.", {"servers": "By wrk."}, goals), tmp_path)
    assert f"Why not: get\n\n{said}" in text
    for expected in (
        "Quiet.",
        "By wrk.",
        "less than ours",
        "LMDB 0.9",
        "each commit waits for the disk",
        "1,000 generated, seed 1",
    ):
        assert expected in text


def test_the_readme_changes_between_its_marks_alone(run: RunFile, tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("before\n<!-- speed: made by make bench -->\nold\n<!-- end of speed -->\nafter\n", encoding="utf-8")
    readme.update(file, run, plots.draw(run.parts(), tmp_path / "plots"))
    text = file.read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- speed")
    assert text.endswith("<!-- end of speed -->\nafter\n")
    assert "old" not in text
    assert text.count("](plots/") == 3
    assert "| get by id | 5.00" in text.replace("  ", "")


def test_a_readme_without_marks_is_left_alone(run: RunFile, tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("all\n", encoding="utf-8")
    readme.update(file, run, {})
    assert file.read_text(encoding="utf-8") == "all\n"


def test_what_the_last_run_did_not_meet_is_explained() -> None:
    run = RunFile.read(RESULTS / "latest.json").judged()
    assert Explanations.read().lacking(run) == []


@pytest.mark.parametrize(("goals", "lacking"), [({"http-get": "The kernel."}, []), ({"http-get": " "}, ["get"])])
def test_what_nobody_explains_is_named(run: RunFile, goals: dict[str, str], lacking: list[str]) -> None:
    assert Explanations("", {}, goals).lacking(run) == lacking


def test_an_earlier_run_is_compared_in_a_section_of_its_own(run: RunFile, tmp_path: Path) -> None:
    ratios = [
        {"claim": "5 ×", "first": [4.0, 5.0, 6.0], "again": [4.5, 5.5, 6.5], "same": True},
        {"claim": "6 ×", "first": [4.0, 5.0, 6.0], "again": [40.5, 50.5, 60.5], "same": False},
    ]
    run.document["twice"] = {"made": "2026-01-01", "ratios": ratios}
    text = document.text(run, {}, Explanations("", {}, {}), tmp_path)
    for expected in ("1 of 2 figures are the same", "4.00 to 6.00", "**not the same**"):
        assert expected in text


@pytest.mark.parametrize(("memory", "is_said"), [("2048 kB", True), ("4096 kB", False), ("some", False)])
def test_a_file_that_memory_does_not_hold_is_pointed_out(
    run: RunFile, tmp_path: Path, memory: str, is_said: bool
) -> None:
    run.document["parts"]["growth"]["machine"]["memory"] = memory
    text = document.text(run, {}, Explanations("", {}, {}), tmp_path)
    assert ("**At 10 properties the file has" in text) is is_said
