"""Lists page by themselves."""

import json

import cadastre
import pytest

CITIES = ["Bordeaux", "Lyon", "Saint-Étienne"]


@pytest.fixture
def homes(store: cadastre.Store, operator: cadastre.Operator) -> list[str]:
    """Ids of 250 properties, the oldest first."""
    rows = (
        {"id": f"{number}", "owner": "7", "name": f"{number}", "type": "house", "city": CITIES[number % len(CITIES)]}
        for number in range(250)
    )
    operator.import_((json.dumps(row).encode() + b"\n" for row in rows), table="listings")
    ids = {item["name"]: item["id"] for item in store.properties()}
    return [ids[f"{number}"] for number in range(250)]


def test_a_list_goes_on_over_its_pages(store: cadastre.Store, homes: list[str]) -> None:
    assert [item["id"] for item in store.properties(order="oldest")] == homes
    assert [item["id"] for item in store.properties()] == homes[::-1]
    assert [item["id"] for item in store.properties(city="lyon", order="oldest")] == homes[1::3]


@pytest.mark.parametrize("limit", [0, 1, 99, 100, 101, 250, 251, 1000])
def test_a_limit_is_of_the_whole_list(store: cadastre.Store, homes: list[str], limit: int) -> None:
    assert [item["id"] for item in store.properties(order="oldest", limit=limit)] == homes[:limit]


def test_a_page_says_what_comes_next(store: cadastre.Store, homes: list[str]) -> None:
    first = store.properties_page(order="oldest", limit=100)
    second = store.properties_page(order="oldest", limit=100, after=first.next)
    third = store.properties_page(order="oldest", limit=100, after=second.next)
    assert [item["id"] for page in (first, second, third) for item in page.items] == homes
    assert third.next is None
    assert len(store.properties_page().items) == 20


def test_what_is_made_during_a_list_disturbs_nothing(
    store: cadastre.Store, ada: cadastre.Session, operator: cadastre.Operator, homes: list[str]
) -> None:
    found = store.properties()
    first = next(found)
    ada.create_property(name="New", type="house", city="Lyon")
    operator.delete_property(homes[0])
    assert [first["id"], *(item["id"] for item in found)] == homes[:0:-1]


def test_cities_are_counted(store: cadastre.Store, homes: list[str]) -> None:
    counts = [{"city": city, "count": len(homes[start::3])} for start, city in enumerate(CITIES)]
    assert list(store.cities()) == counts
    assert list(store.cities(limit=2)) == counts[:2]
    assert list(store.cities(prefix="saint e")) == counts[2:]
    assert list(store.cities(prefix="l", order="count")) == counts[1:2]
    assert store.cities_page(limit=1).items == counts[:1]


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"order": "random"}, cadastre.Error),
        ({"limit": 1.5}, cadastre.Error),
        ({"limit": 0}, cadastre.Error),
        ({"limit": 101}, cadastre.Error),
        ({"after": "x"}, cadastre.Malformed),
    ],
)
def test_a_query_that_makes_no_sense_is_refused(
    store: cadastre.Store, query: dict[str, object], error: type[cadastre.Error]
) -> None:
    with pytest.raises(error) as caught:
        store.properties_page(**query)  # type: ignore[arg-type]
    assert caught.value.code in {"malformed", "invalid"}


def test_a_cursor_is_of_its_query(store: cadastre.Store, homes: list[str]) -> None:
    after = store.properties_page(city="Lyon", limit=1).next
    assert homes
    with pytest.raises(cadastre.Malformed):
        store.properties_page(city="Bordeaux", after=after)
