"""What of a file a power cut leaves: what was synced, and of the rest any part."""

from random import Random

SECTOR = 512


class Disk:
    """A file on a disk that may lose what has not been synced."""

    def __init__(self, image: bytes) -> None:
        self._durable = bytearray(image)
        self._pending: list[tuple[int, bytes]] = []

    def write(self, offset: int, content: bytes) -> None:
        self._pending.append((offset, content))

    def sync(self, count: int) -> None:
        """Makes the oldest `count` pending writes durable."""
        for offset, content in self._pending[:count]:
            _put(self._durable, offset, content)
        del self._pending[:count]

    def sync_last(self) -> None:
        """Makes the last write durable, and no other: it went through a descriptor of O_DSYNC."""
        _put(self._durable, *self._pending.pop())

    @property
    def pending(self) -> int:
        return len(self._pending)

    def cut(self, random: Random) -> bytes:
        """What is on the disk after the power failed: each pending sector is there or not, in any order."""
        image = bytearray(self._durable)
        sectors = [piece for write in self._pending for piece in _sectors(*write)]
        random.shuffle(sectors)
        for offset, content in sectors[: random.choice([0, len(sectors), random.randint(0, len(sectors))])]:
            _put(image, offset, content)
        return bytes(image)


def _put(image: bytearray, offset: int, content: bytes) -> None:
    if offset > len(image):
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(content)] = content


def _sectors(offset: int, content: bytes) -> list[tuple[int, bytes]]:
    """A write in pieces that a disk keeps whole."""
    pieces = []
    start = 0
    while start < len(content):
        end = min(len(content), (offset + start) // SECTOR * SECTOR + SECTOR - offset)
        pieces.append((offset + start, content[start:end]))
        start = end
    return pieces
