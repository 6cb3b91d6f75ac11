"""The Big List of Naughty Strings in a register that is listed, exported, and made again of that, byte for byte."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from Contract.client import Client, Connection
from Contract.hostile import HARMLESS, NAUGHTY, blamed, home_of, naughty_strings
from Contract.people import logged_in, new_person
from Contract.register import ADMIN_EMAIL, ADMIN_PASSWORD, COMMAND, add_admin, serving

pytestmark = pytest.mark.skipif(not NAUGHTY.exists(), reason=f"the list of naughty strings is not at {NAUGHTY}")
# An export begins so.
REGISTER = {"register": {"format": 1, "secrets": False, "admins": False}}
MOMENT = "2026-11-29T18:00:00.000Z"
# Whether a text can be an address is looked at beside a name that is none of them.
PLAIN_NAME = "Nia"


def run(*arguments: str | Path) -> bytes:
    done = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def people() -> list[dict[str, Any]]:
    """For each string one who has it for both names, and one for an address: without passwords, which take time."""
    texts = naughty_strings()
    drafts = [(f"n{number}@example.org", text) for number, text in enumerate(texts)]
    drafts += [(text, PLAIN_NAME) for text in texts]
    rest = {"role": "user", "createdAt": MOMENT, "updatedAt": MOMENT, "version": 1}
    return [
        {"id": f"01890a5d-ac96-774b-bcce-{number:012x}", "email": email, "firstName": name, "lastName": name, **rest}
        for number, (email, name) in enumerate(drafts)
    ]


def add_people(store: Path, folder: Path) -> list[dict[str, Any]]:
    """Imports them all, and gives those who were taken; of the others each wrong field was named, and no other."""
    drafts, file, errors = people(), folder / "people.ndjson", folder / "errors.ndjson"
    lines = [json.dumps(line, ensure_ascii=False) for line in [REGISTER, *({"user": draft} for draft in drafts)]]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run("import", "--store", store, "--errors", errors, file)
    refused = {}
    for line in errors.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        # Counted from 1, and the first is no user.
        refused[report["line"] - 2] = {error["field"] for error in report["errors"]}
    for number, fields in refused.items():
        is_about_names = drafts[number]["firstName"] != PLAIN_NAME
        assert fields == ({"user.firstName", "user.lastName"} if is_about_names else {"user.email"}), drafts[number]
    return [draft for number, draft in enumerate(drafts) if number not in refused]


def fill(client: Client, admin: Client) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Puts each string into all texts of a property that take it, and into labels; gives the properties and labels."""
    owner = new_person(client).client
    homes, labels = [], {}
    for number, text in enumerate(naughty_strings()):
        texts = dict.fromkeys(HARMLESS, text)
        answer = owner.post("/v1/properties", home_of(texts))
        if answer.status == 422:
            texts |= {name: HARMLESS[name] for name in blamed(answer)}
            answer = owner.post("/v1/properties", home_of(texts))
        assert answer.status == 201, answer
        assert home_of(texts).items() <= without_ids(answer.json).items()
        homes.append(answer.json)
        if admin.put(f"/v1/types/t-{number}", {"label": text}).status == 201:
            labels[f"t-{number}"] = text
    return homes, labels


def without_ids(home: dict[str, Any]) -> dict[str, Any]:
    rooms = [{name: value for name, value in room.items() if name != "id"} for room in home["rooms"]]
    return home | {"rooms": rooms}


def items(client: Client, path: str) -> Iterator[dict[str, Any]]:
    """All of a list, page by page."""
    query: dict[str, Any] = {"limit": 100}
    while True:
        page = client.get(path, query=query, expect=200).json
        yield from page["items"]
        if page["next"] is None:
            return
        query["after"] = page["next"]


def look_at_cities(client: Client, homes: list[dict[str, Any]]) -> None:
    """Each is listed as its newest property spells it, and counted; whoever asks for it as it was spelled finds it."""
    listed = {city["city"]: city["count"] for city in items(client, "/v1/cities")}
    assert sum(listed.values()) == len(homes)
    for home in homes:
        found = client.get("/v1/properties", query={"city": home["city"], "limit": 100}, expect=200).json["items"]
        assert home in found
        # More are on further pages.
        assert len(found) == min(listed[found[0]["city"]], 100)
    assert len(listed) > 350


def values_of(lines: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [line[kind] for line in lines if kind in line]


def test_what_was_exported_makes_the_same_register(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    add_admin(first)
    kept = add_people(first, tmp_path)
    assert sum(person["firstName"] != PLAIN_NAME for person in kept) > 400
    assert any(person["firstName"] == PLAIN_NAME for person in kept)
    with serving(first, tmp_path / "log", "--trusted-proxy", "127.0.0.0/8", "--durability", "relaxed") as url:
        connection = Connection(url)
        client = Client(connection)
        admin = logged_in(client, ADMIN_EMAIL, ADMIN_PASSWORD).client
        homes, labels = fill(client, admin)
        listed = {user["id"]: user for user in items(admin, "/v1/users")}
        assert [listed[person["id"]] for person in kept] == kept
        # Besides: the admin, and the owner of all that there is.
        assert len(listed) == len(kept) + 2
        look_at_cities(client, homes)
        connection.close()
    assert len(labels) > 400
    for name in HARMLESS:
        assert sum(name in kept_texts(home, text) for home, text in zip(homes, naughty_strings(), strict=True)) > 400
    exported = tmp_path / "export.ndjson"
    exported.write_bytes(run("export", "--store", first))
    lines = [json.loads(line) for line in exported.read_bytes().splitlines()]
    assert {home["id"]: home for home in values_of(lines, "property")} == {home["id"]: home for home in homes}
    assert labels.items() <= {type["id"]: type["label"] for type in values_of(lines, "type")}.items()
    users = {user["id"]: user for user in values_of(lines, "user")}
    assert [users[person["id"]] for person in kept] == kept
    run("import", "--store", second, "--trust-secrets", exported)
    assert run("export", "--store", second) == exported.read_bytes()
    run("check", "--store", second)


def kept_texts(home: dict[str, Any], text: str) -> set[str]:
    """Which texts of a property are this one."""
    (room,) = home["rooms"]
    ((feature, value),) = room["features"].items()
    inside = {"room": room["name"], "kind": room["kind"], "feature": feature, "value": value}
    return {name for name, found in {**home, **inside}.items() if found == text}
