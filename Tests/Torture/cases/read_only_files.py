"""A store on a file system that can't be written to."""

from pathlib import Path

from ..case import Case, Lost, Round
from ..mounts import obstacle, read_only
from ..programs import command, make_store, serving
from ..store import held, insist_on
from ..writers import Crowd

COMMANDS = [["serve", "--listen", "127.0.0.1:0"], ["seed"], ["export"], ["check"], ["stats"]]
# What each ends with: also those that only read take locks, which are in a file.
STATUS = 74
NOT_PERMITTED = 77


class ReadOnlyFiles(Case):
    """Each command says so in words and ends with its status; nothing is lost."""

    name = "read-only-files"
    short = 1
    full = 10

    def obstacle(self) -> str | None:
        return obstacle()

    def run(self, attempt: Round) -> None:
        place = attempt.folder / "place"
        place.mkdir()
        store = place / "store"
        make_store(store)
        with serving(store, attempt.folder / "log") as server:
            crowd = Crowd(server.port, 8)
            crowd.await_writes(attempt.random.randint(8, 100))
            crowd.join()
        with read_only(place):
            for words in COMMANDS:
                self._try(store, words)
            self._try(place / "new", COMMANDS[0], status=NOT_PERMITTED)
        insist_on(crowd.acknowledged, held(store))

    def _try(self, store: Path, words: list[str], status: int = STATUS) -> None:
        ended = command(*words, "--store", store)
        if ended.returncode != status or not ended.stderr.strip():
            raise Lost(f"{words[0]} ended with {ended.returncode}: {ended.stderr[-300:]}")
