"""Cadastre's server beside PocketBase, and beside nginx with a fixed file."""

import argparse

from harness import programs, wrk
from harness.dataset import Dataset
from harness.peer import Peer
from harness.peers.cadastre_server import CadastreServer, cadastre_version
from harness.peers.fixed_answer import FixedAnswer
from harness.peers.nginx import Nginx
from harness.peers.pocketbase import PocketBase
from harness.places import RESULTS
from harness.results import Results, claims, table
from harness.rounds import Rounds
from harness.runner import Runner
from harness.target import Target
from harness.work import Work
from harness.works import (
    AddRoom,
    CitiesByPrefix,
    CountOfCity,
    Create,
    DeepPage,
    Delete,
    GetByID,
    Join,
    ListByCity,
    LogIn,
    Mixed,
    Rename,
)

_POCKETBASE, _FULL = "pocketbase", "pocketbase, FULL"

# What `make bench` has the time for; the rest is in `make bench-full`.
SHORT: list[Work] = [
    GetByID(),
    GetByID(kind="zipfian"),
    GetByID(connections=1),
    GetByID(connections=256),
    GetByID(closes=True),
    ListByCity(),
    ListByCity(kind="hot"),
    DeepPage(),
    Join(),
    Join("worst"),
    CountOfCity(),
    CitiesByPrefix(),
    Mixed(95),
    Mixed(50),
    Create(),
    Create(connections=64),
    Rename(),
    AddRoom(),
    Delete(),
    LogIn(),
]
REST: list[Work] = [
    GetByID(connections=256, closes=True),
    ListByCity(kind="cold"),
    ListByCity(1),
    ListByCity(100),
    ListByCity(connections=1),
    ListByCity(connections=256),
    Create(connections=1),
    Create(connections=256),
]

FEW: list[Work] = [GetByID(), ListByCity(), Join(), Mixed(50), Create(), Delete()]

TARGETS = [
    Target("get by id", "cadastre serve", (_POCKETBASE,), 5),
    Target("get by id", "cadastre serve", ("nginx, a fixed file",), 0.4),
    Target("get by id", "cadastre serve", ("hummingbird, a fixed answer",), 0.9),
    Target("list of 20 by city", "cadastre serve", (_POCKETBASE,), 10),
    Target("list of 20 by city", "cadastre serve", ("nginx, a fixed file",), 0.3),
    Target("create", "cadastre serve", (_POCKETBASE,), 4),
    Target("create, 64 connections", "cadastre serve", (_POCKETBASE,), 4),
    *(
        Target(work.name, "cadastre serve", (peer,), 0)
        for work in [*SHORT, *REST]
        for peer in (_POCKETBASE, _FULL)
        if work.writes or peer == _POCKETBASE
    ),
]


def arguments(parser: argparse.ArgumentParser) -> None:
    Rounds.arguments(parser, rounds=5, seconds=3)
    works = parser.add_mutually_exclusive_group()
    works.add_argument("--all", action="store_true", help="the works that take longer, too")
    works.add_argument("--few", action="store_true", help="one work of each kind, and no peer that has to be compiled")


def run(options: argparse.Namespace) -> int:
    dataset = Dataset.made(options.properties, options.seed, options.source)
    peers: list[Peer] = [CadastreServer(), PocketBase(), PocketBase("FULL"), Nginx()]
    if not options.few:
        peers.append(FixedAnswer())
    programs.build("load")
    works = [*SHORT, *REST] if options.all else FEW if options.few else SHORT
    measurements = Runner(peers, works, Rounds.of(options)).run(dataset)
    verdicts = [verdict for target in TARGETS if (verdict := target.verdict(measurements))]
    versions = {"cadastre": cadastre_version(), "wrk": wrk.version()}
    settings = {name: getattr(options, name) for name in ("rounds", "seconds")}
    Results(dataset, peers, measurements, verdicts, settings, versions).write(RESULTS / "servers.json")
    print(f"\n{table(measurements)}\n\n{claims(verdicts)}")
    return 0 if options.report_only or all(verdict.is_met for verdict in verdicts) else 1
