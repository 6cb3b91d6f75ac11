"""A program that writes through the C library, from eight threads, is killed."""

import json
import signal
import subprocess
from pathlib import Path

from ..case import Case, Lost, Round
from ..programs import EMAIL, LIBRARY, PASSWORD, compiled, make_store
from ..start import insist_on_start
from ..store import held, insist_on


class KilledLibrary(Case):
    """Each acknowledged write is there, the others are whole, and the next start is quick."""

    name = "killed-library"
    short = 3
    full = 100

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
        insist_on(acknowledged, held(store))
