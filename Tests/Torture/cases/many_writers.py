"""256 people change one property at once."""

import asyncio
from collections.abc import Iterable
from itertools import chain

from ..case import Case, Lost, Round
from ..client import Answer, connect_many
from ..programs import make_store, serving
from ..store import held
from ..writers import PATH, log_in

WRITERS = 256
CHANGES = 4
HOME = {"name": "House", "type": "house", "city": "Lyon"}


class ManyWriters(Case):
    """Each change is there or is refused, and each that is there has raised the version by one."""

    name = "many-writers"
    short = 1
    full = 10

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        with serving(store, attempt.folder / "log") as server:
            path, last = asyncio.run(self._change(server.port))
        (found,) = held(store).values()
        if found != last.body:
            raise Lost(f"{path} was {last.body!r} last, and is {found!r}")

    async def _change(self, port: int) -> tuple[str, Answer]:
        who = {"Authorization": f"Bearer {await asyncio.to_thread(log_in, port)}"}
        clients = await connect_many(port, WRITERS)
        made = await clients[0].ask("POST", PATH, HOME, **who)
        path = made.fields["location"]
        version = made.content["version"]

        async def change_blindly(number: int) -> list[Answer]:
            return [
                await clients[number].ask("PATCH", path, {"name": f"House {number}-{count}"}, **who)
                for count in range(CHANGES)
            ]

        answers = list(chain.from_iterable(await asyncio.gather(*map(change_blindly, range(WRITERS)))))
        if any(answer.status != 200 for answer in answers):
            raise Lost(f"a change was answered {next(one.status for one in answers if one.status != 200)}")
        version = insist_on_versions(version, answers)

        async def change_seen(number: int) -> list[Answer]:
            answers = []
            for count in range(CHANGES):
                seen = await clients[number].ask("GET", path)
                change = {"name": f"House {number}-{count} seen"}
                answers.append(await clients[number].ask("PATCH", path, change, If_Match=seen.fields["etag"], **who))
            return answers

        answers = list(chain.from_iterable(await asyncio.gather(*map(change_seen, range(WRITERS)))))
        if any(answer.status not in (200, 412) for answer in answers):
            raise Lost(f"a change was answered {next(one.status for one in answers if one.status not in (200, 412))}")
        done = [answer for answer in answers if answer.status == 200]
        if not done or len(done) == len(answers):
            raise Lost(f"{len(done)} of {len(answers)} changes of what others change were done")
        version = insist_on_versions(version, done)
        last = await clients[0].ask("GET", path)
        if last.content["version"] != version or last.body not in [answer.body for answer in done]:
            raise Lost(f"after version {version} there is {last.body!r}")
        return path, last


def insist_on_versions(before: int, answers: Iterable[Answer]) -> int:
    """Insists that each answer has the next version, in some order; gives the last."""
    versions = sorted(answer.content["version"] for answer in answers)
    if versions != list(range(before + 1, before + 1 + len(versions))):
        raise Lost(f"{len(versions)} changes after version {before} have the versions {versions}")
    return int(versions[-1])
