"""slowhttptest, the program that such attacks are commonly tried with: in the head, in the body, in reading."""

import asyncio
import subprocess

from ..case import Case, Lost, Round
from ..client import TYPES, raise_file_limit
from ..programs import PATIENCE, make_store, serving
from ..strangers import Strangers
from ..writers import PATH

PLACES = 200
SECONDS = 5
# Each attack with 1,000 connections, made as fast as they come.
ATTACKS = [
    ["-H", "-i", "1", "-u", TYPES],
    ["-B", "-i", "1", "-s", "1000000", "-u", PATH],
    ["-X", "-w", "8", "-y", "16", "-z", "8", "-n", "1", "-k", "3", "-u", "/openapi.json"],
]


class Slowhttptest(Case):
    """Whoever comes meanwhile is served."""

    name = "slowhttptest"
    short = full = len(ATTACKS)

    def run(self, attempt: Round) -> None:
        number = int(attempt.folder.name.removeprefix("round-"))
        *attack, path = ATTACKS[number % len(ATTACKS)]
        store = attempt.folder / "store"
        raise_file_limit()
        make_store(store)
        with serving(store, attempt.folder / "log", "--max-connections", str(PLACES)) as server:
            shape = ["-c", "1000", "-r", "1000", "-l", str(SECONDS), "-p", "5"]
            whole = ["slowhttptest", *attack, f"http://127.0.0.1:{server.port}{path}", *shape]
            with subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
                try:
                    served = 0
                    while process.poll() is None:
                        asyncio.run(Strangers(attempt, server.port).ask(20))
                        served += 20
                    said, _ = process.communicate(timeout=PATIENCE)
                finally:
                    process.kill()
        if process.returncode != 0 or served < 40:
            raise Lost(f"{served} were served; slowhttptest ended with {process.returncode}: {said[-1000:]}")
