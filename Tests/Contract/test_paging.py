"""Lists: pages that lead through all of a list, whatever happens meanwhile, and cursors that nobody can bend."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from secrets import token_hex
from typing import Any
from uuid import UUID

import pytest

from .client import Answer, Client
from .people import NOBODY, Person, new_person, new_property, path_of


def pages(client: Client, path: str, query: dict[str, Any]) -> Iterator[Answer]:
    """All pages, as `next` leads."""
    while True:
        page = client.get(path, query=query, expect=200)
        yield page
        if page.json["next"] is None:
            return
        query = {**query, "after": page.json["next"]}


@pytest.fixture
def city(ada: Person) -> str:
    """A city of seven properties of Ada."""
    name = f"Ville {token_hex(6)}"
    for number in range(7):
        new_property(ada, name=str(number), city=name, type="loft" if number % 2 else "land")
    return name


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8, 100])
@pytest.mark.parametrize("order", ["newest", "oldest", None])
def test_lead_through_all_of_it(anyone: Client, city: str, limit: int, order: str | None) -> None:
    query: dict[str, Any] = {"city": city, "limit": limit, **({"order": order} if order else {})}
    found = list(pages(anyone, "/v1/properties", query))
    names = [item["name"] for page in found for item in page.json["items"]]
    assert names == [str(number) for number in (range(7) if order == "oldest" else range(6, -1, -1))]
    assert all(len(page.json["items"]) <= limit for page in found)


def test_links_lead_as_next_does(anyone: Client, city: str) -> None:
    path = f"/v1/properties?city={city.replace(' ', '+')}&limit=3&order=oldest"
    names: list[str] = []
    while True:
        page = anyone.get(path, expect=200)
        names += [item["name"] for item in page.json["items"]]
        link = page.header("Link")
        if page.json["next"] is None:
            assert link is None
            break
        assert link is not None
        assert link.startswith("</v1/properties?")
        assert link.endswith('>; rel="next"')
        assert f"after={page.json['next']}" in link
        path = link[1 : link.index(">")]
    assert names == [str(number) for number in range(7)]


def test_twenty_are_a_page_where_nothing_is_said(newcomer: Person, anyone: Client) -> None:
    for _ in range(21):
        new_property(newcomer)
    page = anyone.get("/v1/properties", query={"owner": newcomer.id}, expect=200).json
    assert len(page["items"]) == 20
    assert page["next"] is not None


def test_filters_hold_together(ada: Person, bob: Person, anyone: Client, city: str) -> None:
    new_property(bob, name="bob's", city=city, type="loft")

    def names(**query: str) -> set[str]:
        return {item["name"] for item in anyone.get("/v1/properties", query=query, expect=200).json["items"]}

    assert names(city=city, owner=bob.id) == {"bob's"}
    assert names(city=city, type="loft") == {"1", "3", "5", "bob's"}
    assert names(city=city, type="loft", owner=ada.id) == {"1", "3", "5"}
    assert names(city=city, type="loft", owner=bob.id) == {"bob's"}
    assert names(city=city, type="office") == names(city=city, owner=NOBODY) == names(city=f"{city} x") == set()
    assert names(type="no-such-type") == set()


def test_what_is_there_throughout_is_seen_once_while_others_write(ada: Person, bob: Person, anyone: Client) -> None:
    city = f"Ville {token_hex(6)}"
    homes = [new_property(ada, city=city) for _ in range(12)]
    leaving, staying = homes[1::3], [home for home in homes if home not in homes[1::3]]
    seen: list[str] = []
    for number, page in enumerate(pages(anyone, "/v1/properties", {"city": city, "limit": 2, "order": "newest"})):
        seen += [item["id"] for item in page.json["items"]]
        new_property(bob, city=city)
        if number < len(leaving):
            ada.client.delete(path_of(leaving[number]), expect=204)
        ada.client.patch(path_of(staying[number % len(staying)]), {"description": str(number)}, expect=200)
    assert len(seen) == len(set(seen))
    assert {home["id"] for home in staying} <= set(seen)


def test_a_cursor_is_bound_to_its_question(ada: Person, bob: Person, anyone: Client, city: str) -> None:
    query = {"city": city, "type": "land", "owner": ada.id, "order": "oldest", "limit": 1}
    cursor = anyone.get("/v1/properties", query=query).json["next"]
    others: list[dict[str, Any]] = [
        {**query, "city": "Bordeaux"},
        {**query, "type": "house"},
        {**query, "owner": bob.id},
        {**query, "order": "newest"},
        {name: value for name, value in query.items() if name != "city"},
        {name: value for name, value in query.items() if name != "type"},
        {name: value for name, value in query.items() if name != "owner"},
        {},
    ]
    for other in others:
        anyone.get("/v1/properties", query={**other, "after": cursor}).is_problem(400)
    # How many there are on a page is no part of the question, nor is how the city is spelled, nor who asks.
    for client in [anyone, bob.client]:
        same = {**query, "city": city.upper().replace(" ", "-"), "limit": 5, "after": cursor}
        assert len(client.get("/v1/properties", query=same, expect=200).json["items"]) == 3


@pytest.mark.parametrize(
    "bend",
    [
        lambda _: "",
        lambda _: "x",
        lambda cursor: cursor[:8],
        lambda cursor: "A" + cursor,
        # Which question it belongs to stands near its beginning. The place in the list is no secret, and gives nothing.
        lambda cursor: cursor[:5] + ("A" if cursor[5] != "A" else "B") + cursor[6:],
        lambda cursor: ("A" if cursor[0] != "A" else "B") + cursor[1:],
        lambda cursor: cursor[::-1],
        lambda _: NOBODY,
        lambda _: "A" * 2000,
        lambda cursor: cursor + "=",
        lambda _: "é",
    ],
)
@pytest.mark.parametrize("path", ["/v1/properties", "/v1/users", "/v1/cities"])
@pytest.mark.usefixtures("city")
def test_a_bent_cursor_is_refused(admin: Person, path: str, bend: Callable[[str], str]) -> None:
    cursor = admin.client.get(path, query={"limit": 1}, expect=200).json["next"]
    assert cursor is not None
    admin.client.get(path, query={"limit": 1, "after": bend(cursor)}).is_problem(400)


@pytest.mark.usefixtures("city")
def test_a_cursor_of_another_list_is_refused(admin: Person) -> None:
    paths = ["/v1/properties", "/v1/users", "/v1/cities"]
    cursors = {path: admin.client.get(path, query={"limit": 1}, expect=200).json["next"] for path in paths}
    for path in paths:
        for other in paths:
            answer = admin.client.get(path, query={"limit": 1, "after": cursors[other]})
            assert answer.status == (200 if path == other else 400), (path, other)


def test_a_forged_place_leads_to_nothing_that_the_list_has_not(
    ada: Person, bob: Person, anyone: Client, city: str
) -> None:
    """Who makes up where to go on is somewhere in the same list: that place is no secret, and gives nothing."""
    others = [new_property(bob, city=f"{city} x")["id"] for _ in range(2)]
    query: dict[str, Any] = {"city": city, "owner": ada.id, "order": "oldest", "limit": 100}
    listed = [item["id"] for item in anyone.get("/v1/properties", query=query, expect=200).json["items"]]
    cursor = anyone.get("/v1/properties", query={**query, "limit": 1}, expect=200).json["next"]
    bytes_ = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    bound, place = bytes_[:9], bytes_[9:]
    assert UUID(bytes=place) == UUID(listed[1])
    places = [UUID(id_).bytes for id_ in [*others, ada.id, NOBODY, *listed]]
    for forged in [bytes(16), b"\xff" * 16, *places, place[:15], place + b"\0", b""]:
        after = urlsafe_b64encode(bound + forged).decode().rstrip("=")
        answer = anyone.get("/v1/properties", query={**query, "after": after})
        if len(forged) != 16:
            answer.is_problem(400)
            continue
        expected = [id_ for id_ in listed if UUID(id_).bytes >= forged]
        assert [item["id"] for item in answer.json["items"]] == expected, forged.hex()


def test_a_forged_place_leads_to_no_city_without_the_prefix(ada: Person, anyone: Client) -> None:
    word = f"x{token_hex(6)}"
    for name in ["a", "b", "c"]:
        new_property(ada, city=f"{word} {name}")
    query: dict[str, Any] = {"prefix": word, "limit": 1}
    cursor = anyone.get("/v1/cities", query=query, expect=200).json["next"]
    bytes_ = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    for forged in [b"\0", b"a", word.encode(), word.encode() + b" b", word.encode() + b"\xff", b"zz", b"\xff" * 480]:
        after = urlsafe_b64encode(bytes_[:9] + forged).decode().rstrip("=")
        answer = anyone.get("/v1/cities", query={"prefix": word, "after": after}, expect=200)
        assert all(item["city"].startswith(f"{word} ") for item in answer.json["items"]), forged


def test_a_cursor_gives_no_rights(admin: Person, ada: Person, anyone: Client) -> None:
    cursor = admin.client.get("/v1/users", query={"limit": 1}, expect=200).json["next"]
    ada.client.get("/v1/users", query={"after": cursor}).is_problem(403)
    anyone.get("/v1/users", query={"after": cursor}).is_problem(401)


def test_all_users_are_listed_once(admin: Person, anyone: Client) -> None:
    people = [new_person(anyone).id for _ in range(5)]
    ids = [item["id"] for page in pages(admin.client, "/v1/users", {"limit": 100}) for item in page.json["items"]]
    assert len(ids) == len(set(ids))
    assert set(people) <= set(ids)


def test_all_cities_are_listed_once_by_folded_name(ada: Person, anyone: Client) -> None:
    word = f"x{token_hex(6)}"
    for name in ["Échirolles", "eaubonne", "Aix", "Zuydcoote", "ézy", "aix"]:
        new_property(ada, city=f"{word} {name}")
    names = [
        item["city"]
        for page in pages(anyone, "/v1/cities", {"prefix": word, "limit": 2})
        for item in page.json["items"]
    ]
    assert names == [f"{word} {name}" for name in ["aix", "eaubonne", "Échirolles", "ézy", "Zuydcoote"]]


@pytest.mark.parametrize("path", ["/v1/properties", "/v1/users", "/v1/cities"])
@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=x",
        "limit=",
        "limit=1.0",
        "limit=1e1",
        "limit=%EF%BC%91",
        "limit=99999999999999999999",
        "limit=1&limit=1",
        "limit=1&limit=2",
        "order=up",
        "after",
        "colour=red",
        "Limit=1",
        "limit%00=1",
        "limit=%",
        "limit=%zz",
        "after=%ff",
        "%ff=1",
        "a[]=1",
        "limit[]=1",
        "limit=1;limit=2",
    ],
)
def test_a_question_that_makes_no_sense_is_malformed(admin: Person, path: str, query: str) -> None:
    admin.client.get(f"{path}?{query}").is_problem(400)


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ({"owner": "me"}, 400, "owner"),
        ({"type": "No Slug"}, 400, "type"),
        ({"type": ""}, 400, "type"),
        ({"order": "count"}, 400, "order"),
        ({"city": "—"}, 422, "city"),
        ({"city": ""}, 422, "city"),
        ({"city": "c" * 121}, 422, "city"),
        ({"city": "a\nb"}, 422, "city"),
        ({"city": "a\0b"}, 400, "city"),
    ],
)
def test_a_filter_that_nothing_can_pass_is_refused(
    anyone: Client, query: dict[str, Any], status: int, field: str
) -> None:
    anyone.get("/v1/properties", query=query).is_problem(status, field)


def test_a_page_ends_at_one_mebibyte(newcomer: Person, anyone: Client) -> None:
    rooms = [{"name": "R", "kind": "k", "features": {f"f{n}": "x" * 500 for n in range(60)}}] * 6
    for _ in range(8):
        new_property(newcomer, rooms=rooms)
    found = list(pages(anyone, "/v1/properties", {"owner": newcomer.id, "limit": 100}))
    assert [len(page.body) <= 1_048_576 + 300_000 for page in found] == [True] * len(found)
    assert len(found) == 2
    assert sum(len(page.json["items"]) for page in found) == 8
