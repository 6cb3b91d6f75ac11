"""What is served for people, orchestrators and monitors."""

import re
from urllib.parse import urljoin

from .client import Client
from .document import Document


def test_the_document_describes_what_is_served(document: Document) -> None:
    assert document.content["openapi"].startswith("3.1.")
    assert ("PATCH", "/v1/properties/{id}") in document.calls()


def test_health_is_a_word(anyone: Client) -> None:
    answer = anyone.get("/healthz", expect=200)
    assert answer.body == b"ok\n"
    assert answer.header("Content-Type") == "text/plain; charset=utf-8"
    assert answer.header("Cache-Control") == "no-cache"


def test_readiness_says_whether_changes_are_taken(anyone: Client) -> None:
    answer = anyone.get("/readyz", expect=200)
    assert answer.body == b'{"status":"ready","writes":"accepted"}'
    assert answer.header("Content-Type") == "application/json"
    assert answer.header("Cache-Control") == "no-cache"
    refusals = [line for line in anyone.get("/metrics", expect=200).body.decode().splitlines() if "_refused{" in line]
    assert {line.split('"')[1] for line in refusals} >= {"disk-full", "address-space-full", "failing"}
    assert all(float(line.rsplit(" ", 1)[1]) == 0 for line in refusals)


def test_the_page_loads_only_what_is_served_here(anyone: Client) -> None:
    page = anyone.get("/docs", expect=200)
    assert page.header("Content-Type") == "text/html; charset=utf-8"
    sources = re.findall(r'(?:src|href)="([^"]+)"', page.body.decode())
    assert len(sources) >= 4
    for source in sources:
        # Wherever the page is served, its files are named from there.
        path = urljoin("/docs", source)
        assert path.startswith(("/docs/", "/openapi.json"))
        found = anyone.get(path, expect=200)
        assert found.body
        if path != "/openapi.json":
            assert anyone.get(path, headers={"If-None-Match": found.etag}, expect=304).body == b""
            assert "script-src 'self'" in (found.header("Content-Security-Policy") or "")
    for known in [page.etag, f"W/{page.etag}", f'"x", {page.etag}', "*"]:
        anyone.get("/docs", headers={"If-None-Match": known}, expect=304)
    anyone.get("/docs", headers={"Accept": "application/json"}).is_problem(406)
    for missing in ["/docs/none.js", "/docs/..%2f..%2fetc%2fpasswd", "/docs/%00", "/docs/%0A", "/docs/a%0D%0Ab"]:
        anyone.get(missing).is_problem(404)


def test_the_root_is_nothing_or_the_page(anyone: Client) -> None:
    """People who come from Flask-RESTX look for the page there."""
    answer = anyone.get("/")
    if answer.status != 404:
        assert answer.status == 200
        assert answer.header("Content-Type") == "text/html; charset=utf-8"
        assert answer.header("X-Content-Type-Options") == "nosniff"


def test_figures_are_what_prometheus_reads(anyone: Client) -> None:
    anyone.get("/v1/types", expect=200)
    answer = anyone.get("/metrics", expect=200)
    assert (answer.header("Content-Type") or "").startswith("text/plain; version=0.0.4")
    lines = answer.body.decode().splitlines()
    sample = re.compile(r'[a-z_]+(\{([a-z_]+="[^"]*",?)*\})? [0-9.e+-]+(Inf)?')
    assert all(line.startswith("# ") or sample.fullmatch(line) for line in lines)
    assert any(line.startswith("cadastre_") for line in lines)


def test_figures_tell_nothing_of_the_register(anyone: Client) -> None:
    secret = "a-path-that-somebody-typed"
    anyone.get(f"/v1/properties/{secret}")
    anyone.get(f"/{secret}")
    assert secret not in anyone.get("/metrics", expect=200).body.decode()
