"""Everything, part by part, and the report of it."""

import argparse
import os
import subprocess
import sys
import time

from harness import report
from harness.places import BENCHMARKS, RESULTS, ROOT, WORK
from harness.run_file import PARTS, RunFile

# What each part is told: `make bench` takes ten to fifteen minutes, `make bench-full` some hours.
SHORT = {
    "servers": ["--rounds", "3", "--seconds", "1"],
    "latency": ["--rounds", "3", "--seconds", "2"],
    "embedded": ["--rounds", "3", "--gets", "30000", "--writes", "64", "--imports", "5000"],
    "embedding": ["--rounds", "3", "--seconds", "1", "--gets", "30000"],
    "growth": ["--rounds", "3", "--seconds", "1"],
    "operations": ["--rounds", "3"],
}
FULL = {
    "servers": ["--rounds", "7", "--seconds", "4", "--all"],
    "latency": ["--rounds", "7", "--seconds", "10"],
    "embedded": ["--rounds", "15"],
    "embedding": ["--rounds", "7"],
    "growth": ["--rounds", "7", "--seconds", "3", "--sizes", "10000", "100000", "1000000", "10000000"],
    "operations": ["--rounds", "5", "--properties", "1000000"],
}
# A minute: that the harness works, and no figure.
SMOKE = {
    "servers": ["--rounds", "1", "--seconds", "1", "--cold", "--few"],
    "latency": ["--rounds", "1", "--seconds", "1", "--cold", "--gets", "100", "--creates", "50"],
    "embedding": ["--rounds", "1", "--gets", "1000", "--only", "c"],
    "growth": ["--rounds", "1", "--seconds", "1", "--cold", "--sizes", "300", "500", "--only", "properties"],
    "operations": ["--rounds", "1"],
}


def arguments(parser: argparse.ArgumentParser) -> None:
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--full", action="store_const", const=FULL, dest="settings", help="more rounds, larger stores")
    sizes.add_argument("--smoke", action="store_const", const=SMOKE, dest="settings", help="small and short; no report")
    parser.set_defaults(settings=SHORT)
    parser.add_argument("--sizes", type=int, nargs="+", help="of what growth is measured by, in place of its own")
    parser.add_argument("--discard", action="store_true", help="remove the largest registers when they are measured")
    parser.add_argument("--only", choices=PARTS, action="append", help="a part; the others stay as they were measured")


def run(options: argparse.Namespace) -> int:
    settings = options.settings
    is_smoke = settings is SMOKE
    name = "smoke" if is_smoke else "full" if settings is FULL else "short"
    results = WORK / "smoke" if is_smoke else RESULTS
    dataset = ["--properties", "500" if is_smoke else str(options.properties), "--seed", str(options.seed)]
    dataset += ["--source", options.source] if options.source else []
    for part in options.only or settings:
        began = time.monotonic()
        print(f"== {part}", flush=True)
        # A process each: none leaves anything to the next. What a part sets itself comes last, and stands.
        words = ["-m", "harness", part, "--report-only", *dataset, *settings[part]]
        words += growth_words(options) if part == "growth" else []
        environment = {**os.environ, "BENCH_RESULTS": str(results), "BENCH_RUN": name}
        subprocess.run([sys.executable, *words], cwd=BENCHMARKS, check=True, env=environment)
        print(f"== {part}: {time.monotonic() - began:,.0f} s", flush=True)
    found = RunFile.of_parts(results)
    found.write(results / "latest.json")
    if is_smoke:
        report.write(found, results / "REPORT.md")
    else:
        report.write(found, BENCHMARKS / "REPORT.md", ROOT / "README.md")
    return 0


def growth_words(options: argparse.Namespace) -> list[str]:
    """What growth is told beside its settings."""
    sizes = ["--sizes", *map(str, options.sizes)] if options.sizes else []
    return [*sizes, *(["--discard"] if options.discard else [])]
