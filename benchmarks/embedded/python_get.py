#!/usr/bin/env python3
"""Get by id through the Python package, and through py-lmdb, in one process, round by round.

    python_get.py STORE DIRECTORY IDS ROUNDS GETS SEED

STORE is a register and DIRECTORY an LMDB environment that hold the same properties; IDS lists their ids. Cadastre is
asked by a session of nobody, and gets ids as the `str` that they are on the wire, which it parses; py-lmdb gets 16
bytes, made beforehand, in a read transaction of its own for each. Seconds are of the process's CPU, as nothing waits.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import cadastre
import lmdb
import orjson


@dataclass(frozen=True)
class Contestant:
    """One way to do one work."""

    work: str
    peer: str
    run: Callable[[], int]
    """Does it for all ids, and returns a checksum."""


def contestants(store: cadastre.Store, environment: lmdb.Environment, ids: list[str]) -> list[Contestant]:
    keys = [UUID(identifier).bytes for identifier in ids]
    records = environment.open_db(b"records", create=False)
    session = store.anonymous

    # Loops as plain as they can be, so that what is measured is the call.
    def cadastre_json() -> int:
        get = session.property_json
        return sum(len(get(identifier)) for identifier in ids)

    def lmdb_json() -> int:
        begin = environment.begin
        total = 0
        for key in keys:
            with begin(records) as transaction:
                total += len(transaction.get(key))
        return total

    def cadastre_dict() -> int:
        get = session.property
        return sum(len(get(identifier)["rooms"]) for identifier in ids)

    def lmdb_dict() -> int:
        begin, loads = environment.begin, orjson.loads
        total = 0
        for key in keys:
            with begin(records) as transaction:
                value = transaction.get(key)
            total += len(loads(value)["rooms"])
        return total

    return [
        Contestant("python get, JSON", "cadastre", cadastre_json),
        Contestant("python get, JSON", "py-lmdb", lmdb_json),
        Contestant("python get, dict", "cadastre", cadastre_dict),
        Contestant("python get, dict", "py-lmdb", lmdb_dict),
    ]


def main() -> None:
    store_path, directory, ids_file = (Path(argument) for argument in sys.argv[1:4])
    rounds, gets, seed = (int(argument) for argument in sys.argv[4:7])
    drawn = random.Random(seed).choices(ids_file.read_text(encoding="ascii").split(), k=gets)
    # Anew, so that they lie one behind another in memory, as the keys do.
    ids = [identifier.encode().decode() for identifier in drawn]
    environment = lmdb.open(str(directory), max_dbs=3, readonly=True, lock=True)
    with cadastre.open(store_path) as store:
        taking_part = contestants(store, environment, ids)
        rates: list[list[float]] = [[] for _ in taking_part]
        for number in range(rounds + 1):  # the first warms up
            sums: dict[str, set[int]] = {}
            for turn in range(len(taking_part)):
                which = (turn + number) % len(taking_part)
                start = time.process_time()
                checksum = taking_part[which].run()
                seconds = time.process_time() - start
                sums.setdefault(taking_part[which].work, set()).add(checksum)
                if number:
                    rates[which].append(gets / seconds)
            if any(len(seen) > 1 for seen in sums.values()):
                sys.exit(f"they did not do the same work: {sums}")
    for contestant, runs in zip(taking_part, rates, strict=True):
        print(json.dumps({"work": contestant.work, "peer": contestant.peer, "runs": runs}))


if __name__ == "__main__":
    main()
