"""What more properties, larger cities, more rooms, more processes and more event loops cost."""

import argparse
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from statistics import median

from harness import large, programs
from harness.dataset import Dataset
from harness.herd import Herd
from harness.measurement import Measurement
from harness.peer import Peer
from harness.peers.cadastre_server import CadastreServer, cadastre_version, loaded_store
from harness.places import PROGRAMS, RESULTS, RUNS
from harness.results import Results, table
from harness.rounds import Rounds
from harness.runner import measure
from harness.work import Work
from harness.works import CountOfCity, Create, GetByID, Join, ListByCity
from harness.works.sized import GetOfSize, ListOfCity, RenameOfSize, made_city

AXES = ("properties", "core", "city", "rooms", "processes", "loops")
_ROOMS = (1, 10, 50, 100, 200)
_PROCESSES = (1, 2, 4, 8)
_LOOPS = (1, 2, 4, 8, 16)
_OPENINGS = 5
_CORE_GETS = 20_000
_CORE_WORKS = ("get, uniform", "page of 20, hot city", "create, 64 a commit")
_CORE_PEERS = ("entity store", "registry", "lmdb")
# Sizes of cities that are made where the dataset has none like it.
_SMALL_CITIES = (1, 10, 100)
_LIKE = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="default: %(default)s")
    parser.add_argument("--only", choices=AXES, action="append", help="of what; may be repeated (default: all)")
    parser.add_argument("--discard", action="store_true", help="remove the largest registers when they are measured")
    Rounds.arguments(parser, rounds=3, seconds=1)


def run(options: argparse.Namespace) -> int:
    sizes = sorted(options.sizes)
    place = (options.seed, options.source)
    large.require_space(sizes, *place)
    programs.build("load")
    programs.build("cadastre")
    datasets = [(Dataset.made if large.is_copied(size) else large.large_dataset)(size, *place) for size in sizes]
    rounds = Rounds.of(options)
    parts: dict[str, Callable[[], Iterable[Measurement]]] = {
        "properties": lambda: [*_by_properties(datasets, rounds), *_openings(datasets)],
        "core": lambda: _in_core([dataset for dataset in datasets if _is_copied(dataset)], rounds, options.seed),
        "city": lambda: _by_city(datasets[-1], rounds),
        "rooms": lambda: _by_rooms(datasets[0], rounds),
        "processes": lambda: _by_processes(datasets[0], rounds),
        "loops": lambda: _by_loops(datasets[0], rounds),
    }
    measurements = [measurement for part in options.only or AXES for measurement in parts[part]()]
    settings = {name: getattr(options, name) for name in ("sizes", "rounds", "seconds")}
    Results(datasets[-1], [CadastreServer()], measurements, [], settings, {"cadastre": cadastre_version()}).write(
        RESULTS / "growth.json"
    )
    print(f"\n{table(measurements)}")
    for size in sizes:
        if options.discard and not large.is_copied(size):
            large.discard(size, *place)
    return 0


def _by_properties(datasets: list[Dataset], rounds: Rounds) -> Iterator[Measurement]:
    """A server for each number of properties, all at once, so that what the machine does meanwhile hits all."""
    with ExitStack() as running:
        servers = [running.enter_context(_served(dataset)) for dataset in datasets]
        for work in (GetByID(), ListByCity(), Join(), CountOfCity(), Create()):
            contestants = [(work, server, dataset) for server, dataset in zip(servers, datasets, strict=True)]
            sizes = [dataset.facts.properties for dataset in datasets]
            yield from _measured(contestants, "properties", sizes, rounds)
        for server, dataset in zip(servers, datasets, strict=True):
            yield _figure("private memory", [server.processes().rss_anon_kib() / 1024], "MiB", dataset)
            size = sum(file.stat().st_size for file in loaded_store(dataset).iterdir()) / 2**20
            yield _figure("file", [size], "MiB", dataset)


def _figure(work: str, runs: list[float], unit: str, dataset: Dataset) -> Measurement:
    return Measurement(work, "cadastre serve", runs, unit=unit, axis="properties", at=dataset.facts.properties)


def _openings(datasets: list[Dataset]) -> Iterator[Measurement]:
    for dataset in datasets:
        (found,) = programs.run(PROGRAMS / "cabi_open", loaded_store(dataset), str(_OPENINGS))
        yield _figure("open", found.runs, "ms", dataset)


def _is_copied(dataset: Dataset) -> bool:
    return large.is_copied(dataset.facts.properties)


def _in_core(datasets: list[Dataset], rounds: Rounds, seed: int) -> Iterator[Measurement]:
    """In one process, beside LMDB in C, which grows as its trees do."""
    programs.build("lmdb")
    program = programs.built_in_swift("embedded-peers")
    for dataset in datasets:
        store, lmdb = loaded_store(dataset), programs.loaded_lmdb(dataset)
        turns = ("--rounds", str(rounds.count))
        found = programs.run(
            program, "read", store, lmdb, dataset.folder, dataset.pack, *turns, "--without-sqlite",
            "--gets", str(_CORE_GETS), "--seed", str(seed),
        )  # fmt: skip
        with _copied(store, lmdb) as (own_store, own_lmdb):
            found += programs.run(program, "grow", own_store, own_lmdb, dataset.pack, *turns)
        for one in found:
            if one.work in _CORE_WORKS and one.peer in _CORE_PEERS:
                yield replace(one, axis="properties, in one process", at=dataset.facts.properties)


@contextmanager
def _copied(*folders: Path) -> Iterator[list[Path]]:
    """Copies of what is written to."""
    place = RUNS / "core"
    shutil.rmtree(place, ignore_errors=True)
    try:
        yield [Path(shutil.copytree(folder, place / folder.name)) for folder in folders]
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _by_city(dataset: Dataset, rounds: Rounds) -> Iterator[Measurement]:
    with _served(dataset) as server:
        cities = dataset.cities_by_size()
        small = [size for size in _SMALL_CITIES if not any(size / _LIKE < other < size * _LIKE for _, other in cities)]
        cities = [*((made_city(server, dataset, size), size) for size in small), *cities]
        works = [ListOfCity(city) for city, _ in cities]
        contestants = [(work, server, dataset) for work in works]
        yield from _measured(contestants, "properties in the city", [size for _, size in cities], rounds)


def _by_rooms(dataset: Dataset, rounds: Rounds) -> Iterator[Measurement]:
    with _served(dataset) as server:
        for kind in (GetOfSize, RenameOfSize):
            contestants = [(kind(rooms), server, dataset) for rooms in _ROOMS]
            yield from _measured(contestants, "rooms", list(_ROOMS), rounds)


def _by_processes(dataset: Dataset, rounds: Rounds) -> Iterator[Measurement]:
    """As many servers on one store, one after the other, as they would share the machine."""
    for work, count in product((GetByID(), Create()), _PROCESSES):
        with Herd(count, dataset) as herd:
            measurement = Measurement(work.name, "cadastre serve", [], axis="processes on one store", at=count)
            for number, _ in rounds.turns(1):
                rate = herd.rate(work, dataset, rounds.length(number), number)
                if number:
                    measurement.runs.append(rate)
        print(f"  {work.name}, {count} processes: {median(measurement.runs):,.0f}/s")
        yield measurement


def _by_loops(dataset: Dataset, rounds: Rounds) -> Iterator[Measurement]:
    """A server for each number of event loops, all at once. More than cores shows whether they wait for each other."""
    with ExitStack() as running:
        servers = [CadastreServer(f"{count} loops", count) for count in _LOOPS]
        for server in servers:
            running.callback(server.stop)
            server.start(dataset)
        for work in (GetByID(), ListByCity(), Create()):
            contestants = [(work, server, dataset) for server in servers]
            yield from _measured(contestants, "event loops", list(_LOOPS), rounds)


@contextmanager
def _served(dataset: Dataset) -> Iterator[CadastreServer]:
    server = CadastreServer(f"{dataset.facts.properties}")
    try:
        if _is_copied(dataset):
            server.start(dataset)
        else:
            server.serve_in_place(dataset)
        yield server
    finally:
        server.stop()


def _measured(
    contestants: Sequence[tuple[Work, Peer, Dataset]], axis: str, sizes: Sequence[int], rounds: Rounds
) -> list[Measurement]:
    found = [
        Measurement(work.name, peer.name, [], axis=axis, at=size)
        for (work, peer, _), size in zip(contestants, sizes, strict=True)
    ]
    for number, place in rounds.turns(len(contestants)):
        work, peer, dataset = contestants[place]
        measure(work, peer, dataset, (number, rounds.length(number)), found[place])
    return found
