"""The permission to the files of a store is taken from a server with 32 writers, and given back."""

import os
import shutil
from pathlib import Path

from ..case import Case, Lost, Round
from ..programs import command, make_store, request, serving
from ..store import held, insist_on
from ..writers import PATH, Crowd

WRITERS = 32
# Nobody, on every system.
USER = 65534
AS_NOBODY = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]


class LostPermission(Case):
    """What is open goes on, or is refused with 503; who starts anew is told; nothing is lost."""

    name = "lost-permission"
    short = 1
    full = 20

    def obstacle(self) -> str | None:
        return None if os.geteuid() == 0 else "becoming somebody else needs the rights of root"

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        files = [store, *store.iterdir()]
        for file in files:
            shutil.chown(file, USER, USER)
        with serving(store, attempt.folder / "log", before=AS_NOBODY) as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(attempt.random.randint(1, 100))
            modes = {file: file.stat().st_mode for file in files}
            taken = attempt.random.sample(files, attempt.random.randint(1, len(files)))
            for file in taken:
                file.chmod(0)
            self._count_answers(crowd, attempt.random.randint(WRITERS, 200))
            read = request(server.port, "GET", f"{PATH}?limit=3").status
            told = command("stats", "--store", store, before=AS_NOBODY)
            for file in taken:
                file.chmod(modes[file])
            crowd.await_writes(crowd.count + 2 * WRITERS)
            crowd.join()
        self._insist(crowd, read, taken)
        if told.returncode not in {0, 74, 77} or (told.returncode != 0 and "ermission" not in told.stderr):
            raise Lost(f"without {taken}, stats ended with {told.returncode}: {told.stderr}")
        insist_on(crowd.acknowledged, held(store))

    def _count_answers(self, crowd: Crowd, more: int) -> None:
        if crowd.refusals:
            raise Lost(f"a write was refused before: {crowd.refusals[0]}")
        crowd.await_answers(crowd.count + more)

    def _insist(self, crowd: Crowd, read: int, taken: list[Path]) -> None:
        refused = {status for status, _ in crowd.refusals}
        if read != 200 or not refused <= {503}:
            raise Lost(f"without {taken}, a read was answered with {read}, and writes with {refused}")
