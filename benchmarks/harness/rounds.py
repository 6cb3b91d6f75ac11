"""How often each peer has its turn, and for how long."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Rounds:
    """Rounds count from 1; a round 0, which is short and is not measured, warms up."""

    count: int
    seconds: int
    warm_up: bool = True

    @staticmethod
    def arguments(parser: argparse.ArgumentParser, rounds: int, seconds: int) -> None:
        parser.add_argument(
            "--rounds", type=int, default=rounds, help="of each peer, interleaved (default: %(default)s)"
        )
        parser.add_argument("--seconds", type=int, default=seconds, help="of each round (default: %(default)s)")
        parser.add_argument("--cold", action="store_true", help="no round that warms up")

    @classmethod
    def of(cls, options: argparse.Namespace) -> "Rounds":
        return cls(options.rounds, options.seconds, not options.cold)

    def turns(self, contestants: int) -> Iterator[tuple[int, int]]:
        """The number of the round and the place of a contestant, a different one first each time."""
        for number in range(0 if self.warm_up else 1, self.count + 1):
            for turn in range(contestants):
                yield number, (turn + number) % contestants

    def length(self, number: int) -> int:
        """Seconds of that round."""
        return self.seconds if number else 1
