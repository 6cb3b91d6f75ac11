"""The core in one process, beside LMDB in C and SQLite: `Sources/EmbeddedPeers` measures."""

import argparse

from harness import programs
from harness.dataset import Dataset
from harness.peers.cadastre_server import loaded_store
from harness.places import RESULTS
from harness.results import Results, claims, table
from harness.target import Target

_HOT = tuple(f"page of {size}, hot city" for size in (1, 5, 20, 100))
_PAGES = ("page of 20, cities as asked for", "page of 20, cold city", *_HOT, "page of 20, hot city, deep")
_GETS = ("get, uniform", "get, zipfian")

TARGETS = [
    *(Target(work, "entity store", ("lmdb",), 0.7) for get in _GETS for work in (get, f"{get}, one transaction")),
    *(Target(work, "registry", ("lmdb",), 0) for work in _GETS),
    # Both, as one is the store that any program may use, and the other the register that checks who asks.
    *(Target(work, peer, ("lmdb",), 0.7) for work in _PAGES for peer in ("entity store", "registry")),
    *(Target(work, "registry", ("sqlite",), 2) for work in (_HOT[2], "page of 20, hot city, deep")),
]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=7, help="of each peer, interleaved (default: %(default)s)")
    parser.add_argument("--gets", type=int, default=100_000, help="of each round (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    dataset = Dataset.made(options.properties, options.seed, options.source)
    programs.build("lmdb")
    program = programs.built_in_swift("embedded-peers")
    measurements = programs.run(
        program, "read", loaded_store(dataset), programs.loaded_lmdb(dataset),
        dataset.folder, dataset.pack, "--rounds", str(options.rounds), "--gets", str(options.gets),
        "--seed", str(options.seed),
    )  # fmt: skip
    verdicts = [verdict for target in TARGETS if (verdict := target.verdict(measurements))]
    versions = {"lmdb in C": programs.lmdb_version(), **programs.facts(program, "versions")}
    settings = {name: getattr(options, name) for name in ("rounds", "gets")}
    Results(dataset, [], measurements, verdicts, settings, versions).write(RESULTS / "embedded.json")
    print(f"\n{table(measurements)}\n\n{claims(verdicts)}")
    return 0 if options.report_only or all(verdict.is_met for verdict in verdicts) else 1
