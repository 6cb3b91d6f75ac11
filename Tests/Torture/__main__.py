"""Runs the cases, and in a full run the suites; ends in one table, and with 1 where anything was lost or left out."""

import secrets
import shutil
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from time import monotonic

from .case import Outcome, Plan, run, table
from .cases import CASES
from .programs import ROOT
from .suites import SUITES


def main() -> int:
    parser = ArgumentParser(prog="python -m Torture", description=__doc__)
    parser.add_argument("--short", action="store_true", help="the few rounds that every change must pass, untimed")
    parser.add_argument("--seed", type=int, help="what all chance comes of; drawn and printed if left out")
    parser.add_argument("--case", choices=sorted([*CASES, *SUITES]), help="only this one")
    parser.add_argument("--round", type=int, help="only this one of it")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "torture", help="where stores and traces are made"
    )
    given = parser.parse_args()
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    print(f"seed {seed}", flush=True)
    outcomes: list[Outcome] = []
    start = monotonic()
    for name in _names(given):
        began = monotonic()
        outcomes.append(_suite(name, given) if name in SUITES else _case(name, given, seed))
        print(f"{name}: {monotonic() - began:.0f} s", flush=True)
    minutes, seconds = divmod(round(monotonic() - start), 60)
    print(table(outcomes))
    print(f"{minutes} min {seconds} s in all")
    is_left_out = not given.short and any(outcome.obstacle is not None for outcome in outcomes)
    return 1 if is_left_out or any(outcome.lost for outcome in outcomes) else 0


def _case(name: str, given: Namespace, seed: int) -> Outcome:
    case = CASES[name]
    rounds = range(case.short if given.short else case.full)
    if given.round is not None:
        rounds = range(given.round, given.round + 1)
    else:
        # A recording of another program may lie there.
        shutil.rmtree(given.work / name, ignore_errors=True)
    return run(case, Plan(given.work.resolve(), seed, rounds, is_timed=not given.short), _say)


def _suite(name: str, given: Namespace) -> Outcome:
    return SUITES[name].run(given.work.resolve() / f"{name}.log", _say)


def _names(given: Namespace) -> list[str]:
    if given.case is not None:
        return [given.case]
    # The suites come last: the sanitizers leave the machine little.
    return sorted(CASES) + ([] if given.short else list(SUITES))


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
