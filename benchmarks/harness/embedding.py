"""What embedding costs: C against LMDB, Python against py-lmdb, the Flask door against the classic stack."""

import argparse
import shutil
import sqlite3
import sys

from harness import programs
from harness.dataset import Dataset
from harness.measurement import Measurement
from harness.peer import Peer
from harness.peers.cadastre_server import CadastreServer, cadastre_version, loaded_store
from harness.peers.classic_stack import ClassicStack
from harness.peers.flask_door import FlaskDoor
from harness.peers.gunicorn import GTHREAD, MEINHELD, SYNC
from harness.places import BENCHMARKS, PROGRAMS, RESULTS, RUNS
from harness.results import Results, claims, table
from harness.rounds import Rounds
from harness.runner import Runner
from harness.target import Target
from harness.works import Create, GetByID, ListByCity

PARTS = ("c", "python", "http")
_SHORT = 5
_GETS_A_PAGE = 20
# It waits for the disk.
_GETS_A_CREATE = 500
_THREADS = 16

_CLASSIC = tuple(f"flask-restx, {worker.name}" for worker in (SYNC, GTHREAD, MEINHELD))
_DOORS = tuple(f"cadastre.flask, {worker.name}" for worker in (GTHREAD, MEINHELD))
_OVER_HTTP = {"get by id": 2, "list of 20 by city": 5, "create": 10}

TARGETS = [
    Target("get", "cadastre", ("lmdb, own transaction",), 0.5),
    Target("get", "cadastre, own buffer", ("lmdb, own transaction, own buffer",), 0.5),
    # Harder than what was asked for, and so without a bound of its own: a reader that is kept.
    Target("get", "cadastre", ("lmdb, renewed transaction",), 0),
    Target("page of 20 by city", "cadastre", ("lmdb",), 0),
    Target("python get, JSON", "cadastre", ("py-lmdb",), 0.5),
    Target("python get, dict", "cadastre", ("py-lmdb",), 0.8),
    *(Target(work, "cadastre", ("sqlite3",), 0) for work in ("python get, JSON", "python get, dict")),
    *(
        Target(f"python page of 20, {kind}", "cadastre", (peer,), 0)
        for kind in ("JSON", "dicts")
        for peer in ("py-lmdb", "sqlite3")
    ),
    *(
        Target(work, "cadastre", (peer,), 0)
        for work in ("python create", f"python create, {_THREADS} threads")
        for peer in ("py-lmdb", "sqlite3, FULL", "sqlite3, NORMAL")
    ),
    *(Target(work, door, _CLASSIC, factor) for work, factor in _OVER_HTTP.items() for door in _DOORS),
    # The peer of equal durability.
    Target("create", "cadastre.flask, gthread", ("flask-restx, gthread, FULL",), 0),
    *(Target(work, "cadastre serve", _CLASSIC, 0) for work in _OVER_HTTP),
]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=7, help="of each peer, interleaved (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=4, help="of each round over HTTP (default: %(default)s)")
    parser.add_argument("--gets", type=int, default=100_000, help="of each round in one process (default: %(default)s)")
    parser.add_argument("--only", choices=PARTS, action="append", help="a part; may be repeated (default: all)")


def run(options: argparse.Namespace) -> int:
    dataset = Dataset.made(options.properties, options.seed, options.source)
    parts = options.only or PARTS
    measurements: list[Measurement] = []
    peers: list[Peer] = []
    programs.build("lmdb")
    if "c" in parts:
        measurements += _in_c(dataset, options)
    if "python" in parts:
        measurements += _in_python(dataset, options)
    if "http" in parts:
        peers = _http_peers()
        measurements += _over_http(dataset, peers, options)
    verdicts = [verdict for target in TARGETS if (verdict := target.verdict(measurements))]
    versions = {"cadastre": cadastre_version(), "sqlite3": f"SQLite {sqlite3.sqlite_version}", **programs.versions()}
    settings = {name: getattr(options, name) for name in ("rounds", "seconds", "gets")}
    Results(dataset, peers, measurements, verdicts, settings, versions).write(RESULTS / "embedding.json")
    print(f"\n{table(measurements)}\n\n{claims(verdicts)}")
    return 0 if options.report_only or all(verdict.is_met for verdict in verdicts) else 1


def _in_c(dataset: Dataset, options: argparse.Namespace) -> list[Measurement]:
    programs.build("cadastre")
    print("get by id and page by city in C")
    data = (loaded_store(dataset), programs.loaded_lmdb(dataset), dataset.pack)
    return [
        *programs.run(PROGRAMS / "cabi_get", *data, *_rounds(options, options.gets)),
        *programs.run(PROGRAMS / "cabi_page", *data, *_rounds(options, options.gets // _GETS_A_PAGE)),
    ]


def _in_python(dataset: Dataset, options: argparse.Namespace) -> list[Measurement]:
    print("gets, pages and creates in Python")
    scratch = RUNS / "python"
    shutil.rmtree(scratch, ignore_errors=True)
    embedded = BENCHMARKS / "embedded"
    return [
        *programs.run(
            sys.executable, embedded / "python_reads.py", loaded_store(dataset), programs.loaded_lmdb(dataset),
            dataset.ids, dataset.folder / "cities.txt", *_rounds(options, options.gets // 2),
        ),
        *programs.run(
            sys.executable, embedded / "python_creates.py", dataset.folder / "drafts.ndjson", scratch,
            str(options.rounds), str(max(_THREADS, options.gets // _GETS_A_CREATE)),
        ),
    ]  # fmt: skip


def _rounds(options: argparse.Namespace, gets: int) -> tuple[str, str, str]:
    # Rounds in one process are short: the more of them, the less one of them says.
    return str(_SHORT * options.rounds), str(max(1, gets)), str(options.seed)


def _http_peers() -> list[Peer]:
    doors = [FlaskDoor(worker) for worker in (GTHREAD, MEINHELD)] if FlaskDoor.is_there() else []
    if not doors:
        print("cadastre.flask is not installed here: the Flask door is left out")
    classic = [ClassicStack(worker) for worker in (SYNC, GTHREAD, MEINHELD)]
    return [CadastreServer(), *doors, *classic, ClassicStack(GTHREAD, "FULL")]


def _over_http(dataset: Dataset, peers: list[Peer], options: argparse.Namespace) -> list[Measurement]:
    print("over HTTP")
    works = [GetByID(), ListByCity(), Create()]
    return Runner(peers, works, Rounds(options.rounds, options.seconds)).run(dataset)
