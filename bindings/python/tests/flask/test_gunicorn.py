"""The door under gunicorn, whatever the kind of worker and whenever it forks."""

import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from .http import Client
from .people import HOME
from .processes import MEINHELD, PATIENCE, gunicorn, run_command, serve

WORKERS = ["--workers", "2"]
KINDS = [["--worker-class", "gthread"], ["--worker-class", "sync"], ["--worker-class", MEINHELD]]
PRELOADS: list[list[str]] = [[], ["--preload"]]


@pytest.mark.parametrize("preload", PRELOADS, ids=["forked before", "forked after"])
@pytest.mark.parametrize("kind", KINDS, ids=["gthread", "sync", "meinheld"])
def test_each_worker_opens_the_store_for_itself(
    kind: list[str], preload: list[str], tmp_path: Path, store: Path
) -> None:
    with gunicorn(tmp_path, store, *WORKERS, *kind, *preload) as server:
        with Client(server.port) as ada:
            ada.sign_up("ada@example.org")
            token = ada.log_in("ada@example.org")

        def make(number: int) -> bytes:
            with Client(server.port, token) as client:
                answer = client.send("POST", "/v1/properties", {**HOME, "name": f"{number}"})
                assert answer.status == 201, answer
                return answer.body

        # A connection each, so that both workers have their share.
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(make, range(40)))
        with Client(server.port) as anyone:
            for body in made:
                id_ = body[7:43].decode()
                assert anyone.send("GET", f"/v1/properties/{id_}").body == body
    assert "Traceback" not in server.log
    assert "nothing wrong" in run_command("check", "--store", str(store))


@pytest.mark.parametrize("kind", KINDS, ids=["gthread", "sync", "meinheld"])
def test_two_doors_stand_before_one_store(kind: list[str], tmp_path: Path, store: Path) -> None:
    with gunicorn(tmp_path, store, *WORKERS, *kind) as flask, serve(tmp_path, store) as port:
        doors = [Client(flask.port), Client(port)]
        for number, (door, other) in enumerate([doors, doors[::-1]]):
            email = f"ada-{number}@example.org"
            id_ = door.sign_up(email)
            other.token = door.log_in(email)
            assert other.send("GET", "/v1/users/me").json["id"] == id_
            made = other.send("POST", "/v1/properties", HOME)
            assert made.status == 201, made
            assert door.send("GET", f"/v1/properties/{made.json['id']}").body == made.body
            assert door.send("DELETE", f"/v1/properties/{made.json['id']}").status == 204
            assert other.send("GET", f"/v1/properties/{made.json['id']}").status == 404
        for door in doors:
            door.close()


@pytest.mark.parametrize("kind", ["gthread", "sync"])
@pytest.mark.parametrize(("path", "status"), [("/v1/auth/login", 413), ("/nowhere", 404)])
def test_an_answer_that_comes_before_the_body_is_not_taken_back(
    path: str, status: int, kind: str, tmp_path: Path, store: Path
) -> None:
    """A connection that is closed while its client still sends is reset, and the answer lost with it."""
    length = 6 << 20
    with (
        gunicorn(tmp_path, store, "--workers", "1", "--worker-class", kind) as server,
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as client,
    ):
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
        client.sendall(head.encode())
        # Nothing of the body has been sent, so the answer waits for none of it.
        answer = client.recv(65536)
        assert answer.startswith(f"HTTP/1.1 {status} ".encode()), answer
        for _ in range(length >> 16):
            client.sendall(bytes(1 << 16))
        client.shutdown(socket.SHUT_WR)
        while client.recv(65536):
            pass


def test_a_client_behind_a_trusted_proxy_is_counted_for_itself(tmp_path: Path, store: Path) -> None:
    with (
        gunicorn(tmp_path, store, *WORKERS, CADASTRE_TRUSTED_PROXY="127.0.0.0/8", CADASTRE_SIGN_UP_LIMIT="1") as server,
        Client(server.port) as client,
    ):
        statuses = []
        for number, address in enumerate(["192.0.2.1", "192.0.2.1", "192.0.2.2"]):
            statuses.append(client.sign_up_status(f"{number}@example.org", address))
    assert statuses == [201, 429, 201]


def test_whom_a_proxy_asks_for_is_known_through_a_unix_socket(tmp_path: Path, store: Path) -> None:
    # A path of a socket has at most 107 bytes.
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        path = f"{folder}/socket"
        listener.bind(path)
        listener.listen()
        with gunicorn(
            tmp_path, store, *WORKERS, listener=listener, CADASTRE_TRUSTED_PROXY="unix", CADASTRE_SIGN_UP_LIMIT="1"
        ):
            statuses = []
            for number, address in enumerate(["192.0.2.1", "192.0.2.1", "192.0.2.2"]):
                with Client(0) as client:
                    client.connection.sock = socket.socket(socket.AF_UNIX)
                    client.connection.sock.connect(path)
                    statuses.append(client.sign_up_status(f"{number}@example.org", address))
    assert statuses == [201, 429, 201]


def test_production_lets_no_password_cross_the_network_in_the_open(tmp_path: Path, store: Path) -> None:
    command = [sys.executable, "-m", "gunicorn", "--config", "python:cadastre.flask.gunicorn_conf"]
    command += ["--bind", "0.0.0.0:0", "cadastre.flask:create_app()"]
    environment = {**os.environ, "CADASTRE_STORE": str(store), "CADASTRE_PROFILE": "production"}
    run = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert run.returncode == 1
    assert run.stderr.endswith("listen on 127.0.0.1 or name the proxy that speaks TLS.\n"), run.stderr
    assert "Traceback" not in run.stderr


def test_figures_of_all_workers_are_summed_where_there_is_a_place_for_it(tmp_path: Path, store: Path) -> None:
    figures = tmp_path / "figures"
    figures.mkdir()
    with gunicorn(tmp_path, store, *WORKERS, PROMETHEUS_MULTIPROC_DIR=str(figures)) as server:

        def ask(_: int) -> int:
            with Client(server.port) as client:
                return client.send("GET", "/v1/types").status

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(ask, range(40))) == {200}
        with Client(server.port) as client:
            page = client.send("GET", "/metrics").body.decode()
    assert 'cadastre_http_requests_total{method="GET",route="/v1/types",status="200"} 40.0' in page


def test_both_doors_say_the_same_of_the_figures_of_the_store(tmp_path: Path, store: Path) -> None:
    with gunicorn(tmp_path, store, *WORKERS) as flask, serve(tmp_path, store) as port:
        said = []
        for server in (flask.port, port):
            with Client(server) as client:
                page = client.send("GET", "/metrics").body.decode()
            said.append(sorted(line for line in page.splitlines() if line.startswith("# HELP cadastre_store_")))
    assert len(said[0]) == 11
    assert said[0] == said[1]
