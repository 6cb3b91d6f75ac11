"""Paths that other programs take for another one: each is what it is, and leads to nothing that is elsewhere."""

import re
import socket
from urllib.parse import quote

import pytest

from .client import TIMEOUT, Client, Connection
from .doors import Door
from .hostile import DATA
from .people import Person, new_property, path_of

TRAVERSALS = sorted((DATA / "fuzzdb" / "path-traversal").glob("*.txt"))
# Ways to write `..` and `/`, in a segment.
DOTS = ["..", "%2e%2e", "%2E%2e", ".%2e", "%252e%252e", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "..%00", "%uff0e%uff0e"]
SLASHES = ["%2f", "%2F", "%5c", "\\", "%252f", "%255c", "%c0%af", "%e0%80%af", "%f0%80%80%af", "%c1%9c", "%uff0f"]


def ask(door: Door, target: bytes, method: bytes = b"GET") -> tuple[int, str]:
    """Sends a request with exactly that target, and gives the status of the answer and the problem that it names."""
    with socket.create_connection(Connection(door.url).address, timeout=TIMEOUT) as connection:
        connection.sendall(method + b" " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = b""
        while piece := connection.recv(65536):
            received += piece
    assert received.startswith(b"HTTP/1.1 "), received
    problem = re.search(rb"urn:cadastre:problem:([a-z-]+)", received)
    return int(received[9:12]), problem[1].decode() if problem else ""


@pytest.mark.parametrize("dots", DOTS)
def test_two_dots_lead_nowhere(anyone: Client, ada: Person, dots: str) -> None:
    home = path_of(new_property(ada))
    for path in [
        f"/v1/{dots}/v1/types",
        f"/v1/types/{dots}/types",
        f"/v1/types/house/{dots}",
        f"{home}/rooms/{dots}",
        f"/{dots}/healthz",
        f"/docs/{dots}/openapi.json",
        f"/docs/{dots}%2f{dots}%2fetc%2fpasswd",
    ]:
        anyone.get(path).is_problem(404)
    anyone.get(f"/v1/properties/{dots}").is_problem(404)
    ada.client.delete(f"{home}/{dots}/{home.rpartition('/')[2]}").is_problem(404)
    ada.client.get(home, expect=200)


@pytest.mark.parametrize("slash", SLASHES)
def test_no_other_slash_is_one(door: Door, anyone: Client, ada: Person, slash: str) -> None:
    if slash.lower() in {"%2f", "%252f"} and not door.keeps_encoded_slashes:
        pytest.skip("where the server has undone the encoding, and meinheld does so twice, an encoded slash is a slash")
    home = new_property(ada)
    for path in [f"/v1{slash}types", f"/v1/types{slash}house", f"/v1/properties{slash}{home['id']}", f"{slash}healthz"]:
        answer = anyone.get(path if path.startswith("/") else "/" + path)
        assert answer.status in {400, 404}, f"{path}: {answer}"
    ada.client.delete(f"{path_of(home)}{slash}").is_problem(404)
    ada.client.get(path_of(home), expect=200)


@pytest.mark.parametrize(
    "path",
    [
        "//v1/types",
        "/v1//types",
        "/v1/types/",
        "/v1/types//",
        "/v1/types/./house",
        "/./v1/types",
        "/V1/types",
        "/v1/Types",
        "/v1/types;a=b",
        "/v1;a=b/types",
        "/v1/types%20",
        "/v1/types%00",
        "/v1/types%0d%0aX:%20y",
        "/v1/types%3flimit=1",
        "/v1/types%23",
        "/v1/types/house%00.json",
        "/v1/types/house.json",
        "/v1/%74ypes%",
        "/v1/types/%",
        "/v1/types/%4",
        "/v1/types/%zz",
        "/v1/types/%ff%fe",
        "/v1/types/%ed%a0%80",
        "/v1/types/%f4%90%80%80",
        "/etc/passwd",
        "/.git/config",
        "/.env",
        "/data.mdb",
    ],
)
def test_a_path_that_looks_like_another_is_none(anyone: Client, path: str) -> None:
    answer = anyone.get(path)
    assert answer.status == 404, answer
    assert b"root:" not in answer.body


def test_encoding_is_undone_once(door: Door, anyone: Client) -> None:
    """RFC 3986 calls those the same whose letters are encoded though they need not be."""
    plain = anyone.get("/v1/types/house", expect=200).body
    assert anyone.get("/v1/types/%68ouse", expect=200).body == plain
    if door.keeps_encoded_slashes:
        anyone.get("/v1/types/%2568ouse").is_problem(404)


@pytest.mark.skipif(not TRAVERSALS, reason=f"the list of traversals is not at {DATA}")
def test_traversals_lead_to_no_file(anyone: Client) -> None:
    count = 0
    for file in TRAVERSALS:
        for line in file.read_bytes().splitlines():
            trick = quote(line, safe="/%.\\:;!$&'()*+,=@~")
            for path in [f"/docs/{trick}", f"/v1/types/{trick}", f"/v1/properties/{trick}", f"/{trick.lstrip('/')}"]:
                answer = anyone.get(path)
                assert answer.status in {400, 404}, f"{path}: {answer}"
                assert b"root:" not in answer.body
                count += 1
    assert count > 1000


@pytest.mark.transport
@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        (b"http://elsewhere.example/v1/types/house", (200, "")),
        (b"HTTPS://x/v1/types/house", (200, "")),
        (b"http://user:word@x/v1/types/house", (200, "")),
        (b"http://x", (404, "not-found")),
        (b"http://x?limit=1", (404, "not-found")),
        (b"http://x/../v1/types", (404, "not-found")),
        (b"http:/v1/types", (400, "malformed-http")),
        (b"http:///v1/types/house", (200, "")),
        (b"ftp://x/v1/types", (400, "malformed-http")),
        (b"file:///etc/passwd", (400, "malformed-http")),
        (b"x:80", (400, "malformed-http")),
        (b"v1/types", (400, "malformed-http")),
        (b"*", (404, "not-found")),
        (b"?limit=1", (400, "malformed-http")),
        (b"#", (400, "malformed-http")),
        (b"\\v1\\types", (400, "malformed-http")),
        (b"/v1/types/house#fragment", (404, "not-found")),
        (b"/v1/types/\x00", (400, "malformed-http")),
        (b"/v1/types/\x7f", (400, "malformed-http")),
        (b"/v1/types/\xc3\xa9", (400, "malformed-http")),
        (b"/v1/types/\xff", (400, "malformed-http")),
        (b"/v1/types/\xc0\xaf", (400, "malformed-http")),
        (b"/v1/types/" + b"a" * 15_000, (404, "not-found")),
        (b"/" + b"a" * 15_000, (404, "not-found")),
        (b"/v1/types?" + b"a" * 15_000, (400, "malformed")),
        (b"/" * 15_000, (404, "not-found")),
        (b"/" + b"a" * 70_000, (431, "headers-too-large")),
        (b"/v1/types?limit=" + b"1" * 70_000, (431, "headers-too-large")),
    ],
)
def test_a_target_of_any_form_is_that_path_or_none(door: Door, target: bytes, outcome: tuple[int, str]) -> None:
    assert ask(door, target) == outcome


@pytest.mark.transport
def test_the_whole_server_has_no_methods_of_its_own(door: Door) -> None:
    for method in [b"OPTIONS", b"DELETE", b"PUT"]:
        assert ask(door, b"*", method) == (404, "not-found")
