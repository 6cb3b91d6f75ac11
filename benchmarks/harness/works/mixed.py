"""Reads and writes at once, as YCSB has them."""

import random

from harness.dataset import Dataset
from harness.peer import Peer
from harness.request import Request
from harness.work import Work

_OWNED = 2_000
_REQUESTS = 20_000


class Mixed(Work):
    """Gets by id, zipfian, and renames of one user's properties: YCSB's workloads A (50 %) and B (95 % reads)."""

    writes = True

    def __init__(self, reads: int) -> None:
        super().__init__(f"mixed, {reads} % reads")
        self.reads = reads

    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:
        choice = random.Random(seed)
        token = peer.log_in(peer.owner())
        owned = peer.owned(dataset, _OWNED)
        read = dataset.sample_of_ids("zipfian")
        body = b'{"name":"Renamed amid reads"}'
        return [
            Request("GET", peer.get_path(choice.choice(read)))
            if choice.random() * 100 < self.reads
            else Request("PATCH", peer.get_path(choice.choice(owned)), body, token)
            for _ in range(_REQUESTS)
        ]
