"""Somebody else's read is held while 32 writers go on."""

import json
import re
from pathlib import Path
from time import monotonic, sleep

from ..case import Case, Lost, Round
from ..programs import PATIENCE, make_store, request, serving
from ..readers import reading
from ..store import held, insist_on
from ..writers import Crowd

WRITERS = 32


class HeldReader(Case):
    """It shows in the figures and in the log; once it has ended, the pages that it held back are used again."""

    name = "held-reader"
    short = 1
    full = 10

    def run(self, attempt: Round) -> None:
        store, log = attempt.folder / "store", attempt.folder / "log"
        make_store(store)
        with serving(store, log, "--old-read-warning", "1") as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(attempt.random.randint(1, 200))
            with reading(store, 1):
                warning = self._await_warning(log)
                figures = self._figures(server.port)
            after = self._figures(server.port)
            size = (store / "data.mdb").stat().st_size
            commits = crowd.count
            crowd.await_writes(commits + attempt.random.randint(WRITERS, 200))
            crowd.join()
            growth = (store / "data.mdb").stat().st_size - size
        if not 1 <= int(warning["seconds"]) < PATIENCE or int(warning["commits"]) < 1:
            raise Lost(f"the log says {warning}")
        if figures["lag_commits"] < int(warning["commits"]) or figures["seconds"] < 1:
            raise Lost(f"the log says {warning}, and the figures {figures}")
        if after["lag_commits"] > 1:
            raise Lost(f"after the read has ended, the figures say {after}")
        if growth > size / 4:
            raise Lost(f"after the read had ended, the file of {size} bytes grew by {growth}")
        insist_on(crowd.acknowledged, held(store))

    def _await_warning(self, log: Path) -> dict[str, str]:
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            for line in log.read_text(encoding="utf-8").splitlines():
                if '"level":"warning"' in line:
                    found: dict[str, str] = json.loads(line)
                    return found
            sleep(0.02)
        raise Lost("the log says nothing of a read that is held")

    def _figures(self, port: int) -> dict[str, float]:
        text = request(port, "GET", "/metrics").body.decode()
        found = re.findall(r"^cadastre_store_oldest_read_(\w+) (\S+)$", text, re.MULTILINE)
        return {name: float(value) for name, value in found}
