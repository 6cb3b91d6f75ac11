"""`REPORT.md`, its plots, and what the README shows of them: all made from the file of one run."""

import argparse
import sys
from dataclasses import astuple
from pathlib import Path

from harness.check import ratios
from harness.explanations import Explanations
from harness.places import BENCHMARKS, RESULTS, ROOT
from harness.report import document, plots, readme
from harness.run_file import RunFile

__all__ = ["arguments", "run", "write"]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--file", type=Path, default=RESULTS / "latest.json", help="default: %(default)s")
    parser.add_argument("--first", type=Path, help="the file of a run before, to be compared in a section of its own")
    parser.add_argument("--collect", action="store_true", help="first make it anew of what each part has left")


def run(options: argparse.Namespace) -> int:
    found = (RunFile.of_parts(RESULTS) if options.collect else RunFile.read(options.file)).judged()
    if options.first:
        found = _beside(RunFile.read(options.first).judged(), found)
    found.write(options.file)
    return 1 if write(found, BENCHMARKS / "REPORT.md", ROOT / "README.md") else 0


def _beside(first: RunFile, again: RunFile) -> RunFile:
    """The later run, and how it compares with the first."""
    compared = [
        {
            "claim": change.what,
            "first": astuple(change.before),
            "again": astuple(change.after),
            "same": not change.got_worse and not change.got_better,
        }
        for change in ratios(first, again)
    ]
    return RunFile({**again.document, "twice": {"made": first.document["made"], "ratios": compared}})


def write(run_file: RunFile, report: Path, shop_window: Path | None = None) -> list[str]:
    """Makes all of it anew: the report, the plots in `results/plots` beside it, and a part of the README.

    Returns, and says loudly, which targets are neither met nor explained.
    """
    folder = RESULTS if report.parent == BENCHMARKS else report.parent
    drawn = plots.draw(run_file.parts(), folder / "plots")
    explanations = Explanations.read()
    report.write_text(document.text(run_file, drawn, explanations, report.parent), encoding="utf-8")
    print(f"{report} is written")
    if shop_window is None:
        return []  # a run that claims nothing
    readme.update(shop_window, run_file, drawn)
    lacking = explanations.lacking(run_file)
    for title in lacking:
        print(f"NOT MET, AND NOT EXPLAINED in explanations.toml: {title}", file=sys.stderr)
    return lacking
