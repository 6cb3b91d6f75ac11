"""The server is killed under 32 writers, and started again."""

import signal
from http.client import HTTPConnection
from time import monotonic

from ..case import Case, Lost, Round
from ..programs import PATIENCE, make_store, serving
from ..store import held, insist_on
from ..writers import Crowd

WRITERS = 32
START_SECONDS = 0.1


class KilledServer(Case):
    """Each acknowledged write is there, and of the others only whole ones; the next start is quick."""

    name = "killed-server"
    short = 5
    full = 200

    def run(self, attempt: Round) -> None:
        store, log = attempt.folder / "store", attempt.folder / "log"
        make_store(store)
        with serving(store, log) as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(attempt.random.randint(0, 400))
            server.process.send_signal(signal.SIGKILL)
            crowd.join()
        began = monotonic()
        with serving(store, log) as server:
            connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
            connection.request("GET", "/readyz")
            status = connection.getresponse().status
            took = monotonic() - began
        found = held(store)
        insist_on(crowd.acknowledged, found)
        strangers = [body for id_, body in found.items() if id_ not in crowd.acknowledged]
        for body in strangers:
            if not any(f'"name":"{name}"'.encode() in body for name in crowd.unanswered):
                raise Lost(f"nobody asked for {body!r}")
        if status != 200:
            raise Lost(f"after the next start, /readyz answers {status}")
        attempt.insist_on_time("the next start", took, START_SECONDS)
