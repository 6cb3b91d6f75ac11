"""What operators wait for: a first answer, import, export, check, a backup amid writes; and what lies on the disk."""

import argparse
import json
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from harness import load, programs
from harness.dataset import Dataset
from harness.measurement import Measurement
from harness.peer import Peer
from harness.peers.cadastre_server import CadastreServer, cadastre_version, loaded_store
from harness.peers.pocketbase import PocketBase
from harness.places import CADASTRE, RESULTS, RUNS
from harness.process_tree import ProcessTree
from harness.request import Request
from harness.results import Results, table

_CREATES_A_SECOND = 200
_SAMPLE_SECONDS = 0.05


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=3, help="of each (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    dataset = Dataset.made(options.properties, options.seed, options.source)
    programs.build("load")
    programs.build("lmdb")
    peers: list[Peer] = [CadastreServer(), PocketBase()]
    measurements = [
        *_cold_starts(peers, dataset, options.rounds),
        *_backups(dataset, options.rounds),
        *_imports(dataset, options.rounds),
        *_commands(dataset, options.rounds),
        *_sizes(peers, dataset),
    ]
    versions = {"cadastre": cadastre_version(), "hyperfine": _output("hyperfine", "--version").split()[-1]}
    Results(dataset, peers, measurements, [], {"rounds": options.rounds}, versions).write(RESULTS / "operations.json")
    print(f"\n{table(measurements)}")
    return 0


def _output(*command: str | Path) -> str:
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


def _cold_starts(peers: list[Peer], dataset: Dataset, rounds: int) -> list[Measurement]:
    """From the start of the process to its first answer. The file is in the page cache, as its copy was just made."""
    found = [Measurement("cold start to first answer", peer.name, [], unit="ms") for peer in peers]
    for number, (peer, measurement) in product(range(rounds + 1), list(zip(peers, found, strict=True))):
        data = peer.copied(dataset)
        try:
            before = time.perf_counter()
            peer.serve(data)
            if number:
                measurement.runs.append((time.perf_counter() - before) * 1e3)
        finally:
            peer.stop()
    return found


def _backups(dataset: Dataset, rounds: int) -> list[Measurement]:
    """`cadastre backup` while somebody writes: how long it takes, and how long the writes do, with and without."""
    backup = Measurement("backup while writing", "cadastre", [], unit="ms")
    alone = Measurement("create, alone", "cadastre serve", [], unit="ms, 99 of 100")
    amid = Measurement("create amid a backup", "cadastre serve", [], unit="ms, 99 of 100")
    server = CadastreServer()
    try:
        data = server.copied(dataset)
        server.serve(data)
        requests = server.creations(dataset)
        write = Writes(server, requests)
        with tempfile.TemporaryDirectory(dir=RUNS) as folder, ThreadPoolExecutor(1) as pool:
            for number in range(rounds):
                alone.runs.append(write.p99())
                writes = pool.submit(write.p99)
                before = time.perf_counter()
                _output(CADASTRE, "backup", "--store", data, Path(folder) / f"{number}")
                backup.runs.append((time.perf_counter() - before) * 1e3)
                amid.runs.append(writes.result())
    finally:
        server.stop()
    return [backup, alone, amid]


class Writes:
    """Creates at a fixed rate."""

    def __init__(self, server: Peer, requests: list[Request]) -> None:
        self._server = server
        self._requests = requests

    def p99(self) -> float:
        """Milliseconds that 99 of 100 do not exceed."""
        found = load.at_rate(self._server.port, self._requests, 32, _CREATES_A_SECOND, 2)
        return found.percentiles["p99"] / 1e3


def _imports(dataset: Dataset, rounds: int) -> list[Measurement]:
    """`cadastre import` of all, and of a tenth: its private memory does not grow with the file."""
    speed = Measurement("import", "cadastre", [])
    memory = [Measurement("import, private memory", "cadastre", [], unit="MiB", axis="records", at=0) for _ in range(2)]
    lines = sum(1 for _ in dataset.records.open("rb"))
    with tempfile.TemporaryDirectory(dir=_made(RUNS)) as folder:
        tenth = Path(folder) / "tenth.ndjson"
        with dataset.records.open("rb") as source, tenth.open("wb") as target:
            target.writelines(line for _, line in zip(range(lines // 10), source, strict=False))
        parts = [(tenth, lines // 10), (dataset.records, lines)]
        for _, (place, (file, count)) in product(range(rounds), enumerate(parts)):
            seconds, peak = _watched_import(file, Path(folder) / "store")
            memory[place].at = count
            memory[place].runs.append(peak / 1024)
            if file == dataset.records:
                speed.runs.append(count / seconds)
    return [speed, *memory]


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _watched_import(file: Path, store: Path) -> tuple[float, int]:
    """Seconds, and the most of private memory that was seen, in KiB."""
    shutil.rmtree(store, ignore_errors=True)
    before = time.perf_counter()
    command = [str(CADASTRE), "import", "--store", str(store), str(file), "--json", "--strict"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, ProcessTree(process.pid).rss_anon_kib())
            time.sleep(_SAMPLE_SECONDS)
        if process.returncode:
            raise RuntimeError(f"import of {file} ended with {process.returncode}")
    return time.perf_counter() - before, peak


def _commands(dataset: Dataset, rounds: int) -> list[Measurement]:
    """What hyperfine says of the commands that go through a whole store."""
    with tempfile.TemporaryDirectory(dir=_made(RUNS)) as folder:
        store, target = loaded_store(dataset), Path(folder) / "target"
        commands = {
            "check": f"{CADASTRE} check --store {store}",
            "export": f"{CADASTRE} export --store {store}",
            "import": f"{CADASTRE} import --store {target} --strict {dataset.records}",
            "backup": f"{CADASTRE} backup --store {store} {target}",
        }
        times = {name: _command(command, target, rounds) for name, command in commands.items()}
    size = dataset.facts.properties
    return [
        Measurement(f"cadastre {name}", "hyperfine", runs, unit="ms", axis="properties", at=size)
        for name, runs in times.items()
    ]


def _command(command: str, target: Path, rounds: int) -> list[float]:
    """Milliseconds of each run."""
    report = target.parent / "hyperfine.json"
    _output(
        "hyperfine", "--shell=none", "--warmup", "1", "--runs", str(max(rounds, 2)), "--prepare", f"rm -rf {target}",
        "--export-json", report, command,
    )  # fmt: skip
    (found,) = json.loads(report.read_text(encoding="utf-8"))["results"]
    return [seconds * 1e3 for seconds in found["times"]]


def _sizes(peers: list[Peer], dataset: Dataset) -> list[Measurement]:
    """Bytes on disk for each property, with its share of owners and indexes."""
    places = {peer.name: peer.load(dataset) for peer in peers} | {"lmdb in C": programs.loaded_lmdb(dataset)}
    return [
        Measurement("disk, a property", name, [_on_disk(place) / dataset.facts.properties], unit="bytes")
        for name, place in places.items()
    ]


def _on_disk(path: Path) -> int:
    return int(_output("du", "--summarize", "--block-size=1", path).split()[0])
