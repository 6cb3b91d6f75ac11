"""Plots in SVG: the same bytes for the same figures."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import EngFormatter, FuncFormatter, NullLocator

from harness.goal import Parts
from harness.measurement import Measurement
from harness.target import Target

mpl.rcParams.update({"svg.hashsalt": "cadastre", "svg.fonttype": "none", "font.size": 10, "axes.grid": True,
                     "grid.alpha": 0.3, "axes.spines.top": False, "axes.spines.right": False})  # fmt: skip

_COLOURS = {"cadastre serve": "#1b6ca8", "pocketbase": "#d1495b", "pocketbase, FULL": "#edae49"}
_AXES = {
    "properties": ("growth-properties", "properties in the register"),
    "properties, in one process": ("growth-core", "properties in the register"),
    "properties in the city": ("growth-city", "properties in the city"),
    "rooms": ("growth-rooms", "rooms in the property"),
    "processes on one store": ("growth-processes", "processes on one store"),
    "event loops": ("growth-loops", "event loops of the server"),
}
_DEEPEST = 10_000
_PLAIN = FuncFormatter(lambda value, _: f"{value:,.10g}")
# Names of sizes that are closer than that would run into each other.
_APART = 1.4


def draw(parts: Parts, folder: Path) -> dict[str, Path]:
    """Draws what there are figures for; plots by name."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    drawn: dict[str, Path] = {}
    for name, figure in [*_servers(parts), *_latencies(parts), *_growth(parts), *_weight(parts)]:
        drawn[name] = folder / f"{name}.svg"
        figure.savefig(drawn[name], format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    return drawn


@contextmanager
def _axes(title: str, size: tuple[float, float] = (7, 4)) -> Iterator[tuple[Figure, Any]]:
    figure = Figure(figsize=size)
    axes = figure.subplots()
    axes.set_title(title, loc="left", fontsize=11)
    yield figure, axes


def _servers(parts: Parts) -> Iterator[tuple[str, Figure]]:
    """Ratios to PocketBase, with how far the rounds spread."""
    measurements = parts.get("servers", [])
    works = dict.fromkeys(one.work for one in measurements)
    targets = [Target(work, "cadastre serve", ("pocketbase",), 0) for work in works]
    verdicts = [verdict for target in targets if (verdict := target.verdict(list(measurements)))]
    if not verdicts:
        return
    with _axes("Requests a second, PocketBase = 1", (7, 0.32 * len(verdicts) + 1)) as (figure, axes):
        names = [verdict.target.work for verdict in verdicts]
        middle = [verdict.ratio.median for verdict in verdicts]
        low = [verdict.ratio.median - verdict.ratio.minimum for verdict in verdicts]
        high = [verdict.ratio.maximum - verdict.ratio.median for verdict in verdicts]
        axes.barh(names, middle, xerr=[low, high], color=_COLOURS["cadastre serve"], ecolor="#333333", capsize=2)
        axes.axvline(1, color=_COLOURS["pocketbase"])
        axes.invert_yaxis()
        axes.set(xscale="log", xlim=(0.5, 1.5 * max(verdict.ratio.maximum for verdict in verdicts)))
        axes.xaxis.set_major_formatter(_PLAIN)
        axes.set_xlabel("times as many, on a scale of tens; bars: middle round, lines: least and most")
        yield "servers", figure


def _latencies(parts: Parts) -> Iterator[tuple[str, Figure]]:
    """How long what share of requests takes, from the histograms of all rounds."""
    by_work: dict[str, list[Measurement]] = {}
    for one in parts.get("latency", []):
        by_work.setdefault(one.work, []).append(one)
    for work, measurements in by_work.items():
        with _axes(f"{work[:1].upper()}{work[1:]} at a fixed rate") as (figure, axes):
            for one in measurements:
                rarity, times = _tail(one.histogram)
                axes.plot(rarity, times, label=one.peer, color=_COLOURS.get(one.peer), drawstyle="steps-post")
            axes.set(xscale="log", yscale="log", xlabel="of all requests", ylabel="milliseconds or less")
            axes.set_xticks([1, 10, 100, 1_000, _DEEPEST], ["0 %", "90 %", "99 %", "99.9 %", "99.99 %"])
            axes.yaxis.set_major_formatter(_PLAIN)
            _legend_beside(axes)
            yield f"latency-{work.replace(', ', '-').replace(' ', '-')}", figure


def _tail(histogram: list[tuple[int, int]]) -> tuple[list[float], list[float]]:
    """One in how many requests takes longer than how many milliseconds."""
    total, seen = sum(count for _, count in histogram), 0
    rarity, times = [], []
    for bound, count in histogram:
        rarity.append(total / (total - seen))
        times.append(max(bound, 1) / 1_000)
        seen += count
        if total / max(total - seen, 1) > _DEEPEST:
            break
    return rarity, times


def _growth(parts: Parts) -> Iterator[tuple[str, Figure]]:
    """Requests a second against a size."""
    for axis, (name, label) in _AXES.items():
        found = [one for one in parts.get("growth", []) if one.axis == axis and one.more_is_better]
        if not found:
            continue
        with _axes(f"Requests a second against {label}") as (figure, axes):
            alone = len({one.peer for one in found}) == 1
            for work, peer in dict.fromkeys((one.work, one.peer) for one in found):
                line = [one for one in found if (one.work, one.peer) == (work, peer)]
                _line(axes, line, work if alone else f"{work}: {peer}")
            axes.set(ylabel="requests a second")
            axes.set_ylim(bottom=0)
            _scale(axes, label, {one.at for one in found})
            yield name, figure


def _weight(parts: Parts) -> Iterator[tuple[str, Figure]]:
    """Memory and file, and the time to open it, against the number of properties."""
    titles = (("growth-weight", "Private memory and file", "MiB"), ("growth-open", "Opening a store", "ms"))
    for name, title, unit in titles:
        found = [one for one in parts.get("growth", []) if one.unit == unit]
        if not found:
            continue
        with _axes(title) as (figure, axes):
            for work in dict.fromkeys(one.work for one in found):
                _line(axes, [one for one in found if one.work == work], work)
            if unit == "ms":
                axes.set(ylabel="milliseconds")
                axes.set_ylim(bottom=0)
            else:
                axes.set(yscale="log", ylabel=unit)
            _scale(axes, _AXES["properties"][1], {one.at for one in found})
            yield name, figure


def _scale(axes: Any, label: str, sizes: set[float]) -> None:
    """The sizes that were measured, a step for each ten times, and what the lines are, beside them."""
    named: list[float] = []
    for size in sorted(sizes):
        if not named or size >= _APART * named[-1]:
            named.append(size)
    axes.set(xscale="log", xlabel=label)
    axes.set_xticks(named)
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _: EngFormatter()(float(f"{size:.2g}"))))
    axes.yaxis.set_major_formatter(_PLAIN)
    _legend_beside(axes)


def _legend_beside(axes: Any) -> None:
    """A legend that hides no line, as lines may be anywhere."""
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0)


def _line(axes: Any, measurements: list[Measurement], label: str) -> None:
    points = sorted(measurements, key=lambda one: one.at)
    at, middle = [one.at for one in points], [median(one.runs) for one in points]
    errors: Mapping[str, Any] = {
        "yerr": [
            [median(one.runs) - min(one.runs) for one in points],
            [max(one.runs) - median(one.runs) for one in points],
        ]
    }
    axes.errorbar(at, middle, **errors, label=label, marker="o", markersize=4, capsize=2)
