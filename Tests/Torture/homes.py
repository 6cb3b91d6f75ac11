"""What is asked for, and whether it came about as a whole."""

import json
from collections.abc import Iterable, Mapping

from .case import Lost

# What the register adds to what was asked for, and what it takes where nothing was said.
ADDED = {"id", "ownerId", "createdAt", "updatedAt", "version"}
UNSAID: Mapping[str, object] = {"description": "", "rooms": []}


def home(writer: int, count: int) -> dict[str, str]:
    """What somebody asks for, each time of another name. `c/writer.c` has the same."""
    name = f"House {writer}-{count}"
    return {"name": name, "type": "house", "city": f"Town {count % 7}", "description": "x" * 500}


def insist_on_whole(found: Iterable[bytes], asked: Iterable[Mapping[str, str]]) -> set[str]:
    """Insists that each property has all the fields of one that was asked for, and no two those of the same one.

    Gives the names of those that are there. Each that was asked for has a name of its own.
    """
    left = {fields["name"]: fields for fields in asked}
    names = set()
    for body in found:
        content = json.loads(body)
        fields = left.pop(content.get("name"), None)
        if fields is None:
            raise Lost(
                f"{body!r} is there more than once" if content.get("name") in names else f"nobody asked for {body!r}"
            )
        names.add(fields["name"])
        said = {key: value for key, value in content.items() if key not in ADDED}
        is_untouched = content.get("version") == 1 and content.get("createdAt") == content.get("updatedAt")
        if said != {**UNSAID, **fields} or not content.keys() >= ADDED or not is_untouched:
            raise Lost(f"{fields} was asked for, and is there as {body!r}")
    return names
