"""Several servers on one store."""

from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from harness.dataset import Dataset
from harness.peers.cadastre_server import CadastreServer
from harness.work import Work


class Herd:
    """Runs as many processes of `cadastre serve` on one copy of a dataset."""

    def __init__(self, count: int, dataset: Dataset) -> None:
        self._servers = [CadastreServer(f"herd {number}") for number in range(count)]
        self._dataset = dataset

    def __enter__(self) -> Self:
        first, *others = self._servers
        try:
            data = first.copied(self._dataset)
            first.serve(data)
            for server in others:
                server.serve(data)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def rate(self, work: Work, dataset: Dataset, seconds: int, seed: int) -> float:
        """Requests a second of all together; each has its part of the work's connections."""
        first = self._servers[0]
        requests = work.requests(first, dataset, seed)
        work.connections = max(1, 32 // len(self._servers))
        with ThreadPoolExecutor(len(self._servers)) as pool:
            loads = pool.map(lambda server: work.run(server, requests, seconds, seed), self._servers)
            return sum(load.rate for load in loads)

    def _stop(self) -> None:
        for server in reversed(self._servers):
            server.stop()
