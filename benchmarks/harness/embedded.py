"""The core in one process, beside LMDB in C and SQLite: `Sources/EmbeddedPeers` measures."""

import argparse
import shutil

from harness import programs
from harness.dataset import Dataset
from harness.peers.cadastre_server import loaded_store
from harness.places import RESULTS, RUNS
from harness.results import Results, claims, table
from harness.target import Target

_HOT = tuple(f"page of {size}, hot city" for size in (1, 5, 20, 100))
_PAGES = ("page of 20, cities as asked for", "page of 20, cold city", *_HOT, "page of 20, hot city, deep")
_CREATES = ("durable create, 1 writer", "durable create, 8 writers", "durable create, 64 writers")
_SUBMITTED = "durable create, 64 submitted at once"
_CHANGES = tuple(f"durable {change}, 64 writers" for change in ("rename", "add a room", "delete"))
_OURS = ("entity store", "registry")
# 64 writers share a commit, and so make more in a round than one does.
_MORE_CHANGES = 4
_GETS = ("get, uniform", "get, zipfian")
_SEARCHES = (
    "join of city, type and owner",
    "join of a city and a type that hardly meet",
    "count of a city",
    "cities by prefix, with counts",
    "open, get one and close",
)

TARGETS = [
    *(Target(work, "entity store", ("lmdb",), 0.7) for get in _GETS for work in (get, f"{get}, one transaction")),
    *(Target(work, "registry", ("lmdb",), 0) for work in _GETS),
    # Both, as one is the store that any program may use, and the other the register that checks who asks.
    *(Target(work, peer, ("lmdb",), 0.7) for work in _PAGES for peer in _OURS),
    *(Target(work, "registry", ("sqlite",), 2) for work in (_HOT[2], "page of 20, hot city, deep")),
    # Harder than what was asked for: a reader that is kept.
    *(Target(work, "entity store", ("lmdb, kept reader",), 0) for work in (*_GETS, *_PAGES)),
    *(Target(work, peer, (other,), 0) for work in _SEARCHES for peer in _OURS for other in ("lmdb", "sqlite")),
    *(Target(work, peer, ("lmdb",), 0.7 if work == _CREATES[-1] else 0) for work in _CREATES for peer in _OURS),
    *(Target(_SUBMITTED, peer, ("lmdb",), 0.7) for peer in _OURS),
    Target(_CREATES[-1], "entity store", ("sqlite, FULL", "grdb, FULL"), 5),
    *(
        Target(work, "registry", (other,), 0)
        for work in _CHANGES
        for other in ("lmdb", "sqlite, FULL", "sqlite, NORMAL")
    ),
    Target("group commit", "entity store, 64", ("entity store, 1",), 10),
    *(Target(work, "registry", ("lmdb",), 0.5) for work in ("bulk import", "bulk import, computing")),
]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=7, help="of each peer, interleaved (default: %(default)s)")
    parser.add_argument("--gets", type=int, default=100_000, help="of each round (default: %(default)s)")
    parser.add_argument("--writes", type=int, default=512, help="of each round of one writer (default: %(default)s)")
    parser.add_argument("--imports", type=int, default=20_000, help="of each round (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    dataset = Dataset.made(options.properties, options.seed, options.source)
    programs.build("lmdb")
    program = programs.built_in_swift("embedded-peers")
    rounds = ("--rounds", str(options.rounds))
    store, scratch = loaded_store(dataset), RUNS / "embedded"
    loaded = (store, programs.loaded_lmdb(dataset), dataset.folder, dataset.pack)
    reading = (*rounds, "--gets", str(options.gets), "--seed", str(options.seed))
    measurements = [
        one for command in ("read", "search", "open") for one in programs.run(program, command, *loaded, *reading)
    ]
    RUNS.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(scratch, ignore_errors=True)
    measurements += programs.run(
        program, "write", store, dataset.pack, dataset.folder / "drafts.ndjson", scratch, *rounds,
        "--writes", str(options.writes),
    )  # fmt: skip
    measurements += programs.run(
        program, "change", dataset.pack, dataset.folder / "drafts.ndjson", scratch, *rounds,
        "--writes", str(_MORE_CHANGES * options.writes),
    )  # fmt: skip
    measurements += programs.run(
        program, "import", dataset.records, dataset.pack, scratch, *rounds, "--properties", str(options.imports)
    )
    verdicts = [verdict for target in TARGETS if (verdict := target.verdict(measurements))]
    versions = {"lmdb in C": programs.lmdb_version(), **programs.facts(program, "versions")}
    settings = {name: getattr(options, name) for name in ("rounds", "gets", "writes", "imports")}
    Results(dataset, [], measurements, verdicts, settings, versions).write(RESULTS / "embedded.json")
    print(f"\n{table(measurements)}\n\n{claims(verdicts)}")
    return 0 if options.report_only or all(verdict.is_met for verdict in verdicts) else 1
