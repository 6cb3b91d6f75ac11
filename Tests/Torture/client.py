"""People who ask over HTTP, thousands of them in one thread."""

import asyncio
import json
import resource
from dataclasses import dataclass
from typing import Any

from .case import Lost
from .programs import PATIENCE

TYPES = "/v1/types"


@dataclass(frozen=True)
class Answer:
    """What came back; names of fields are in small letters."""

    status: int
    fields: dict[str, str]
    body: bytes

    @property
    def content(self) -> Any:
        return json.loads(self.body)


class Client:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, port: int) -> "Client":
        try:
            async with asyncio.timeout(PATIENCE):
                return cls(*await asyncio.open_connection("127.0.0.1", port))
        except TimeoutError:
            raise Lost("the server took no connection") from None

    async def send(self, text: str | bytes) -> None:
        """Sends bytes as they are, and waits until the system has taken them."""
        self._writer.write(text.encode() if isinstance(text, str) else text)
        await self._writer.drain()

    async def receive(self) -> Answer:
        """The next answer, which says how long it is, or has no content."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._receive()
        except TimeoutError:
            raise Lost("an answer did not come") from None

    async def _receive(self) -> Answer:
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.rstrip().split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        return Answer(
            int(first.split()[1]), fields, await self._reader.readexactly(int(fields.get("content-length", 0)))
        )

    async def ask(self, method: str, path: str, content: object = None, **fields: str) -> Answer:
        """Asks, and waits for the answer. An underscore in a field's name is a hyphen."""
        body = b"" if content is None else json.dumps(content).encode()
        if content is not None:
            fields = {"Content_Type": "application/json", "Content_Length": str(len(body)), **fields}
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
        await self.send("\r\n".join([*lines, "", ""]).encode() + body)
        return await self.receive()

    @property
    def is_closing(self) -> bool:
        """Whether the connection is known to have ended."""
        return self._writer.is_closing() or self._reader.at_eof()

    def close(self) -> None:
        self._writer.close()

    def abort(self) -> None:
        """Closes without sending what waits to be sent."""
        self._writer.transport.abort()


async def connect_many(port: int, count: int) -> list[Client]:
    """Connections, a hundred at a time: the system's queue is bounded."""
    clients: list[Client] = []
    while len(clients) < count:
        some = min(100, count - len(clients))
        clients += await asyncio.gather(*(Client.connect(port) for _ in range(some)))
    return clients


def raise_file_limit() -> int:
    """How many files this process, and those that it starts, may open: as many as the system allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most
