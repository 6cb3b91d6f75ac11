"""Rounds over HTTP, interleaved peer by peer."""

from contextlib import ExitStack
from dataclasses import dataclass

from harness.dataset import Dataset
from harness.measurement import Measurement
from harness.peer import Peer
from harness.rounds import Rounds
from harness.work import Work


@dataclass(frozen=True)
class Runner:
    """Runs each work on each peer in turn, again and again, a different peer first each time."""

    peers: list[Peer]
    works: list[Work]
    rounds: Rounds

    def run(self, dataset: Dataset) -> list[Measurement]:
        """Starts all peers, checks that they answer alike, and measures. A round before the first warms up."""
        with ExitStack() as running:
            for peer in self.peers:
                running.callback(peer.stop)
                peer.start(dataset)
            return [measurement for work in self.works for measurement in self._measure_all(work, dataset)]

    def _measure_all(self, work: Work, dataset: Dataset) -> list[Measurement]:
        peers = [peer for peer in self.peers if work.is_for(peer)]
        _require_agreement(work, [peer for peer in peers if not peer.is_limit], dataset)
        found = [Measurement(work.name, peer.name, []) for peer in peers]
        for number, place in self.rounds.turns(len(peers)):
            measure(work, peers[place], dataset, (number, self.rounds.length(number)), found[place])
        return found


def measure(work: Work, peer: Peer, dataset: Dataset, turn: tuple[int, int], measurement: Measurement) -> None:
    """Adds one round to a measurement; `turn` is which round, and how many seconds."""
    number, seconds = turn
    requests = work.requests(peer, dataset, seed=number + 1)
    processes = peer.processes()
    before = processes.cpu_seconds()
    load = work.run(peer, requests, max(work.least_seconds, seconds), seed=number + 1)
    # What a client that went away has asked for is still computed by some, and would slow down who comes next.
    processes.settle()
    peer.verify()
    if number == 0:
        return
    used = processes.cpu_seconds() - before
    measurement.runs.append(load.rate)
    seen = {
        "cpuMicroseconds": used / max(load.requests, 1) * 1e6,
        "rssAnonKiB": float(processes.rss_anon_kib()),
        **load.percentiles,
    }
    for name, value in seen.items():
        measurement.details.setdefault(name, []).append(value)
    print(f"  round {number}: {work.name}, {peer.name}: {load.rate:,.0f}/s, {seen['cpuMicroseconds']:,.0f} µs CPU")


def _require_agreement(work: Work, peers: list[Peer], dataset: Dataset) -> None:
    answers = [(peer.name, work.check(peer, dataset)) for peer in peers]
    for name, answer in answers[1:]:
        if answer != answers[0][1]:
            raise RuntimeError(f"{work.name}: {name} answers otherwise than {answers[0][0]}")
