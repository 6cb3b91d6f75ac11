"""Listings of Inside Airbnb (CC BY 4.0), where the shared folder has them: its README says more.

Names, cities, types and owners are theirs, and Menorca's descriptions, counts of bedrooms and amenities. Bordeaux has
none of these; there text and rooms are generated.
"""

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from harness import home
from harness.listing import Listing

BORDEAUX = "bordeaux_2021.csv.gz"
MENORCA = "menorca_2024.csv.gz"

_BREAK = re.compile(r"<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_AMENITIES = 8


def are_there(folder: Path) -> bool:
    return (folder / BORDEAUX).is_file() and (folder / MENORCA).is_file()


def real_listings(folder: Path, count: int, seed: int) -> Iterator[Listing]:
    """`count` listings in a random order; beyond what there is they come again, as other people's."""
    choice = random.Random(seed)
    known = [*_bordeaux(folder / BORDEAUX, choice), *_menorca(folder / MENORCA, choice)]
    choice.shuffle(known)
    for index in range(count):
        turn, place = divmod(index, len(known))
        listing = known[place]
        yield replace(listing, owner=f"{listing.owner}-{turn}") if turn else listing


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def _bordeaux(file: Path, choice: random.Random) -> Iterator[Listing]:
    for row in _rows(file):
        city = _line(row["neighbourhood_group"], 120)
        yield Listing(
            name=_line(row["name"], 200),
            description=home.description(choice, city),
            type=_slug(row["room_type"]),
            city=city,
            owner=f"b{row['host_id']}",
            rooms=home.rooms(choice, bedrooms=choice.choice((1, 1, 2, 2, 3, 4))),
        )


def _menorca(file: Path, choice: random.Random) -> Iterator[Listing]:
    for row in _rows(file):
        amenities = [_line(amenity, 64) for amenity in json.loads(row["amenities"] or "[]")]
        yield Listing(
            name=_line(row["name"], 200),
            description=_text(row["description"])[:1_000],
            type=_slug(row["property_type"]),
            city=_line(row["neighbourhood_cleansed"], 120),
            owner=f"m{row['host_id']}",
            rooms=home.rooms(
                choice,
                bedrooms=min(int(float(row["bedrooms"] or 1)), 8),
                living=dict.fromkeys(amenities[:_AMENITIES], True),
            ),
        )


def _text(text: str) -> str:
    return _UNWANTED.sub("", _TAG.sub("", _BREAK.sub("\n", text))).strip()


def _line(text: str, maximum: int) -> str:
    return " ".join(_text(text).split())[:maximum].strip() or "Sans nom"


def _slug(text: str) -> str:
    return _NO_SLUG.sub("-", text.lower()).strip("-")[:64].strip("-") or "other"
