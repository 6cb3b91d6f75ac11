"""`REPORT.md`, its plots, and what the README shows of them: all made from the file of one run."""

import argparse
from pathlib import Path

from harness.places import BENCHMARKS, RESULTS, ROOT
from harness.report import document, plots, readme
from harness.run_file import RunFile

__all__ = ["arguments", "run", "write"]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--file", type=Path, default=RESULTS / "latest.json", help="default: %(default)s")
    parser.add_argument("--collect", action="store_true", help="first make it anew of what each part has left")


def run(options: argparse.Namespace) -> int:
    if options.collect:
        RunFile.of_parts(RESULTS).write(options.file)
    write(RunFile.read(options.file), BENCHMARKS / "REPORT.md", ROOT / "README.md")
    return 0


def write(run_file: RunFile, report: Path, shop_window: Path | None = None) -> None:
    """Makes all of it anew: the report, the plots in `results/plots` beside it, and a part of the README."""
    folder = RESULTS if report.parent == BENCHMARKS else report.parent
    drawn = plots.draw(run_file.parts(), folder / "plots")
    explanations = document.Explanations.read(BENCHMARKS / "explanations.toml")
    report.write_text(document.text(run_file, drawn, explanations, report.parent), encoding="utf-8")
    if shop_window:
        readme.update(shop_window, run_file, drawn)
    print(f"{report} is written")
