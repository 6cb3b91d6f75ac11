"""10,000 connections are kept open by people who ask nothing, beside 1,000 who do."""

import asyncio

from ..case import Case, Lost, Round
from ..client import TYPES, Answer, Client, connect_many, raise_file_limit
from ..figures import anonymous_bytes
from ..programs import make_store, serving
from ..strangers import Strangers

IDLE = 10_000
ACTIVE = 1_000
QUESTIONS = 5
# Some files are for other things than connections.
FILES = IDLE + ACTIVE + 200
# What one of them may take of the server's memory, in bytes.
BYTES = 24 << 10


class IdleConnections(Case):
    """Each of them is served, each takes a bounded amount of memory, and none is closed while there are places."""

    name = "idle-connections"
    short = 1
    full = 3

    def obstacle(self) -> str | None:
        most = raise_file_limit()
        return f"a process may open {most} files, and {FILES} are needed" if most < FILES else None

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        places = ["--max-connections", str(IDLE + ACTIVE + 10), "--idle-timeout", "600"]
        with serving(store, attempt.folder / "log", *places) as server:
            asyncio.run(self._ask(Strangers(attempt, server.port), server.process.pid))

    async def _ask(self, strangers: Strangers, pid: int) -> None:
        await strangers.ask(100)
        before = anonymous_bytes(pid)
        silent = await connect_many(strangers.port, IDLE)
        for client in silent:
            self._insist(await client.ask("GET", TYPES))
        grown = (anonymous_bytes(pid) - before) / IDLE
        print(f"  {IDLE} idle connections take {grown:.0f} bytes each", flush=True)
        if grown > BYTES:
            raise Lost(f"an idle connection takes {grown:.0f} bytes")
        active = await connect_many(strangers.port, ACTIVE)
        await asyncio.gather(*(self._converse(client) for client in active))
        await strangers.ask(10)
        for client in silent:
            self._insist(await client.ask("GET", TYPES))
        for client in [*silent, *active]:
            client.close()

    async def _converse(self, client: Client) -> None:
        for _ in range(QUESTIONS):
            self._insist(await client.ask("GET", TYPES))

    def _insist(self, answer: Answer) -> None:
        if answer.status != 200:
            raise Lost(f"one of many was answered {answer.status}")
