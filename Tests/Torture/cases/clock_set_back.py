"""The clock is set back, and forward, under 32 writers."""

from ..case import Case, Lost, Round
from ..programs import Faults, make_store, request, serving, shimmed
from ..store import held, insist_on
from ..writers import PATH, Crowd, log_in

WRITERS = 32
DAY = 24 * 60 * 60


class ClockSetBack(Case):
    """Ids stay in the order of the writes, and tokens are good until the time that they name."""

    name = "clock-set-back"
    short = 2
    full = 50

    def run(self, attempt: Round) -> None:
        store, control = attempt.folder / "store", attempt.folder / "control"
        make_store(store)
        ahead, back = attempt.random.randint(0, DAY), -attempt.random.randint(1, 400 * DAY)
        Faults(clock_seconds=ahead).write(control)
        with serving(store, attempt.folder / "log", environment=shimmed(store, control=control)) as server:
            token = log_in(server.port)
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(attempt.random.randint(1, 200))
            Faults(clock_seconds=back).write(control)
            crowd.await_writes(crowd.count + attempt.random.randint(WRITERS, 200))
            crowd.join()
            # Those who come now are served as ever, with a token of the time that it is now.
            after = Crowd(server.port, WRITERS)
            after.await_writes(WRITERS)
            after.join()
            # Later than the first token said.
            Faults(clock_seconds=ahead + DAY).write(control)
            expired = request(server.port, "GET", PATH, token=token).status
        for writer in crowd.writers:
            ids = list(writer.acknowledged)
            if ids != sorted(ids):
                raise Lost(f"with {ahead} then {back} seconds, the ids of writer's properties are {ids}")
        if min(after.acknowledged) < max(crowd.acknowledged):
            raise Lost(f"with {ahead} then {back} seconds, {min(after.acknowledged)} is a later id")
        if crowd.refusals or after.refusals:
            raise Lost(f"a write was refused: {(crowd.refusals + after.refusals)[0]}")
        if expired != 401:
            raise Lost(f"a token of yesterday was answered with {expired}")
        insist_on({**crowd.acknowledged, **after.acknowledged}, held(store))
