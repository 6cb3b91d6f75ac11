"""The Big List of Naughty Strings as passwords: each lets its user in as it was sent, or is refused by its name."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import token_hex

import pytest
from Contract.client import Client, Connection
from Contract.hostile import NAUGHTY, naughty_strings
from Contract.people import draft, log_in
from Contract.register import serving

pytestmark = pytest.mark.skipif(not NAUGHTY.exists(), reason=f"the list of naughty strings is not at {NAUGHTY}")
LENGTHS = range(8, 1025)
# Long enough, and among the 10,000 that everybody takes.
COMMON = {"Infinity", "basement"}


def lets_in(url: str, text: str) -> bool:
    """Signs somebody up with a password and logs them in; `False` where it is refused, by its name."""
    connection = Connection(url)
    client = Client(connection)
    # With names and an address that have no word which a password may not be made of.
    email = f"{token_hex(8)}@{token_hex(4)}.org"
    made = client.post("/v1/users", draft(email=email, password=text, firstName="Q", lastName="X"))
    if made.status == 422:
        made.is_problem(422, "password")
    else:
        assert made.status == 201, f"{text!r}: {made}"
        assert log_in(client, email, text).status == 200, repr(text)
    connection.close()
    return made.status == 201


def test_each_password_is_what_was_sent(tmp_path: Path) -> None:
    texts = naughty_strings()
    options = ["--trusted-proxy", "127.0.0.0/8", "--durability", "relaxed"]
    # The server hashes on all cores.
    with serving(tmp_path / "store", tmp_path / "log", *options) as url, ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(lambda text: lets_in(url, text), texts))
    kept = {text for text, is_kept in zip(texts, outcomes, strict=True) if is_kept}
    assert kept == {text for text in texts if len(text.encode()) in LENGTHS} - COMMON
