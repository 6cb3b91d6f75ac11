"""The Big List of Naughty Strings in a register that is exported, and made again of that, byte for byte."""

import json
import subprocess
from pathlib import Path

import pytest
from Contract.client import Client, Connection
from Contract.hostile import HARMLESS, NAUGHTY, blamed, home_of, naughty_strings
from Contract.people import logged_in, new_person
from Contract.register import ADMIN_EMAIL, ADMIN_PASSWORD, COMMAND, add_admin, serving

pytestmark = pytest.mark.skipif(not NAUGHTY.exists(), reason=f"the list of naughty strings is not at {NAUGHTY}")


def run(*arguments: str | Path) -> bytes:
    done = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def fill(client: Client) -> dict[str, int]:
    """Puts each string into all texts that take it, and says how many are in which."""
    admin = logged_in(client, ADMIN_EMAIL, ADMIN_PASSWORD).client
    owner = new_person(client).client
    kept = dict.fromkeys([*HARMLESS, "label", "firstName"], 0)
    for number, text in enumerate(naughty_strings()):
        texts = dict.fromkeys(HARMLESS, text)
        answer = owner.post("/v1/properties", home_of(texts))
        if answer.status == 422:
            texts |= {name: HARMLESS[name] for name in blamed(answer)}
            answer = owner.post("/v1/properties", home_of(texts))
        assert answer.status == 201, answer
        for name, value in texts.items():
            kept[name] += value == text
        kept["label"] += admin.put(f"/v1/types/t-{number}", {"label": text}).status == 201
        # Each password takes as long as a password takes: a few of them.
        if number % 40 == 0:
            kept["firstName"] += new_person(client).client.patch("/v1/users/me", {"firstName": text}).status == 200
    return kept


def test_what_was_exported_makes_the_same_register(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    add_admin(first)
    with serving(first, tmp_path / "log", "--trusted-proxy", "127.0.0.0/8", "--durability", "relaxed") as url:
        connection = Connection(url)
        kept = fill(Client(connection))
        connection.close()
    assert min(kept[name] for name in [*HARMLESS, "label"]) > 400, kept
    assert kept["firstName"] > 5, kept
    exported = tmp_path / "export.ndjson"
    exported.write_bytes(run("export", "--store", first))
    run("import", "--store", second, "--trust-secrets", exported)
    assert run("export", "--store", second) == exported.read_bytes()
    run("check", "--store", second)
    texts = {text for line in exported.read_bytes().splitlines() for text in strings_in(json.loads(line))}
    assert len(texts & set(naughty_strings())) > 480


def strings_in(value: object) -> set[str]:
    """All strings of a document, names of features too."""
    match value:
        case str():
            return {value}
        case list():
            return set().union(*map(strings_in, value))
        case dict():
            return set(value) | set().union(*map(strings_in, value.values()))
        case _:
            return set()
