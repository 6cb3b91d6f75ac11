"""A program that writes through the C library, from 32 threads, is killed."""

import json
import signal
import subprocess
from pathlib import Path

from ..case import Case, Lost, Round
from ..homes import home, insist_on_whole
from ..programs import EMAIL, LIBRARY, PASSWORD, compiled, make_store
from ..start import insist_on_start
from ..store import held, insist_on, others

# As many as there are in `c/writer.c`.
THREADS = 32


class KilledLibrary(Case):
    """Each acknowledged write is there, the others are whole, and the next start is quick."""

    name = "killed-library"
    short = 3
    full = 200

    def prepare(self, folder: Path) -> None:  # noqa: ARG002
        flags = ["-pthread", f"-I{LIBRARY}", f"-L{LIBRARY}", f"-Wl,-rpath,{LIBRARY}"]
        self._program = compiled("writer.c", *flags, libraries=["-lcadastre"])

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        words = [str(self._program), str(store), EMAIL, PASSWORD]
        acknowledged: dict[str, bytes] = {}
        with subprocess.Popen(words, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            most = attempt.random.randint(1, 1000)
            for count, line in enumerate(writer.stdout):
                if line.endswith(b"\n"):
                    acknowledged[json.loads(line)["id"]] = line.rstrip(b"\n")
                if count == most:
                    writer.send_signal(signal.SIGKILL)
        if writer.returncode != -signal.SIGKILL:
            raise Lost(f"the program ended with {writer.returncode}")
        insist_on_start(attempt, store)
        found = held(store)
        insist_on(acknowledged, found)
        insist_on_whole(others(found, acknowledged), self._unanswered(acknowledged))

    def _unanswered(self, acknowledged: dict[str, bytes]) -> list[dict[str, str]]:
        """What each thread may have asked for last: it says each that was acknowledged before it asks for the next."""
        counts = dict.fromkeys(range(THREADS), 0)
        for body in acknowledged.values():
            thread, count = map(int, json.loads(body)["name"].removeprefix("House ").split("-"))
            counts[thread] = max(counts[thread], count)
        return [home(thread, count + 1) for thread, count in counts.items()]
