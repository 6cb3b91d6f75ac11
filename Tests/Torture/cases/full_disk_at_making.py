"""A store is made on a disk that has too little room, which then gets more."""

from ..case import Case, Lost, Round
from ..mounts import obstacle, resize, small_disk
from ..programs import EMAIL, PASSWORD, command
from ..start import insist_on_start
from ..store import held

KIBIBYTE = 1 << 10
LEAST, MOST, ENOUGH = 16 * KIBIBYTE, 1200 * KIBIBYTE, 8192 * KIBIBYTE
FULL = 74
WORDS = ["user", "add", "--email", EMAIL, "--first-name", "Ada", "--last-name", "Martin", "--password-stdin"]


class FullDiskAtMaking(Case):
    """It is said in words that there is no room; with room, the same is made where it was begun."""

    name = "full-disk-at-making"
    short = 5
    full = 200

    def obstacle(self) -> str | None:
        return obstacle()

    def run(self, attempt: Round) -> None:
        disk = attempt.folder / "disk"
        size = attempt.random.randint(LEAST, MOST)
        with small_disk(disk, size):
            store = disk / "store"
            first = command(*WORDS, "--store", store, text=PASSWORD)
            if first.returncode not in {0, FULL} or (first.returncode == FULL and "space" not in first.stderr):
                raise Lost(f"with {size} bytes, it ended with {first.returncode}: {first.stderr}")
            resize(disk, ENOUGH)
            if first.returncode != 0:
                again = command(*WORDS, "--store", store, text=PASSWORD)
                if again.returncode != 0:
                    raise Lost(f"with room, it ended with {again.returncode}: {again.stderr}")
            insist_on_start(attempt, store)
            held(store)
