"""Bytes of a copy of a store are changed at random."""

import asyncio
import shutil
from pathlib import Path

from ..case import Case, Lost, Round
from ..programs import PATIENCE, ServingError, command, make_store, serving
from ..store import held
from ..survey import Survey, insist_on_truth, survey
from ..writers import Crowd

# The command's own statuses, but for "a fault of this program".
WORDED = {0, 1, 65, 66, 69, 74, 77}
# What a server ends with that meets a page which can't be, and what it says.
FAULT = 74
SENTENCE = "Stopped by a fault in memory"
MOST_BYTES = 8
PAGE = 4096
# Where a page has its header, and the places of its nodes.
HEAD = 160


class FlippedBytes(Case):
    """`check`, `export` and `serve` end with a status of theirs. What `export` gives with 0 is what was there, and each
    record that is read is. Where `check` finds nothing wrong, so are all lists and counts."""

    name = "flipped-bytes"
    short = 20
    full = 1000

    def prepare(self, folder: Path) -> None:
        self._store = folder / "store"
        if not self._store.exists():
            make_store(self._store)
            with serving(self._store, folder / "log") as server:
                crowd = Crowd(server.port, 8)
                crowd.await_writes(300)
                crowd.join()
        self._whole = command("export", "--store", self._store).stdout
        self._records = held(self._store)
        with serving(self._store, folder / "log") as server:
            self._truth = asyncio.run(survey(server.port, self._records))
        insist_on_truth(self._truth.answers, self._records)

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        shutil.copytree(self._store, store, ignore=shutil.ignore_patterns("lock.mdb"))
        data = store / "data.mdb"
        image = bytearray(data.read_bytes())
        # Most bytes are a record's. What LMDB keeps of its pages is what can lead to anything at all.
        is_of_heads = attempt.random.random() < 0.25
        for _ in range(attempt.random.randint(1, MOST_BYTES)):
            place = attempt.random.randrange(len(image))
            if is_of_heads:
                place = place // PAGE * PAGE + attempt.random.randrange(HEAD)
            image[place] ^= attempt.random.randint(1, 255)
        data.write_bytes(image)
        checked, exported = (command(name, "--store", store) for name in ["check", "export"])
        for name, ended in [("check", checked), ("export", exported)]:
            if ended.returncode not in WORDED:
                raise Lost(f"{name} ended with {ended.returncode}: {ended.stderr[-300:]}")
        if exported.returncode == 0 and exported.stdout != self._whole:
            raise Lost(f"check ended with {checked.returncode}, and export gives something else")
        if checked.returncode == 0 and exported.returncode != 0:
            raise Lost(f"check found nothing wrong, and export says: {exported.stderr}")
        read = self._read(store, attempt.folder / "log")
        insist_on_truth(read.answers, self._records)
        if checked.returncode == 0 and (not read.is_whole or _said(read) != _said(self._truth)):
            raise Lost("check found nothing wrong, and a server tells something else")

    def _read(self, store: Path, log: Path) -> Survey:
        """Asks a server for all that is there."""
        try:
            with serving(store, log) as server:
                read = asyncio.run(survey(server.port, self._records))
                status = FAULT if read.is_whole else server.process.wait(timeout=PATIENCE)
        except ServingError as ended:
            if ended.status not in WORDED - {0} or not ended.said.strip():
                raise Lost(f"serve ended with {ended.status}: {ended.said[-300:]}") from ended
            return Survey({}, is_whole=False)
        if not read.is_whole:
            said = log.read_text(encoding="utf-8")
            if status != FAULT or SENTENCE not in said:
                raise Lost(f"the server ended with {status}: {said[-300:]}")
        return read


def _said(read: Survey) -> dict[str, tuple[int, bytes, str | None]]:
    return {path: (one.status, one.body, one.fields.get("etag")) for path, one in read.answers.items()}
