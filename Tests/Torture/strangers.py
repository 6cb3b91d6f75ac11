"""People who come by while others do what they can to be in their way."""

from asyncio import IncompleteReadError
from dataclasses import dataclass
from time import monotonic

from .case import Lost, Round
from .client import TYPES, Client

TRIES = 3
# How long one waits to be served, comings again included: a system that drops the first packet of a connection, as its
# queue is full, sends it again after one second, and again after two more.
SECONDS = 5.0


@dataclass(frozen=True)
class Strangers:
    """Each asks once, over a connection of its own."""

    attempt: Round
    port: int

    async def ask(self, count: int) -> None:
        """Lets so many ask, one after the other.

        Raises:
            Lost: An answer was not good, did not come, or came late.
        """
        for number in range(count):
            began = monotonic()
            status = await self._ask()
            if status != 200:
                raise Lost(f"stranger {number + 1} of {count} was answered {status}")
            self.attempt.insist_on_time("the service of a stranger", monotonic() - began, SECONDS)

    async def _ask(self) -> int | None:
        # As programs do, it comes again where it is sent away without an answer; it does not where it is left to wait.
        for _ in range(TRIES):
            client = await Client.connect(self.port)
            try:
                return (await client.ask("GET", TYPES)).status
            except (ConnectionError, IncompleteReadError):
                continue
            finally:
                client.close()
        return None
