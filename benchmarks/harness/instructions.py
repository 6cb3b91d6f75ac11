"""How many instructions a call costs, as callgrind counts them: what a busy machine does not change."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from harness import programs
from harness.dataset import Dataset
from harness.peers.cadastre_server import loaded_store
from harness.places import BENCHMARKS, RUNS

BASELINE = BENCHMARKS / "instructions.json"
# Each call, and by how many of them two runs differ.
CALLS = {
    "get": 2_000, "page": 400, "page-in-c": 400, "short-page": 2_000, "short-page-in-c": 2_000,
    "create": 200, "read": 200, "write": 200,
}  # fmt: skip
_TOLERANCE = 0.02
_PROPERTIES = 2_000
_COLLECTED = re.compile(r"Collected : (\d+)")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--update", action="store_true", help="make what is counted the baseline")


def run(options: argparse.Namespace) -> int:
    # Always the same records, wherever this runs.
    dataset = Dataset.made(_PROPERTIES, 1, "generated")
    programs.build("lmdb")
    program = _without_debug_information(programs.built_in_swift("instructions"))
    counted = {call: _count(program, call, number, dataset) for call, number in CALLS.items()}
    if options.update:
        BASELINE.write_text(json.dumps(counted, indent=2) + "\n", encoding="utf-8")
    baseline: dict[str, int] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return _report(counted, baseline)


def _report(counted: dict[str, int], baseline: dict[str, int]) -> int:
    crept = False
    for call, number in counted.items():
        change = number / baseline[call] - 1
        is_more = change > _TOLERANCE
        crept = crept or is_more
        print(f"{call:10} {number:>9,} instructions a call, {change:+.1%}{'  MORE THAN BEFORE' if is_more else ''}")
    return 1 if crept else 0


def _without_debug_information(program: Path) -> Path:
    """valgrind can't read what Swift writes for debuggers."""
    RUNS.mkdir(parents=True, exist_ok=True)
    stripped = RUNS / "instructions"
    subprocess.run(["strip", "--strip-debug", "-o", str(stripped), str(program)], check=True)
    return stripped


def _count(program: Path, call: str, number: int, dataset: Dataset) -> int:
    few, many = (_instructions(program, call, times, dataset) for times in (number, 2 * number))
    return round((many - few) / number)


def _instructions(program: Path, call: str, times: int, dataset: Dataset) -> int:
    register = RUNS / "instructions-register"
    shutil.rmtree(register, ignore_errors=True)
    shutil.copytree(loaded_store(dataset), register)
    command = [
        "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(program),
        call, str(times), str(register), str(programs.loaded_lmdb(dataset)), str(dataset.pack),
    ]  # fmt: skip
    # Hashes are seeded at random, and probe as they are seeded.
    environment = {**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, env=environment)
    shutil.rmtree(register, ignore_errors=True)
    found = _COLLECTED.search(done.stderr)
    if done.returncode != 0 or found is None:
        sys.exit(f"{call} could not be counted:\n{done.stderr[-2_000:]}")
    return int(found[1])
