"""What a store holds when all is over."""

import json
from collections.abc import Mapping
from pathlib import Path

from .case import Lost
from .programs import command


def held(store: Path) -> dict[str, bytes]:
    """Insists that the check is clean, and gives each property by its id, as the register answers it."""
    checked = command("check", "--store", store)
    if checked.returncode != 0:
        raise Lost(f"check ended with {checked.returncode}: {checked.stdout} {checked.stderr}")
    exported = command("export", "--store", store)
    if exported.returncode != 0:
        raise Lost(f"export ended with {exported.returncode}: {exported.stderr}")
    found: dict[str, bytes] = {}
    for line in exported.stdout.splitlines():
        if line.startswith('{"property":'):
            # An imported one is followed by what it is called where it comes from.
            rest = line.removeprefix('{"property":')
            content, end = json.JSONDecoder().raw_decode(rest)
            found[content["id"]] = rest[:end].encode()
    return found


def others(found: Mapping[str, bytes], acknowledged: Mapping[str, bytes]) -> list[bytes]:
    """What is there beside what was acknowledged."""
    return [body for id_, body in found.items() if id_ not in acknowledged]


def insist_on(acknowledged: Mapping[str, bytes], found: Mapping[str, bytes]) -> None:
    """Insists that what was acknowledged is there, byte by byte."""
    missing = [id_ for id_ in acknowledged if id_ not in found]
    if missing:
        raise Lost(f"{len(missing)} of {len(acknowledged)} acknowledged writes are gone, {missing[0]} first")
    for id_, body in acknowledged.items():
        if found[id_] != body:
            raise Lost(f"{body!r} was acknowledged, and is {found[id_]!r}")


def insist_on_nothing_else(found: Mapping[str, bytes], acknowledged: Mapping[str, bytes]) -> None:
    """Insists that nothing is there but what was acknowledged, sooner or later, as it is."""
    for id_, body in found.items():
        if acknowledged.get(id_) != body:
            raise Lost(f"{body!r} is there, and was never acknowledged so")
