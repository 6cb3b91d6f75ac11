"""Filters of several fields at once, drawn from the properties as they are made."""

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any


class Joins:
    """A sample, each property as likely to be in it as any other, and the worst that can be asked."""

    def __init__(self, size: int, seed: int) -> None:
        self._size = size
        self._random = random.Random(seed)
        self._sample: list[dict[str, str]] = []
        self._seen = 0
        self._together: Counter[tuple[str, str]] = Counter()

    def add(self, record: dict[str, Any]) -> None:
        filters = {"city": record["city"], "type": record["type"], "owner": record["ownerId"]}
        self._together[record["city"], record["type"]] += 1
        self._seen += 1
        place = self._random.randrange(self._seen)
        if len(self._sample) < self._size:
            self._sample.append(filters)
        elif place < self._size:
            self._sample[place] = filters

    def worst(self) -> dict[str, str]:
        """A city and a type that have many properties each, in turns, and none together; where each city has each
        type, the two that meet least often."""
        cities: Counter[str] = Counter()
        types: Counter[str] = Counter()
        for (city, type_), count in self._together.items():
            cities[city] += count
            types[type_] += count
        pairs = [(city, type_) for city in cities for type_ in types]
        best = max(pairs, key=lambda pair: (-self._together.get(pair, 0), min(cities[pair[0]], types[pair[1]]), pair))
        return {"city": best[0], "type": best[1]}

    def write(self, folder: Path) -> None:
        """Writes `joins.ndjson` and `joins-worst.ndjson`."""
        for name, joins in (("joins", self._sample), ("joins-worst", [self.worst()])):
            lines = "".join(json.dumps(filters, ensure_ascii=False) + "\n" for filters in joins)
            (folder / f"{name}.ndjson").write_text(lines, encoding="utf-8")
