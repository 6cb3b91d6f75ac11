"""Cities: counted under one name however they are written, listed by name or by how many properties they have."""

from secrets import token_hex

import pytest

from .client import Answer, Client
from .people import Person, new_property, path_of


@pytest.fixture
def word() -> str:
    """A word that no other city begins with."""
    return f"x{token_hex(6)}"


def cities(answer: Answer) -> list[tuple[str, int]]:
    assert answer.status == 200, answer
    return [(item["city"], item["count"]) for item in answer.json["items"]]


def test_are_counted_however_they_are_written(ada: Person, bob: Person, anyone: Client, word: str) -> None:
    for owner, name in [(ada, "Saint-Étienne"), (bob, "SAINT ETIENNE"), (ada, "saint   étienne"), (bob, "Ångström")]:
        new_property(owner, city=f"{word} {name}")
    found = anyone.get("/v1/cities", query={"prefix": word})
    # Spelled as its newest property spells it, in the order of the folded names.
    assert cities(found) == [(f"{word} Ångström", 1), (f"{word} saint   étienne", 3)]
    assert found.json["next"] is None
    for spelling in ["saint-etienne", "Saint Étienne", "SAINT/ETIENNE", "saint%C3%A9tienne"[:5] + " etienne"]:
        listed = anyone.get("/v1/properties", query={"city": f"{word} {spelling}"}, expect=200)
        assert len(listed.json["items"]) == 3, spelling


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Œuilly", "oeuilly"),
        ("Ærø", "aero"),
        ("Łódź", "lodz"),
        ("Straßburg", "STRASSBURG"),
        ("Đakovo", "dakovo"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("Ｔｏｋｙｏ", "tokyo"),  # noqa: RUF001
        ("東京", "東京"),
        ("ΑΘΗΝΑ", "αθηνα"),
        ("Saint-Denis (93)", "saint denis 93"),
    ],
)
def test_are_compared_folded(ada: Person, anyone: Client, word: str, written: str, asked: str) -> None:
    home = new_property(ada, city=f"{word} {written}")
    assert home["city"] == f"{word} {written}"
    listed = anyone.get("/v1/properties", query={"city": f"{word} {asked}"}, expect=200).json["items"]
    assert listed == [home]


def test_counts_follow_what_happens(ada: Person, anyone: Client, word: str) -> None:
    homes = [new_property(ada, city=f"{word} one") for _ in range(3)]
    ada.client.patch(path_of(homes[0]), {"city": f"{word} two"}, expect=200)
    ada.client.delete(path_of(homes[1]), expect=204)
    assert cities(anyone.get("/v1/cities", query={"prefix": word})) == [(f"{word} one", 1), (f"{word} two", 1)]
    for home in (homes[0], homes[2]):
        ada.client.delete(path_of(home), expect=204)
    assert cities(anyone.get("/v1/cities", query={"prefix": word})) == []


@pytest.mark.parametrize(
    ("typed", "count"),
    [("sain", 3), ("SAINT", 3), ("saint ", 2), ("sainte", 1), ("saint-d", 1), ("saintd", 0)],
)
def test_a_prefix_is_what_somebody_has_typed_so_far(
    ada: Person, anyone: Client, word: str, typed: str, count: int
) -> None:
    for name in ["Saint", "Saint-Denis", "Sainte-Foy"]:
        new_property(ada, city=f"{word} {name}")
    assert len(cities(anyone.get("/v1/cities", query={"prefix": f"{word} {typed}"}))) == count


def test_are_ranked_by_count(ada: Person, anyone: Client, word: str) -> None:
    for name, count in [("a", 1), ("b", 3), ("c", 2)]:
        for _ in range(count):
            new_property(ada, city=f"{word} {name}")
    ranked = anyone.get("/v1/cities", query={"prefix": word, "order": "count", "limit": 2})
    assert cities(ranked) == [(f"{word} b", 3), (f"{word} c", 2)]
    assert ranked.json["next"] is None
    assert ranked.header("Link") is None


def test_a_ranking_needs_a_prefix_and_has_no_pages(anyone: Client) -> None:
    anyone.get("/v1/cities", query={"order": "count"}).is_problem(422, "prefix")
    anyone.get("/v1/cities", query={"order": "count", "prefix": "b", "after": "x"}).is_problem(400, "after")


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ({"order": "newest"}, 400, "order"),
        ({"order": ""}, 400, "order"),
        ({"limit": 0}, 400, "limit"),
        ({"prefix": "p" * 121}, 422, "prefix"),
        ({"prefix": "—", "order": "count"}, 422, "prefix"),
        ({"city": "Pau"}, 400, "city"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    anyone: Client, query: dict[str, str | int], status: int, field: str
) -> None:
    anyone.get("/v1/cities", query=query).is_problem(status, field)
