"""A register that is too large to be kept twice is made straight from the generator, where the disk has room."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from harness import dataset, large
from harness.dataset import Dataset

_Usage = namedtuple("_Usage", "total used free")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dataset, "DATASETS", tmp_path)
    monkeypatch.setattr(large, "WORK", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("sizes", "made", "least"),
    [
        ([10_000_000], [], 23),
        ([1_000_000, 10_000_000], [], 32.1),
        ([10_000_000], [10_000_000], 0),
        # Of what is served from a copy, the copy is still to be made.
        ([1_000_000], [1_000_000], 2.3),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_disk_that_is_too_small_is_refused(
    monkeypatch: pytest.MonkeyPatch, sizes: list[int], made: list[int], least: float
) -> None:
    for size in made:
        place = Dataset.place(size, 1, "generated")
        place.mkdir()
        (place / "store.done").touch()
    free = int(least * 10**9)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(0, 0, free))
    large.require_space(sizes, 1, "generated")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(0, 0, free - 1))
    if least:
        with pytest.raises(SystemExit, match="BENCH_WORK"):
            large.require_space(sizes, 1, "generated")


def test_records_go_to_the_import_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = folder / "reader"
    reader.write_text('#!/bin/sh\nmkdir "$3" && cat > "$3/lines"\n', encoding="utf-8")
    reader.chmod(0o700)
    monkeypatch.setattr(large, "CADASTRE", reader)
    made = large.large_dataset(50, 1, "generated")
    expected = Dataset.made(50, 1, "generated")
    assert made.folder == expected.folder
    assert (made.folder / "store" / "lines").read_bytes().count(b'{"property":') == 50
    assert not made.records.exists()
    assert not made.pack.exists()
    large.discard(50, 1, "generated")
    assert not made.folder.exists()


def test_an_import_that_fails_is_told_and_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = folder / "reader"
    reader.write_text("#!/bin/sh\ncat > /dev/null\nexit 3\n", encoding="utf-8")
    reader.chmod(0o700)
    monkeypatch.setattr(large, "CADASTRE", reader)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="ended with 3"):
            large.large_dataset(50, 1, "generated")
