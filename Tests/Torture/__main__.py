"""Runs the cases, and ends in one table; exit 1 where anything was lost."""

import argparse
import secrets
import shutil
import sys
from pathlib import Path
from time import monotonic

from .case import Outcome, Plan, run, table
from .cases import CASES
from .programs import ROOT


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m Torture", description=__doc__)
    parser.add_argument("--short", action="store_true", help="the few rounds that every change must pass, untimed")
    parser.add_argument("--seed", type=int, help="what all chance comes of; drawn and printed if left out")
    parser.add_argument("--case", choices=sorted(CASES), help="only this one")
    parser.add_argument("--round", type=int, help="only this one of it")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "torture", help="where stores and traces are made"
    )
    given = parser.parse_args()
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    print(f"seed {seed}", flush=True)
    outcomes: list[Outcome] = []
    for name in sorted(CASES) if given.case is None else [given.case]:
        case = CASES[name]
        rounds = range(case.short if given.short else case.full)
        if given.round is not None:
            rounds = range(given.round, given.round + 1)
        else:
            # A recording of another program may lie there.
            shutil.rmtree(given.work / name, ignore_errors=True)
        began = monotonic()
        plan = Plan(given.work.resolve(), seed, rounds, is_timed=not given.short)
        outcomes.append(run(case, plan, lambda text: print(text, flush=True)))
        print(f"{name}: {monotonic() - began:.0f} s", flush=True)
    print(table(outcomes))
    return 1 if any(outcome.lost for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
