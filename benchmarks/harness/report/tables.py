"""Tables of Markdown."""

from collections.abc import Iterable, Sequence
from statistics import median

from harness.measurement import Measurement, Spread
from harness.results import laid_out
from harness.target import Target

_OURS = (
    "cadastre serve",
    "cadastre.flask, gthread",
    "cadastre.flask, meinheld",
    "cadastre",
    "entity store",
    "registry",
)


def number(value: float) -> str:
    """Three digits that count, and no more than that."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 0.995 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def spread(values: Spread) -> list[str]:
    return [number(value) for value in (values.minimum, values.median, values.maximum)]


def ratios(measurements: Sequence[Measurement], against: Iterable[str]) -> str:
    """How many times as fast we are at each work, and how many times as much CPU the other uses."""
    rows = [["work", "", "against", "min", "median", "max", "by CPU"]]
    works = list(dict.fromkeys(one.work for one in measurements))
    others = list(against)
    for work in works:
        peers = [one.peer for one in measurements if one.work == work]
        for ours in (peer for peer in peers if peer in _OURS):
            for other in others:
                verdict = Target(work, ours, (other,), 0).verdict(list(measurements))
                if verdict:
                    cpu = "" if verdict.by_cpu is None else number(verdict.by_cpu)
                    rows.append([work, ours, other, *spread(verdict.ratio), cpu])
    return laid_out(rows)


def figures(measurements: Iterable[Measurement]) -> str:
    """All that was measured; columns that nothing fills are left out."""
    rows = [["work", "peer", "at", "unit", "min", "median", "max", "CPU µs a request", "p50 ms", "p99 ms", "p99.9 ms",
             "private MiB"]]  # fmt: skip
    rows += [
        [
            one.work,
            one.peer,
            f"{one.at:,.0f} {one.axis}" if one.axis else "",
            one.unit,
            *spread(Spread.of(one.runs)),
            *(_detail(one, name, divisor) for name, divisor in _DETAILS),
        ]
        for one in measurements
    ]
    kept = [column for column in range(len(rows[0])) if any(row[column] for row in rows[1:])]
    return laid_out([[row[column] for column in kept] for row in rows])


_DETAILS = (("cpuMicroseconds", 1), ("p50", 1_000), ("p99", 1_000), ("p999", 1_000), ("rssAnonKiB", 1_024))


def _detail(measurement: Measurement, name: str, divisor: float) -> str:
    values = measurement.details.get(name)
    return number(median(values) / divisor) if values else ""
