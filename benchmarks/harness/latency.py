"""How long each of many requests takes that come at a fixed rate, whatever the server does: a stall shows."""

import argparse
from collections import Counter
from contextlib import ExitStack

from harness import load, programs
from harness.dataset import Dataset
from harness.measurement import Measurement
from harness.peer import Peer
from harness.peers.cadastre_server import CadastreServer, cadastre_version
from harness.peers.pocketbase import PocketBase
from harness.places import RESULTS
from harness.results import Results, table
from harness.rounds import Rounds
from harness.work import Work
from harness.works import Create, GetByID


def arguments(parser: argparse.ArgumentParser) -> None:
    Rounds.arguments(parser, rounds=3, seconds=4)
    parser.add_argument("--gets", type=int, default=1_000, help="a second (default: %(default)s)")
    parser.add_argument("--creates", type=int, default=300, help="a second (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    dataset = Dataset.made(options.properties, options.seed, options.source)
    programs.build("load")
    peers: list[Peer] = [CadastreServer(), PocketBase(), PocketBase("FULL")]
    works = [(GetByID(), options.gets), (Create(), options.creates), (Create(connections=64), options.creates)]
    measurements: list[Measurement] = []
    with ExitStack() as running:
        for peer in peers:
            running.callback(peer.stop)
            peer.start(dataset)
        for work, rate in works:
            measurements += _measured(work, rate, [peer for peer in peers if work.is_for(peer)], dataset, options)
    settings = {name: getattr(options, name) for name in ("rounds", "seconds", "gets", "creates")}
    Results(dataset, peers, measurements, [], settings, {"cadastre": cadastre_version()}).write(
        RESULTS / "latency.json"
    )
    print(f"\n{table(measurements)}")
    return 0


def _measured(
    work: Work, rate: int, peers: list[Peer], dataset: Dataset, options: argparse.Namespace
) -> list[Measurement]:
    found = [Measurement(work.name, peer.name, [], unit="ms, 99 of 100") for peer in peers]
    counts: list[Counter[int]] = [Counter() for _ in peers]
    rounds = Rounds.of(options)
    for number, place in rounds.turns(len(peers)):
        peer = peers[place]
        requests = work.requests(peer, dataset, seed=number)
        seen = load.at_rate(peer.port, requests, work.connections, rate, rounds.length(number))
        peer.verify()
        if number == 0:
            continue
        found[place].runs.append(seen.percentiles["p99"] / 1_000)
        for name, value in {**seen.percentiles, "unanswered": seen.unanswered}.items():
            found[place].details.setdefault(name, []).append(value)
        counts[place].update(dict(seen.histogram))
        print(f"  round {number}: {work.name} at {rate}/s, {peer.name}: p99 {found[place].runs[-1]:,.1f} ms")
    for measurement, count in zip(found, counts, strict=True):
        measurement.histogram = sorted(count.items())
    return found
