"""More of everything than is allowed, at once: questions, bodies, fields, connections."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from ..case import Case, Lost, Round
from ..client import TYPES, Client, connect_many, raise_file_limit
from ..figures import anonymous_bytes
from ..programs import make_store, serving
from ..strangers import Strangers
from ..writers import PATH, log_in

MEBIBYTE = 1 << 20
GET = f"GET {TYPES} HTTP/1.1\r\nHost: a\r\n\r\n"


async def pipeline(strangers: Strangers) -> None:
    """20,000 questions on one connection, asked before the first answer is read."""
    count = 20_000
    client = await Client.connect(strangers.port)
    asking = asyncio.create_task(client.send(GET * count))

    async def read() -> None:
        for number in range(count):
            answer = await client.receive()
            if answer.status != 200:
                raise Lost(f"answer {number + 1} of {count} was {answer.status}")

    reading = asyncio.create_task(read())
    while not reading.done():
        await strangers.ask(1)
    await reading
    await asking
    client.close()


async def refuse_reading(strangers: Strangers) -> None:
    """20 who ask for much together and read none of it."""
    clients = await connect_many(strangers.port, 20)
    # What the server takes of it depends on its buffers, and on the system's: it need not take all.
    asking = [asyncio.create_task(client.send(GET * 5_000)) for client in clients]
    await strangers.ask(50)
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    for client in clients:
        client.abort()


async def send_bodies(strangers: Strangers) -> None:
    """64 bodies of 1 MiB that are all there but for their last byte, and then end together."""
    who = await asyncio.to_thread(log_in, strangers.port)
    beginning = b'{"name":"House","type":"house","city":"Lyon","description":"'
    body = beginning + b"x" * (MEBIBYTE - len(beginning) - 2) + b'"}'
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {who}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    clients = await connect_many(strangers.port, 64)
    await asyncio.gather(*(client.send(head.encode() + body[:-1]) for client in clients))
    await strangers.ask(20)
    await asyncio.gather(*(client.send(body[-1:]) for client in clients))
    for client in clients:
        answer = await client.receive()
        # Its description is longer than any may be.
        if answer.status != 422:
            raise Lost(f"a body of 1 MiB was answered {answer.status}")
        client.close()


async def send_fields(strangers: Strangers) -> None:
    """50 heads of 100,000 fields each."""
    clients = await connect_many(strangers.port, 50)
    flood = f"GET {TYPES} HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n" * 100_000
    sending = [asyncio.create_task(client.send(flood)) for client in clients]
    answering = asyncio.gather(*(client.receive() for client in clients))
    await strangers.ask(20)
    for answer in await answering:
        if answer.status != 431:
            raise Lost(f"a flood of fields was answered {answer.status}")
    await asyncio.gather(*sending, return_exceptions=True)
    for client in clients:
        client.close()


async def connect_often(strangers: Strangers) -> None:
    """2,000 connections where there are places for 200, again and again."""
    for _ in range(3):
        clients = await connect_many(strangers.port, 2_000)
        await strangers.ask(50)
        for client in clients:
            client.close()


PLACES = 200
# Each flood, and how many bytes of the server's memory it may take.
FLOODS: dict[str, tuple[Callable[[Strangers], Awaitable[None]], int]] = {
    "questions": (pipeline, 16 * MEBIBYTE),
    "answers": (refuse_reading, 20 * MEBIBYTE),
    "bodies": (send_bodies, 64 * 4 * MEBIBYTE),
    "fields": (send_fields, 64 * MEBIBYTE),
    "connections": (connect_often, 32 * MEBIBYTE),
}


class Floods(Case):
    """What is over a limit is refused as it should be, within bounded memory, and others are served meanwhile."""

    name = "floods"
    short = len(FLOODS)
    full = 4 * len(FLOODS)

    def run(self, attempt: Round) -> None:
        number = int(attempt.folder.name.removeprefix("round-"))
        name = list(FLOODS)[number % len(FLOODS)]
        flood, most = FLOODS[name]
        store = attempt.folder / "store"
        raise_file_limit()
        began = monotonic()
        make_store(store)
        with serving(store, attempt.folder / "log", "--max-connections", str(PLACES)) as server:
            try:
                grown = asyncio.run(self._measure(flood, Strangers(attempt, server.port), server.process.pid))
            except Lost as lost:
                raise Lost(f"{name}: {lost}") from lost
        print(f"  {name}: at most {grown >> 20} MiB, {monotonic() - began:.0f} s", flush=True)
        if grown > most:
            raise Lost(f"{name}: the server's memory grew by {grown >> 20} MiB")

    async def _measure(self, flood: Callable[[Strangers], Awaitable[None]], strangers: Strangers, pid: int) -> int:
        await strangers.ask(20)
        before = most = anonymous_bytes(pid)
        working = asyncio.ensure_future(flood(strangers))
        while not working.done():
            await asyncio.wait([working], timeout=0.02)
            most = max(most, anonymous_bytes(pid))
        await working
        await strangers.ask(20)
        return most - before
