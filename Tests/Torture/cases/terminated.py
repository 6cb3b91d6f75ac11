"""The server is told to end, or stopped for a while, under 32 writers."""

import signal
import socket
from time import monotonic, sleep

from ..case import Case, Lost, Round
from ..pipeline import PipelinedWriter
from ..programs import PATIENCE, make_store, serving
from ..store import held, insist_on, insist_on_nothing_else
from ..writers import PATH, Crowd

# A quarter of whom ask on a connection of their own each time, and another ask for eight things at once.
WRITERS = 24
NEWCOMERS = 8
PIPELINES = 8
DEPTH = 8
PAUSE_SECONDS = 0.2
# What runs gets so long, of itself, and where an unfinished request takes all of it.
SHUTDOWN_SECONDS = 10
SHORT_SHUTDOWN_SECONDS = 1
MORE_SECONDS = 2


class Terminated(Case):
    """It goes on after SIGCONT, and after SIGTERM ends with 0, in time; all that was carried out was answered."""

    name = "terminated"
    short = 3
    full = 50

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        # Every other round somebody never sends the rest of a body.
        is_held_up = attempt.number % 2 == 1
        longest = SHORT_SHUTDOWN_SECONDS if is_held_up else SHUTDOWN_SECONDS
        options = ["--shutdown-timeout", str(longest)] if is_held_up else []
        with serving(store, attempt.folder / "log", *options) as server, socket.socket() as unfinished:
            crowd = Crowd(server.port, WRITERS, newcomers=NEWCOMERS)
            numbers = range(WRITERS, WRITERS + PIPELINES)
            pipelines = [PipelinedWriter(server.port, crowd.token, number, DEPTH) for number in numbers]
            for pipeline in pipelines:
                pipeline.start()
            if is_held_up:
                unfinished.connect(("127.0.0.1", server.port))
                head = f"POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {crowd.token}\r\n"
                unfinished.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{{".encode())
            crowd.await_writes(attempt.random.randint(0, 200))
            server.process.send_signal(signal.SIGSTOP)
            sleep(attempt.random.uniform(0, PAUSE_SECONDS))
            server.process.send_signal(signal.SIGCONT)
            crowd.await_writes(crowd.count + attempt.random.randint(WRITERS, 200))
            server.process.send_signal(signal.SIGTERM)
            began = monotonic()
            status = server.process.wait(timeout=PATIENCE)
            took = monotonic() - began
            crowd.join()
            for pipeline in pipelines:
                pipeline.join(timeout=PATIENCE)
        attempt.insist_on_time("the end", took, longest + MORE_SECONDS)
        if status != 0:
            raise Lost(f"the server ended with {status}")
        refusals = [*crowd.refusals, *(refusal for pipeline in pipelines for refusal in pipeline.refusals)]
        if refusals:
            raise Lost(f"a write was refused: {refusals[0]}")
        acknowledged = {**crowd.acknowledged}
        for pipeline in pipelines:
            acknowledged |= pipeline.acknowledged
        found = held(store)
        insist_on(acknowledged, found)
        insist_on_nothing_else(found, acknowledged)
