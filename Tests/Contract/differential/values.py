"""Values at random: mostly fit for a field, sometimes not."""

from random import Random
from typing import Any

CITIES = [
    "Bordeaux",
    "bordeaux",
    "BORDEAUX",
    "Saint-Étienne",
    "saint etienne",
    "Łódź",
    "東京",
    "Pau",
    "L'Haÿ",
    "Œuilly",
]
TYPES = ["apartment", "house", "studio", "loft", "villa", "townhouse", "land", "parking", "office", "commercial"]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 -'.,()éèüßœÆøłđ東京\u0301\u200d\U0001f600\U0001f3e0"
# Texts that a field of one line may or may not take: both registers must be of one mind.
ODD = [
    "",
    " ",
    "\u00a0",
    "\u200b",
    "a\nb",
    "a\tb",
    "a\u0007",
    "a\u0085b",
    "a\u2028b",
    "\u202eabc",
    "a\u2066b",
    "\ufeff",
    "\ufffe",
    "\U0010ffff",
    "null",
    "<script>",
    "'; DROP TABLE users; --",
    "x" * 64,
    "x" * 65,
    "é" * 120,
    "x" * 121,
    "x" * 200,
    "\U0001f600" * 200,
    "x" * 201,
    "x" * 501,
    "\ufdfa" * 27,
    "—",
]
# What is of the wrong type nearly everywhere.
MISFITS: list[Any] = [None, True, False, 0, 1, -1, 0.5, 1e300, [], {}, [None], {"a": 1}, "", "x"]


def line(chance: Random, longest: int = 40) -> str:
    """A text of one line."""
    if chance.random() < 0.06:
        return chance.choice(ODD)
    return "".join(chance.choices(LETTERS, k=chance.randint(1, longest))).strip() or "x"


def description(chance: Random) -> str:
    if chance.random() < 0.1:
        return "long " * chance.choice([100, 400, 1999, 2000, 2001])
    return "\n".join(line(chance, 80) for _ in range(chance.randint(0, 4)))


def number(chance: Random) -> Any:
    return chance.choice(
        [
            0,
            -0.0,
            1,
            12.5,
            0.1,
            1e-7,
            999_999.999,
            1_000_000,
            1_000_000.5,
            -1,
            2**53,
            2**53 - 1,
            5e-324,
            chance.random() * 100,
            chance.randint(1, 500),
        ]
    )


def features(chance: Random) -> dict[str, Any]:
    values = [line(chance), number(chance), True, False]
    return {line(chance, 12): chance.choice(values) for _ in range(chance.choice([0, 0, 1, 2, 5]))}


def room(chance: Random) -> dict[str, Any]:
    made: dict[str, Any] = {"name": line(chance), "kind": chance.choice(["kitchen", "bedroom", "bath", line(chance)])}
    if chance.random() < 0.6:
        made["area"] = number(chance)
    if chance.random() < 0.5:
        made["features"] = features(chance)
    return made


def home(chance: Random, slugs: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": line(chance), "type": chance.choice([*TYPES, *slugs, "castle"])}
    made["city"] = chance.choice(CITIES) if chance.random() < 0.9 else line(chance)
    if chance.random() < 0.5:
        made["description"] = description(chance)
    if chance.random() < 0.4:
        made["rooms"] = [room(chance) for _ in range(chance.choice([0, 1, 2, 5, 20]))]
    return made


def some_of(chance: Random, fields: dict[str, Any]) -> dict[str, Any]:
    """A merge patch of some fields, now and then with a null."""
    names = chance.sample(sorted(fields), k=chance.randint(0, len(fields)))
    return {name: None if chance.random() < 0.08 else fields[name] for name in names}


def birth_date(chance: Random) -> str:
    return chance.choice(["1990-04-12", "1800-01-01", "2000-02-29", "1799-12-31", "2023-02-29", "3000-01-01", "soon"])
