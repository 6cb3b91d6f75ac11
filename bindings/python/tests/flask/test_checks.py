"""The checks of a request's head, one by one: the contract suite asks for them together."""

import pytest
from cadastre.flask import accept, bearer_token, content_type, entity_tag, percent_encoding, query_parameters
from cadastre.flask.refusal import Refusal


@pytest.mark.parametrize(
    ("value", "media", "allowed"),
    [
        ("application/json", "application/json", True),
        ("text/html, */*;q=0.1", "application/json", True),
        ("application/*", "application/json", True),
        ("APPLICATION/JSON", "application/json", True),
        ("text/html", "application/json", False),
        ("application/json;q=0, */*", "application/json", False),
        ("*/*;q=0", "application/json", False),
        ("application/*;q=0, application/json", "application/json", True),
        ("application/json;profile=x;q=0, application/json", "application/json", False),
        ("nonsense", "application/json", True),
        ("", "application/json", True),
        ("application/json;q=none", "application/json", True),
        ("text/plain", "text/plain", True),
    ],
)
def test_the_range_that_says_most_decides_what_is_accepted(value: str, media: str, allowed: bool) -> None:
    assert accept.allows(value, media) is allowed


@pytest.mark.parametrize(
    ("value", "allowed"),
    [
        ("gzip", True),
        ("deflate, GZIP;q=0.5", True),
        ("x-gzip", True),
        ("*", True),
        ("gzip;q=0, *", False),
        ("*;q=0", False),
        ("identity", False),
        ("", False),
    ],
)
def test_gzip_is_used_where_it_is_accepted(value: str, allowed: bool) -> None:
    assert accept.allows_gzip(value) is allowed


@pytest.mark.parametrize(
    ("value", "readable"),
    [
        ("application/json", True),
        ("Application/JSON ; charset=UTF-8", True),
        ('application/json; a=b; charset="utf-8"', True),
        ("application/json; charset=latin-1", False),
        ("text/json", False),
        ("", False),
    ],
)
def test_a_body_is_read_in_utf_8_only(value: str, readable: bool) -> None:
    assert content_type.is_readable(value, ["application/json"]) is readable


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (" * ", "*"),
        ('"1-abc"', "1-abc"),
        ('"1-abc-gzip" , "2-abd"', "1-abc,2-abd"),
        ('W/"1-abc"', "0-0"),
        ('W/"1-abc", "2-abd"', "2-abd"),
        ('"1-abc", nonsense, "2-abd"', "1-abc"),
        ('"1-ABC"', "0-0"),
        ('"1-a,*"', "0-0"),
        ("", "0-0"),
    ],
)
def test_if_match_expects_the_revisions_of_strong_tags(value: str | None, expected: str | None) -> None:
    assert entity_tag.expected(value) == expected


@pytest.mark.parametrize(
    ("value", "matches"),
    [
        ("*", True),
        ('"1-abc"', True),
        ('W/"1-abc-gzip"', True),
        ('"x", "1-abc"', True),
        ('"2-abc"', False),
        ("1-abc", False),
    ],
)
def test_if_none_match_takes_weak_tags_too(value: str, matches: bool) -> None:
    assert entity_tag.matches(value, "1-abc") is matches


@pytest.mark.parametrize(
    ("value", "token"),
    [("Bearer a.b.c", "a.b.c"), ("bearer  a.b.c ", "a.b.c"), ("Basic YTpi", ""), ("Bearer", ""), ("a.b.c", "")],
)
def test_another_scheme_than_bearer_is_no_token(value: str, token: str) -> None:
    assert bearer_token.read(value) == token


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("a%2Fb", "a/b"),
        ("%C3%A9", "é"),
        ("Ã©", "é"),
        ("a+b", "a+b"),
        ("%", None),
        ("%4", None),
        ("%zz", None),
        ("%ff", None),
        ("%ED%A0%80", None),
    ],
)
def test_percent_encoding_is_strict(text: str, decoded: str | None) -> None:
    assert percent_encoding.decode(text) == decoded


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("", {}),
        ("&&", {}),
        ("a", {"a": ""}),
        ("a=b=c&b=x+y", {"a": "b=c", "b": "x y"}),
        ("%61=%2B%26", {"a": "+&"}),
    ],
)
def test_a_query_is_read_as_browsers_encode_forms(query: str, values: dict[str, str]) -> None:
    assert query_parameters.read(query, ("a", "b")) == values


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("c=1", "c"),
        ("A=1", "A"),
        ("a=1&%61=2", "a"),
        ("a=%", "a"),
        ("a=%ff", "a"),
        ("%ff=1", "query"),
        ("a=%00", "a"),
        ("c%00=1", "c\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_what_is_unknown_repeated_or_not_encoded_is_refused(query: str, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        query_parameters.read(query, ("a", "b"))
    assert (caught.value.status, caught.value.errors[0]["field"]) == (400, field)
