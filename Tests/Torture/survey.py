"""All that a server tells of a store: each property, each list of them, and how many there are."""

import json
from asyncio import IncompleteReadError
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from .case import Lost
from .client import Answer, Client
from .writers import PATH

CITIES = "/v1/cities?limit=100"
# No list here has as many: one that goes on is one that never ends.
MOST_PAGES = 50
# What a list may be asked for, and the member of a property that it goes by.
FILTERS = {"city": "city", "type": "type", "owner": "ownerId"}


@dataclass(frozen=True)
class Survey:
    """What was answered, by what was asked, as far as it came."""

    answers: dict[str, Answer]
    # Whether the server was there to the end.
    is_whole: bool


async def survey(port: int, records: Mapping[str, bytes]) -> Survey:
    """Asks for each of these properties, and for each list that they are in."""
    found: dict[str, Answer] = {}
    homes = [json.loads(body) for body in records.values()]
    filters = [f"{name}={quote(home[field])}" for home in homes for name, field in FILTERS.items()]
    client = await Client.connect(port)
    try:
        paths = [CITIES, *(f"{PATH}/{id_}" for id_ in records)]
        await client.send("".join(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n" for path in paths))
        for path in paths:
            found[path] = await client.receive()
        for query in dict.fromkeys(["order=newest", "order=oldest", *filters]):
            await _list(client, f"{PATH}?limit=100&{query}", found)
    except (ConnectionError, IncompleteReadError):
        return Survey(found, is_whole=False)
    finally:
        client.close()
    return Survey(found, is_whole=True)


async def _list(client: Client, first: str, found: dict[str, Answer]) -> None:
    path, pages = first, 0
    while True:
        answer = found[path] = await client.ask("GET", path)
        after = answer.content["next"] if answer.status == 200 else None
        if after is None:
            return
        path, pages = f"{first}&after={after}", pages + 1
        if pages == MOST_PAGES:
            raise Lost(f"{first} has no end")


def insist_on_truth(answers: Mapping[str, Answer], records: Mapping[str, bytes]) -> None:
    """Insists that each property that is told of is one of these, byte for byte, and each refusal in words.

    Raises:
        Lost: Something else is told.
    """
    for path, answer in answers.items():
        if answer.status != 200:
            if answer.status not in {404, 500} or "detail" not in answer.content:
                raise Lost(f"{path} is answered {answer.status}: {answer.body!r}")
        elif path == CITIES:
            if not isinstance(answer.content["items"], list):
                raise Lost(f"{path} is answered {answer.body!r}")
        elif "?" not in path:
            if answer.body != records[path.removeprefix(f"{PATH}/")]:
                raise Lost(f"{path} is answered {answer.body!r}")
        else:
            for item in _items(answer.body):
                if records.get(json.loads(item)["id"]) != item:
                    raise Lost(f"{path} tells of {item!r}")


def _items(body: bytes) -> Iterator[bytes]:
    """The items of a page, as they are written."""
    text = body.decode()
    rest = text.removeprefix('{"items":[')
    while rest.startswith("{"):
        _, end = json.JSONDecoder().raw_decode(rest)
        yield rest[:end].encode()
        rest = rest[end:].removeprefix(",")
    if not rest.startswith("]"):
        raise Lost(f"a page is {body!r}")
