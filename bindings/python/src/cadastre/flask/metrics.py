"""Figures for Prometheus: how many requests, how fast, what the store does. Nothing of what the register holds.

Requests, and the commits and writes of the store, are those of one process: with several workers, Prometheus sees
whichever answers. Where `PROMETHEUS_MULTIPROC_DIR` names a directory, requests are summed over all workers
(https://prometheus.github.io/client_python/multiprocess/).
"""

import json
import os
from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from cadastre.flask.asked import Asked
from cadastre.flask.reply import Reply

_MEDIA = "text/plain; version=0.0.4; charset=utf-8"
_NO_ROUTE = "none"
_METHODS = frozenset(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
# The upper bounds of the histogram, in seconds.
_BOUNDS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
# What the store tells: its member of the statistics, and how the figure is described.
_COUNTERS = {
    "commits": ("cadastre_store_commits", "Commits that this process has made."),
    "writes": ("cadastre_store_writes", "Writes that those commits carried."),
}
_GAUGES = {
    "waitingWrites": ("cadastre_store_waiting_writes", "Writes that wait for their commit in this process."),
    "addressSpace": ("cadastre_store_map_bytes", "Address space reserved for the data file."),
    "usedBytes": ("cadastre_store_used_bytes", "Bytes of the data file in use, free pages among them."),
    "fileSize": ("cadastre_store_file_bytes", "Size of the data file."),
    "readers": ("cadastre_store_readers", "Reads that run in all processes."),
    "maximumReaders": ("cadastre_store_maximum_readers", "Reads that may run at once in all processes."),
    "oldestReadSeconds": (
        "cadastre_store_oldest_read_seconds",
        "How long the oldest read of all processes has been seen to lag.",
    ),
    "oldestReadLag": (
        "cadastre_store_oldest_read_lag_commits",
        "Commits that the oldest read of all processes lags behind.",
    ),
}
# Why writes may be refused, as the statistics say it.
_REFUSALS = ("open-for-reading", "read-only-file-system", "disk-full", "address-space-full", "outdated", "failing")


class Metrics:
    """Counts requests, and shows the figures."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "cadastre_http_requests",
            "Requests by route, method and status.",
            ["route", "method", "status"],
            registry=self._registry,
        )
        self._durations = Histogram(
            "cadastre_http_request_duration_seconds",
            "Time from a request's head to its answer, by route.",
            ["route"],
            buckets=_BOUNDS,
            registry=self._registry,
        )
        # Those that have been asked for: finding one by its labels takes longer than counting.
        self._children: dict[tuple[str | None, str, int], tuple[Counter, Histogram]] = {}

    def count(self, route: str | None, method: str, status: int, seconds: float) -> None:
        """Counts a request.

        A path that no route has counts as one, or whoever asks for a million of them would fill the memory.
        """
        child = self._children.get((route, method, status))
        if child is None:
            name = route or _NO_ROUTE
            known = method if method in _METHODS else "other"
            child = self._requests.labels(name, known, status), self._durations.labels(name)
            if known == method:
                self._children[route, method, status] = child
        child[0].inc()
        child[1].observe(seconds)

    def show(self, asked: Asked) -> Reply:
        """The view of `/metrics`."""
        registry = self._registry
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)
        statistics = json.loads(asked.calls.session_statistics().json)
        figures = generate_latest(registry) + generate_latest(_StoreFigures(statistics))
        return Reply(body=figures, media=_MEDIA)


class _StoreFigures(Collector):
    """How the store is. How many of what it holds is nobody's business who only watches the service."""

    def __init__(self, statistics: dict[str, Any]) -> None:
        self._statistics = statistics

    def collect(self) -> Iterator[Metric]:
        for member, (name, help_) in _COUNTERS.items():
            yield CounterMetricFamily(name, help_, value=self._statistics[member])
        for member, (name, help_) in _GAUGES.items():
            yield GaugeMetricFamily(name, help_, value=self._statistics[member])
        refused = GaugeMetricFamily(
            "cadastre_store_writes_refused",
            "1 for the reason why writes are refused now, else 0.",
            labels=["reason"],
        )
        for reason in _REFUSALS:
            refused.add_metric([reason], int(self._statistics["writesRefused"] == reason))
        yield refused
