"""The records that a run works on: the same for Cadastre and for every peer."""

import json
import random
import shutil
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import accumulate, islice
from math import log10
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import orjson

from harness.generated_listings import generated_listings
from harness.identifiers import Identifiers
from harness.joins import Joins
from harness.listing import Listing
from harness.places import DATASETS, LISTINGS
from harness.real_listings import are_there, real_listings

# Raise it when what the files hold changes: older ones are made anew.
_FORMAT = 3
_SAMPLE = 20_000
_DRAFTS = 1_000
_COLD = 20
_JOINS = 2_000
# What YCSB draws by.
_ZIPF = 0.99


@dataclass(frozen=True)
class Facts:
    """What a report says of the records."""

    source: str
    properties: int
    users: int
    cities: int
    seed: int
    mean_bytes: float
    largest_city: float
    """The share of the properties that the largest city has."""
    format: int = _FORMAT


class Dataset:
    """A folder of files.

    `records.ndjson`: what `cadastre export` writes. `records.pack`: the same properties for programs in C, see
    `embedded/pack.h`. `ids.txt`: all ids in a random order. `cities.txt`: cities drawn as often as they have
    properties; `cities-sizes.txt`: how many each has; `cities-hot.txt`: the largest; `cities-cold.txt`: some of the
    smallest. `joins.ndjson`: filters of several fields; `joins-worst.ndjson`: what meets least. `drafts.ndjson`: bodies
    of requests that make a property.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records = folder / "records.ndjson"
        self.pack = folder / "records.pack"
        self.ids = folder / "ids.txt"
        self.facts = Facts(**json.loads((folder / "facts.json").read_text(encoding="utf-8")))

    @classmethod
    def made(cls, properties: int, seed: int, source: str | None = None) -> "Dataset":
        """The dataset of that many properties: the one that is there, or a new one.

        `source` is `real` or `generated`; without it, real listings where they are.
        """
        folder = cls.place(properties, seed, source)
        if not (folder / "facts.json").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            with (folder / "records.ndjson").open("wb") as records, (folder / "records.pack").open("wb") as pack:
                cls.write(folder, properties, seed, source, (records, pack))
        return cls(folder)

    @staticmethod
    def place(properties: int, seed: int, source: str | None = None) -> Path:
        """Where it lies, or will."""
        return DATASETS / f"{_source(source)}-{properties}-{seed}-{_FORMAT}"

    @staticmethod
    def write(folder: Path, properties: int, seed: int, source: str | None, files: tuple[IO[bytes], IO[bytes]]) -> None:
        """Writes the records to two files, packed to the second, and all else to the folder."""
        source = _source(source)
        listings = (
            real_listings(LISTINGS, properties + _DRAFTS, seed)
            if source == "real"
            else generated_listings(properties + _DRAFTS, seed)
        )
        _write(folder, listings, Facts(source, properties, 0, 0, seed, 0, 0), files)

    def sample_of_ids(self, kind: str = "") -> list[str]:
        """Up to 20,000 ids, uniformly drawn; or 20,000 `zipfian`, the most wanted again and again."""
        if kind == "zipfian":
            ids = self.ids.read_text(encoding="ascii").split()
            weights = list(accumulate(1 / rank**_ZIPF for rank in range(1, len(ids) + 1)))
            return random.Random(self.facts.seed).choices(ids, cum_weights=weights, k=_SAMPLE)
        with self.ids.open(encoding="ascii") as lines:
            return [line.rstrip("\n") for line in islice(lines, _SAMPLE)]

    def joins(self, kind: str = "") -> list[dict[str, str]]:
        """Filters to list by: city, type and owner of one property; or, `worst`, a city and a type with many properties
        and none that has both."""
        name = f"joins-{kind}.ndjson" if kind else "joins.ndjson"
        return [json.loads(line) for line in (self.folder / name).read_text(encoding="utf-8").splitlines()]

    def first_records(self, count: int = 1_000) -> list[dict[str, Any]]:
        """The first lines of the records."""
        with self.records.open("rb") as lines:
            return [orjson.loads(line) for line in islice(lines, count)]

    def cities(self, kind: str = "") -> list[str]:
        """Cities to list by: `hot`, `cold`, or mixed as they are asked for."""
        name = f"cities-{kind}.txt" if kind else "cities.txt"
        return (self.folder / name).read_text(encoding="utf-8").splitlines()

    def cities_by_size(self) -> list[tuple[str, int]]:
        """A city of about each power of ten, and the largest, with how many properties it has."""
        lines = (self.folder / "cities-sizes.txt").read_text(encoding="utf-8").splitlines()
        sizes = [(name, int(size)) for size, _, name in (line.partition(" ") for line in lines)]
        largest = max(sizes, key=lambda one: one[1])
        powers = [10**power for power in range(len(str(largest[1])))]
        chosen = [min(sizes, key=lambda one: abs(log10(one[1] / power))) for power in powers]
        return sorted(dict([*chosen, largest]).items(), key=lambda one: one[1])

    def drafts(self) -> list[bytes]:
        return (self.folder / "drafts.ndjson").read_bytes().splitlines()


def _source(source: str | None) -> str:
    return source or ("real" if are_there(LISTINGS) else "generated")


def _write(folder: Path, listings: Iterator[Listing], wanted: Facts, targets: tuple[IO[bytes], IO[bytes]]) -> None:
    records, pack = targets
    count, seed = wanted.properties, wanted.seed
    identifiers = Identifiers(seed)
    owners: dict[str, str] = {}
    types: set[str] = set()
    cities: Counter[str] = Counter()
    ids: list[str] = []
    joins = Joins(_JOINS, seed)
    total = 0
    for listing in islice(listings, count):
        if listing.type not in types:
            types.add(listing.type)
            label = listing.type.replace("-", " ").capitalize()
            _line(records, "type", {"id": listing.type, "label": label})
        if listing.owner not in owners:
            user = _user(identifiers, len(owners))
            owners[listing.owner] = user["id"]
            _line(records, "user", user)
        record = _property(identifiers, listing, owners[listing.owner])
        encoded = _line(records, "property", record)
        _pack(pack, record, encoded)
        ids.append(record["id"])
        cities[listing.city] += 1
        joins.add(record)
        total += len(encoded)
    drafts = [orjson.dumps(listing.draft()) for listing in listings if listing.type in types]
    choice = random.Random(seed)
    choice.shuffle(ids)
    names, weights = list(cities), list(cities.values())
    files = {
        "ids.txt": ids,
        "cities.txt": choice.choices(names, weights, k=2_000),
        "cities-sizes.txt": [f"{size} {name}" for name, size in cities.most_common()],
        "cities-hot.txt": [name for name, _ in cities.most_common(1)],
        "cities-cold.txt": cold_cities(cities),
    }
    for name, lines in files.items():
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    joins.write(folder)
    (folder / "drafts.ndjson").write_bytes(b"\n".join(drafts) + b"\n")
    facts = replace(
        wanted,
        users=len(owners),
        cities=len(cities),
        mean_bytes=total / count,
        largest_city=max(weights) / count,
    )
    (folder / "facts.json").write_text(json.dumps(asdict(facts), indent=2) + "\n", encoding="utf-8")


def cold_cities(cities: Counter[str]) -> list[str]:
    """Cities with less than a page, or the smallest where all have more."""
    small = sorted(name for name, size in cities.items() if size <= _COLD)[:2_000]
    return small or [name for name, _ in cities.most_common()[-3:]]


def _user(identifiers: Identifiers, number: int) -> dict[str, Any]:
    moment = identifiers.step()
    return {
        "id": identifiers.next(),
        "email": f"owner{number}@bench.example.org",
        "firstName": "Camille",
        "lastName": f"Martin {number}",
        "role": "user",
        "createdAt": moment,
        "updatedAt": moment,
        "version": 1,
    }


def _property(identifiers: Identifiers, listing: Listing, owner: str) -> dict[str, Any]:
    moment = identifiers.step()
    return {
        "id": identifiers.next(),
        "name": listing.name,
        "description": listing.description,
        "type": listing.type,
        "city": listing.city,
        "rooms": [{"id": identifiers.next(), **room} for room in listing.rooms],
        "ownerId": owner,
        "createdAt": moment,
        "updatedAt": moment,
        "version": 1,
    }


def _line(file: IO[bytes], kind: str, record: dict[str, Any]) -> bytes:
    """Writes one line of an export, and returns the record's own JSON."""
    encoded: bytes = orjson.dumps(record)
    file.write(b'{"%s":%s}\n' % (kind.encode(), encoded))
    return encoded


def _pack(file: IO[bytes], record: dict[str, Any], encoded: bytes) -> None:
    # Each city is spelled one way here, so its key needs no more folding.
    city = record["city"].casefold().encode()[:480]
    file.write(UUID(record["id"]).bytes + UUID(record["ownerId"]).bytes)
    file.write(struct.pack("<II", len(city), len(encoded)) + city + encoded)
