"""What `/readyz` and `/metrics` say of a register that can be read and takes no changes."""

from pathlib import Path

from Contract.client import Client, Connection
from Contract.people import HOUSE, new_person
from Contract.register import serving

REFUSED = 'cadastre_store_writes_refused{reason="address-space-full"}'
LARGE = {**HOUSE, "description": "x" * 10_000}


def test_a_full_register_is_ready_and_says_that_it_refuses_changes(tmp_path: Path) -> None:
    options = ["--address-space", "1MiB", "--durability", "relaxed"]
    with serving(tmp_path / "store", tmp_path / "log", *options) as url:
        connection = Connection(url)
        client = Client(connection)
        owner = new_person(client).client
        assert states(client) == ("accepted", "0")
        homes = []
        while (answer := owner.post("/v1/properties", LARGE)).status == 201:
            homes.append(f"/v1/properties/{answer.json['id']}")
            assert len(homes) < 200
        assert answer.status == 507
        assert states(client) == ("refused", "1")
        assert client.get(homes[0], expect=200).json["description"] == LARGE["description"]
        for path in homes[: len(homes) // 2]:
            owner.delete(path, expect=204)
        assert states(client) == ("accepted", "0")
        owner.post("/v1/properties", LARGE, expect=201)
        connection.close()


def states(client: Client) -> tuple[str, str]:
    """Whether changes are taken, as `/readyz` says it, and the figure that tells why not."""
    answer = client.get("/readyz", expect=200)
    writes = answer.json["writes"]
    assert answer.body == f'{{"status":"ready","writes":"{writes}"}}'.encode()
    figures = dict(line.rsplit(" ", 1) for line in client.get("/metrics", expect=200).body.decode().splitlines())
    return writes, figures[REFUSED]
