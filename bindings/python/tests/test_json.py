"""Dicts in, dicts out."""

import math
import subprocess
import sys

import cadastre
import pytest

HOUSE = {"name": "House", "type": "house", "city": "Lyon"}


@pytest.mark.parametrize("number", [0, 1, -1, 0.1, 1e-7, 12.5, 1e15, 2**53, -(2**53), True, False, "a", "é\U0001f600"])
def test_a_feature_comes_back_as_it_was(ada: cadastre.Session, number: object) -> None:
    room = {"name": "Attic", "kind": "attic", "features": {"value": number}}
    home = ada.create_property(**HOUSE, rooms=[room])
    value = ada.property(home["id"])["rooms"][0]["features"]["value"]
    assert value == number
    assert type(value) in {type(number), int, float}
    assert isinstance(value, bool) is isinstance(number, bool)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_refused_rather_than_taken_for_null(ada: cadastre.Session, number: float) -> None:
    home = ada.create_property(**HOUSE, rooms=[{"name": "Attic", "kind": "attic", "area": 4}])
    with pytest.raises(ValueError, match="not JSON compliant"):
        ada.update_room(home["id"], home["rooms"][0]["id"], area=number)
    assert ada.property(home["id"]) == home


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object()])
def test_what_is_not_json_is_a_type_error(ada: cadastre.Session, value: object) -> None:
    with pytest.raises(TypeError):
        ada.create_property(**{**HOUSE, "name": value})


@pytest.mark.parametrize(
    "fields",
    [{"name": "half \ud800"}, {"rooms": [{"name": "a", "kind": "b", "features": {1: 1, "1": 2}}]}, {"rooms": 2**60}],
)
def test_what_no_json_says_in_one_way_is_refused(ada: cadastre.Session, fields: dict[str, object]) -> None:
    with pytest.raises((cadastre.Malformed, cadastre.Invalid)):
        ada.create_property(**{**HOUSE, **fields})


def test_names_of_the_call_are_no_names_of_fields(ada: cadastre.Session) -> None:
    home = ada.create_property(**HOUSE)
    # What a record has may be sent along where it is what is stored.
    assert ada.update_property(home["id"], id=home["id"], name="New")["name"] == "New"
    with pytest.raises(cadastre.Invalid) as caught:
        ada.update_property(home["id"], id="another")
    assert [field for field, _ in caught.value.fields] == ["id"]


def test_the_package_works_without_orjson() -> None:
    script = "import sys; sys.modules['orjson'] = None; import cadastre._json as j; print(j.loads(b'{\"a\":0.1}'))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "{'a': 0.1}\n"
