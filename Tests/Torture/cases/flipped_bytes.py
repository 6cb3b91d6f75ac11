"""Bytes of a copy of a store are changed at random."""

import shutil
from pathlib import Path

from ..case import Case, Lost, Round
from ..programs import command, make_store, serving
from ..writers import Crowd

# The command's own statuses, but for "a fault of this program".
WORDED = {0, 1, 65, 66, 69, 74, 77}
MOST_BYTES = 8


class FlippedBytes(Case):
    """`check` and `export` end with a status of theirs. What `export` gives with 0 is what was there, and it does where
    `check` finds nothing wrong."""

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

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        shutil.copytree(self._store, store, ignore=shutil.ignore_patterns("lock.mdb"))
        data = store / "data.mdb"
        image = bytearray(data.read_bytes())
        for _ in range(attempt.random.randint(1, MOST_BYTES)):
            image[attempt.random.randrange(len(image))] ^= attempt.random.randint(1, 255)
        data.write_bytes(image)
        checked, exported = (command(name, "--store", store) for name in ["check", "export"])
        for name, ended in [("check", checked), ("export", exported)]:
            if ended.returncode not in WORDED:
                raise Lost(f"{name} ended with {ended.returncode}: {ended.stderr[-300:]}")
        if exported.returncode == 0 and exported.stdout != self._whole:
            raise Lost(f"check ended with {checked.returncode}, and export gives something else")
        if checked.returncode == 0 and exported.returncode != 0:
            raise Lost(f"check found nothing wrong, and export says: {exported.stderr}")
