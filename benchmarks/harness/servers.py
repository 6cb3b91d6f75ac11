"""Cadastre's server beside PocketBase, and beside nginx with a fixed file."""

import argparse

from harness.dataset import Dataset
from harness.peer import Peer
from harness.peers.cadastre_server import CadastreServer, cadastre_version
from harness.peers.nginx import Nginx
from harness.peers.pocketbase import PocketBase
from harness.places import RESULTS
from harness.results import Results, claims, table
from harness.runner import Runner
from harness.target import Target
from harness.works import Create, GetByID, ListByCity

TARGETS = [
    Target("get by id", "cadastre serve", ("pocketbase",), 5),
    Target("list of 20 by city", "cadastre serve", ("pocketbase",), 10),
    Target("get by id", "cadastre serve", ("nginx, a fixed file",), 0.4),
    Target("list of 20 by city", "cadastre serve", ("nginx, a fixed file",), 0.3),
    Target("create", "cadastre serve", ("pocketbase",), 4),
    Target("create, 64 connections", "cadastre serve", ("pocketbase",), 4),
    Target("create", "cadastre serve", ("pocketbase, FULL",), 0),
    Target("create, 64 connections", "cadastre serve", ("pocketbase, FULL",), 0),
]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=5, help="of each peer, interleaved (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=4, help="of each round (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    dataset = Dataset.made(options.properties, options.seed, options.source)
    peers: list[Peer] = [CadastreServer(), PocketBase(), PocketBase("FULL"), Nginx()]
    works = [GetByID(), ListByCity(), Create(), Create(connections=64)]
    measurements = Runner(peers, works, options.rounds, options.seconds).run(dataset)
    verdicts = [verdict for target in TARGETS if (verdict := target.verdict(measurements))]
    versions = {"cadastre": cadastre_version()}
    settings = {name: getattr(options, name) for name in ("rounds", "seconds")}
    Results(dataset, peers, measurements, verdicts, settings, versions).write(RESULTS / "servers.json")
    print(f"\n{table(measurements)}\n\n{claims(verdicts)}")
    return 0 if options.report_only or all(verdict.is_met for verdict in verdicts) else 1
