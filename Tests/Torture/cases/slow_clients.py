"""More people than there are places take as long as they can: in the head, in the body, in reading; others come by."""

import asyncio
from contextlib import suppress

from ..case import Case, Lost, Round
from ..client import TYPES, Client, raise_file_limit
from ..figures import anonymous_bytes
from ..programs import make_store, serving
from ..strangers import Strangers
from ..writers import PATH

PLACES = 100
SLOW = 300
STRANGERS = 100
# Bytes of the server's memory for each place, whatever is done to it.
BYTES = 512 << 10

POST = f"POST {PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
GET = f"GET {TYPES} HTTP/1.1\r\nHost: a\r\n\r\n"
# What each says first, and then again and again.
MANNERS = {
    "silence": ("", ""),
    "head": (f"GET {TYPES} HTTP/1.1\r\nHost: a\r\n", "X: y\r\n"),
    "body": (f"{POST}Content-Length: 1000000\r\n\r\n", " "),
    "chunks": (f"{POST}Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
    # They ask for much and read nothing of it.
    "reading": ("GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 50, GET),
    # Each question is whole, and the next comes when the answer has.
    "questions": (GET, GET),
}


class SlowClients(Case):
    """Whoever comes meanwhile is served, and the slow ones take a bounded amount of memory."""

    name = "slow-clients"
    short = len(MANNERS)
    full = 2 * len(MANNERS)

    def run(self, attempt: Round) -> None:
        number = int(attempt.folder.name.removeprefix("round-"))
        manner = list(MANNERS)[number % len(MANNERS)]
        store = attempt.folder / "store"
        raise_file_limit()
        make_store(store)
        with serving(store, attempt.folder / "log", "--max-connections", str(PLACES)) as server:
            try:
                asyncio.run(self._ask(Strangers(attempt, server.port), server.process.pid, *MANNERS[manner]))
            except Lost as lost:
                raise Lost(f"{manner}: {lost}") from lost

    async def _ask(self, strangers: Strangers, pid: int, first: str, again: str) -> None:
        await strangers.ask(20)
        before = anonymous_bytes(pid)
        coming = [asyncio.Event() for _ in range(SLOW)]
        delay = strangers.attempt.random.random
        slow = [asyncio.create_task(dawdle(strangers.port, delay(), first, again, came)) for came in coming]
        for came in coming:
            await came.wait()
        await strangers.ask(STRANGERS)
        grown = (anonymous_bytes(pid) - before) / PLACES
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        if grown > BYTES:
            raise Lost(f"{PLACES} places take {grown:.0f} bytes each")
        await strangers.ask(20)


async def dawdle(port: int, delay: float, first: str, again: str, came: asyncio.Event) -> None:
    """Says `first` and then `again` for as long as it is let, and is back a second after it is not."""
    await asyncio.sleep(delay)
    while True:
        with suppress(OSError, Lost):
            client = await Client.connect(port)
            try:
                await client.send(first)
                came.set()
                while not client.is_closing:
                    await asyncio.sleep(0.2)
                    await client.send(again)
            finally:
                client.abort()
        await asyncio.sleep(1)
