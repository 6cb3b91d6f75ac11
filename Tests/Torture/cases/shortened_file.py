"""The data file is cut short under a server that is read: from then on reads of its map fail, as on a failing disk."""

import os
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from threading import Thread
from time import sleep

from ..case import Case, Lost, Round
from ..client import Answer
from ..programs import PATIENCE, Server, command, make_store, serving
from ..start import insist_on_start
from ..store import held, insist_on
from ..survey import insist_on_truth
from ..writers import PATH, Crowd

READERS = 8
PAGE = 4096
# What the server says in the end, and what it ends with.
SENTENCE = "Stopped by a fault in memory, as a damaged, shortened or unreadable data file makes one. Run cadastre check"
STATUS = 74


class ShortenedFile(Case):
    """It ends with the status and the sentence of a fault, and tells nothing wrong before. A backup has everything."""

    name = "shortened-file"
    short = 1
    full = 50

    def run(self, attempt: Round) -> None:
        store, backup, restored = (attempt.folder / name for name in ["store", "backup", "restored"])
        log = attempt.folder / "log"
        make_store(store)
        with serving(store, log) as server:
            crowd = Crowd(server.port, 8)
            crowd.await_writes(attempt.random.randint(100, 300))
            crowd.join()
            self._command("backup", "--store", str(store), str(backup))
            readers = [Reader(server, list(crowd.acknowledged)) for _ in range(READERS)]
            for reader in readers:
                reader.start()
            sleep(attempt.random.uniform(0, 0.2))
            # So much that some of what they read is gone, by whole pages. The rest of a page that is cut is zeros to
            # whoever maps it, which is a damaged page and no missing one: `flipped-bytes` tries that.
            size = (store / "data.mdb").stat().st_size
            os.truncate(store / "data.mdb", attempt.random.randrange(size // 2) // PAGE * PAGE)
            status = server.process.wait(timeout=PATIENCE)
            for reader in readers:
                reader.join(timeout=2 * PATIENCE)
        said = log.read_text(encoding="utf-8")
        if status != STATUS or SENTENCE not in said:
            raise Lost(f"the server ended with {status}: {said[-300:]}")
        for reader in readers:
            for path, code, body in reader.answers:
                insist_on_truth({path: Answer(code, {}, body)}, crowd.acknowledged)
        checked = command("check", "--store", store)
        if checked.returncode not in {1, STATUS} or not (checked.stdout + checked.stderr).strip():
            raise Lost(f"check of what is left ended with {checked.returncode}: {checked.stderr[-300:]}")
        self._command("restore", "--store", str(restored), str(backup))
        insist_on_start(attempt, restored)
        insist_on(crowd.acknowledged, held(restored))

    def _command(self, *words: str) -> None:
        ended = command(*words)
        if ended.returncode != 0:
            raise Lost(f"{words[0]} ended with {ended.returncode}: {ended.stderr}")


class Reader(Thread):
    """Reads one property after the other, and lists of them, until the server is gone."""

    def __init__(self, server: Server, ids: list[str]) -> None:
        super().__init__(daemon=True)
        self._connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        self._ids = ids
        # Each that was different, by what was asked.
        self.answers: set[tuple[str, int, bytes]] = set()

    def run(self) -> None:
        paths = [*(f"{PATH}/{id_}" for id_ in self._ids), f"{PATH}?limit=100", f"{PATH}?limit=100&order=oldest"]
        for path in cycle(paths):
            try:
                self._connection.request("GET", path)
                answer = self._connection.getresponse()
                self.answers.add((path, answer.status, answer.read()))
            except (OSError, HTTPException):
                return
