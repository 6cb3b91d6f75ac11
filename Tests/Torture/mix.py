"""A load of many kinds of questions, as fast as they are answered or at a rate."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from time import monotonic

from .case import Lost
from .client import Client, connect_many
from .programs import EMAIL, PASSWORD
from .writers import PATH

LOGIN = "/v1/auth/login"
# How long an access token is used before the next login, in seconds: it is good for 15 minutes.
TOKEN_SECONDS = 300


@dataclass
class Taken:
    """How long answers took, in seconds, since somebody last asked."""

    seconds: list[float] = field(default_factory=list)

    def take(self) -> list[float]:
        taken, self.seconds = sorted(self.seconds), []
        return taken


class Mix:
    """People at one server.

    Of 1,000 questions 780 are for a property, 150 for a page and 50 for cities; 16 change a property, and 4 make one
    and delete another, so that the register stays as large as it is. More changes would fill a disk within the hour
    that a read is held.

    Raises:
        Lost: From `run`, where an answer was not the right one.
    """

    def __init__(self, port: int, random: Random, people: int) -> None:
        self._port = port
        self._random = random
        self._people = people
        self._who: Mapping[str, str] = {}
        self._own: list[str] = []
        self._versions: dict[str, str] = {}
        self._busy: set[str] = set()
        self.taken = Taken()

    async def run(self, seconds: float, rate: float | None = None) -> int:
        """Asks for so long, at so many questions a second; gives how many were answered.

        At a rate, the time of an answer counts from when its question was due.
        """
        clients = await connect_many(self._port, self._people)
        await self._log_in()
        began = monotonic()
        asked = 0

        async def ask(client: Client) -> None:
            nonlocal asked
            while (now := monotonic()) < began + seconds:
                due = now if rate is None else began + asked / rate
                asked += 1
                if due > now:
                    await asyncio.sleep(due - now)
                await self._ask(client)
                self.taken.seconds.append(monotonic() - due)

        async with asyncio.TaskGroup() as group:
            for client in clients:
                group.create_task(ask(client))
            group.create_task(self._log_in_again(began + seconds))
        for client in clients:
            client.close()
        return asked

    async def make_own(self, count: int) -> None:
        """Makes the properties that are changed, and learns of them."""
        client = await Client.connect(self._port)
        await self._log_in()
        for number in range(count):
            await self._make(client, number)
        client.close()

    async def _log_in(self) -> None:
        # A connection of its own: one that was kept until the next login would be closed for being idle.
        client = await Client.connect(self._port)
        answer = await client.ask("POST", LOGIN, {"email": EMAIL, "password": PASSWORD})
        expect(answer.status, 200, "a login")
        tokens = answer.content
        self._who = {"Authorization": f"Bearer {tokens['accessToken']}"}
        # The access token lives on; what would have stayed in the store for 30 days does not.
        gone = await client.ask("POST", "/v1/auth/logout", {"refreshToken": tokens["refreshToken"]})
        expect(gone.status, 204, "a logout")
        client.close()

    async def _log_in_again(self, end: float) -> None:
        while (left := end - monotonic()) > 0:
            await asyncio.sleep(min(left, TOKEN_SECONDS))
            await self._log_in()

    async def _ask(self, client: Client) -> None:
        chance = self._random.random()
        if chance < 0.78:
            expect((await client.ask("GET", self._random.choice(self._own))).status, (200, 404), "a property")
        elif chance < 0.93:
            expect((await client.ask("GET", f"{PATH}?limit=20")).status, 200, "a page")
        elif chance < 0.98:
            expect((await client.ask("GET", "/v1/cities?prefix=s")).status, 200, "cities")
        elif chance < 0.996:
            await self._change(client)
        else:
            await self._replace(client)

    async def _change(self, client: Client) -> None:
        path = self._random.choice(self._own)
        if path in self._busy:
            return
        self._busy.add(path)
        change = {"city": f"Town {self._random.randrange(100)}"}
        answer = await client.ask("PATCH", path, change, If_Match=self._versions[path], **self._who)
        self._busy.remove(path)
        expect(answer.status, 200, "a change")
        self._versions[path] = answer.fields["etag"]

    async def _replace(self, client: Client) -> None:
        path = self._random.choice(self._own)
        if path in self._busy:
            return
        self._own.remove(path)
        del self._versions[path]
        await self._make(client, self._random.randrange(1_000_000))
        expect((await client.ask("DELETE", path, **self._who)).status, 204, "a deletion")

    async def _make(self, client: Client, number: int) -> None:
        home = {"name": f"House {number}", "type": "house", "city": f"Town {number % 100}", "description": "x" * 500}
        answer = await client.ask("POST", PATH, home, **self._who)
        expect(answer.status, 201, "a new property")
        path = answer.fields["location"]
        self._versions[path] = answer.fields["etag"]
        self._own.append(path)


def expect(status: int, wanted: int | tuple[int, ...], what: str) -> None:
    if status not in (wanted if isinstance(wanted, tuple) else (wanted,)):
        raise Lost(f"{what} was answered {status}")
