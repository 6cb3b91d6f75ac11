"""The records are the same for the same seed, and what they are said to be."""

import itertools
import json
import struct
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest
from harness import dataset as module
from harness.dataset import Dataset
from harness.generated_listings import generated_listings

COUNT = 300


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    monkeypatch.setattr(module, "DATASETS", tmp_path)
    return Dataset.made(COUNT, seed=7, source="generated")


def records(made: Dataset) -> list[tuple[str, dict[str, object]]]:
    lines = made.records.read_text(encoding="utf-8").splitlines()
    return [item for line in lines for item in json.loads(line).items()]


def test_the_same_seed_makes_the_same_listings() -> None:
    assert list(generated_listings(50, 7)) == list(generated_listings(50, 7))
    assert list(generated_listings(50, 7)) != list(generated_listings(50, 8))


def test_ids_are_uuids_of_version_7_in_order_of_creation(made: Dataset) -> None:
    ids = [UUID(str(record["id"])) for kind, record in records(made) if kind != "type"]
    assert {(identifier.version, identifier.variant) for identifier in ids} == {(7, UUID(int=1 << 63).variant)}
    assert all(earlier < later for earlier, later in itertools.pairwise(ids))


def test_what_a_record_names_stands_before_it(made: Dataset) -> None:
    seen: set[object] = set()
    for kind, record in records(made):
        if kind == "property":
            assert {record["type"], record["ownerId"]} <= seen
        seen.add(record["id"])


def test_the_pack_holds_the_bytes_of_the_records(made: Dataset) -> None:
    packed, rest = [], made.pack.read_bytes()
    while rest:
        city, size = struct.unpack_from("<II", rest, 32)
        text = rest[40 + city : 40 + city + size]
        packed.append((UUID(bytes=rest[:16]), UUID(bytes=rest[16:32]), json.loads(text)))
        rest = rest[40 + city + size :]
    properties = [record for kind, record in records(made) if kind == "property"]
    assert packed == [(UUID(str(one["id"])), UUID(str(one["ownerId"])), one) for one in properties]
    assert len(packed) == COUNT


def test_each_id_is_listed_once(made: Dataset) -> None:
    properties = {record["id"] for kind, record in records(made) if kind == "property"}
    listed = made.ids.read_text(encoding="ascii").split()
    assert len(listed) == COUNT
    assert set(listed) == properties


def test_an_unfinished_dataset_is_made_anew(made: Dataset) -> None:
    before = made.records.read_bytes()
    made.records.write_bytes(before[:100])
    (made.folder / "facts.json").unlink()
    assert Dataset.made(COUNT, seed=7, source="generated").records.read_bytes() == before


def test_cities_of_each_kind_are_there_whatever_their_sizes(made: Dataset) -> None:
    sizes = dict(made.cities_by_size())
    assert max(sizes.values()) == sizes[made.cities("hot")[0]]
    assert made.cities("cold")
    assert set(made.cities()) | set(made.cities("cold")) <= {
        str(record["city"]) for _, record in records(made) if "city" in record
    }


@pytest.mark.parametrize(
    ("sizes", "cold"), [({"A": 99, "B": 20, "C": 3}, ["B", "C"]), ({"A": 99, "B": 98}, ["A", "B"])]
)
def test_cold_cities_are_small_or_the_smallest(sizes: dict[str, int], cold: list[str]) -> None:
    assert module.cold_cities(Counter(sizes)) == cold


def test_the_most_wanted_come_again_and_again(made: Dataset) -> None:
    drawn = Counter(made.sample_of_ids("zipfian"))
    assert set(drawn) <= set(made.sample_of_ids())
    assert drawn.most_common(1)[0][1] > 10 * sum(drawn.values()) / COUNT
