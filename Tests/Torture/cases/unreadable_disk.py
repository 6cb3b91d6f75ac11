"""The data file can't be opened, or its first reads fail."""

import errno

from ..case import Case, Lost, Round
from ..programs import PATIENCE, Faults, command, make_store, serving, shimmed
from ..store import held, insist_on
from ..writers import Crowd

COMMANDS = [["serve", "--listen", "127.0.0.1:0"], ["check"], ["export"], ["stats"], ["user", "list"]]
FAILURES = [
    Faults(read_error=errno.EIO),
    Faults(open_error=errno.EIO),
    Faults(open_error=errno.EACCES),
    Faults(open_error=errno.EMFILE),
]
# What each command ends with: reading failed.
STATUS = 74


class UnreadableDisk(Case):
    """Each command says so in words and ends with its status; nothing is made anew, and nothing is lost."""

    name = "unreadable-disk"
    short = 1
    full = 10

    def run(self, attempt: Round) -> None:
        store, control = attempt.folder / "store", attempt.folder / "control"
        make_store(store)
        with serving(store, attempt.folder / "log") as server:
            crowd = Crowd(server.port, 8)
            crowd.await_writes(attempt.random.randint(8, 100))
            crowd.join()
        for faults in FAILURES:
            faults.write(control)
            for words in COMMANDS:
                environment = shimmed(store, control=control)
                ended = command(*words, "--store", store, timeout=PATIENCE, environment=environment)
                if ended.returncode != STATUS or not ended.stderr.strip():
                    raise Lost(f"{faults}: {words} ended with {ended.returncode}: {ended.stderr[-300:]}")
        insist_on(crowd.acknowledged, held(store))
