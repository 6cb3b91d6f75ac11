"""UUIDv7 ids that are the same for the same seed."""

import random
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
# Ten million records end within the year: none lies in the future, and new ids come after all of them.
_STEP = timedelta(seconds=2)


class Identifiers:
    """Ids in order of creation, one step of time apart."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._moment = EPOCH

    def step(self) -> str:
        """Moves on, and returns the time as it is written on the wire."""
        self._moment += _STEP
        return self._moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"

    def next(self) -> str:
        """An id of the present step."""
        milliseconds = (self._moment - EPOCH) // timedelta(milliseconds=1) + int(EPOCH.timestamp() * 1000)
        bits = self._random.getrandbits(74)
        value = milliseconds << 80 | 7 << 76 | (bits >> 62) << 64 | 2 << 62 | bits & (1 << 62) - 1
        text = f"{value:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
