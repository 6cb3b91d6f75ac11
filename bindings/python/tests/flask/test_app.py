"""The door as an application, through Flask's own client. What each call answers is the contract suite's to ask."""

import gzip
import json
from io import BytesIO
from pathlib import Path

import cadastre
import pytest
from cadastre.flask import Settings, create_app, create_blueprint
from flask import Flask, request
from flask.testing import FlaskClient

from .people import HOME, Person, sign_up


def test_a_missing_store_is_made_at_the_start(store: Path) -> None:
    create_app(store)
    assert (store / "data.mdb").exists()


def test_a_store_that_cannot_be_made_is_told_at_the_start(store: Path) -> None:
    with pytest.raises(cadastre.Unavailable, match=r".+"):
        create_app(store / "missing" / "store")


def test_whoever_owns_a_property_changes_it_and_nobody_else(client: FlaskClient, ada: Person) -> None:
    bob = sign_up(client, "bob@example.org")
    made = client.post("/v1/properties", json=HOME, headers=ada.headers)
    assert made.status_code == 201
    assert made.headers["Location"] == f"/v1/properties/{made.json['id']}"
    path = made.headers["Location"]
    patched = client.patch(path, json={"name": "Mine"}, headers={**ada.headers, "If-Match": made.headers["ETag"]})
    assert (patched.status_code, patched.json["name"], patched.json["version"]) == (200, "Mine", 2)
    assert client.patch(path, json={"name": "Mine now"}, headers=bob.headers).status_code == 403
    assert client.delete(path, headers={**ada.headers, "If-Match": made.headers["ETag"]}).status_code == 412
    assert client.get(path).data == patched.data
    assert client.get(path, headers={"If-None-Match": patched.headers["ETag"]}).status_code == 304


def test_a_next_page_is_linked(client: FlaskClient, ada: Person) -> None:
    for number in range(3):
        client.post("/v1/properties", json={**HOME, "name": f"{number}"}, headers=ada.headers)
    names = []
    target: str | None = "/v1/properties?limit=1&city=bordeaux&order=oldest"
    while target is not None:
        page = client.get(target)
        names += [item["name"] for item in page.json["items"]]
        link = page.headers.get("Link")
        assert (link is None) == (page.json["next"] is None)
        target = link and link.removeprefix("<").removesuffix('>; rel="next"')
    assert names == ["0", "1", "2"]


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_the_page_to_try_it_on_is_where_people_look(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert page.mimetype == "text/html"
    assert 'src="docs/swagger-ui-bundle.js"' in page.text
    script = client.get("/docs/swagger-ui-bundle.js", headers={"Accept-Encoding": "gzip"})
    assert script.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(script.data) == client.get("/docs/swagger-ui-bundle.js").data


def test_docs_and_figures_can_be_switched_off(store: Path) -> None:
    client = create_app(settings=Settings(store=str(store), docs=False, metrics=False)).test_client()
    assert [client.get(path).status_code for path in ["/", "/docs", "/docs/docs.css", "/metrics"]] == [404] * 4
    assert client.get("/openapi.json").status_code == 200


def test_the_document_is_the_libraries(client: FlaskClient) -> None:
    assert client.get("/openapi.json").data == cadastre.openapi_document()


def test_a_blueprint_lives_under_a_prefix_beside_other_routes(store: Path) -> None:
    app = Flask("host")
    app.add_url_rule("/register-of-others", view_func=lambda: "theirs", endpoint="theirs")
    app.register_blueprint(create_blueprint(Settings(store=str(store))), url_prefix="/register")
    client = app.test_client()
    ada = sign_up(client, "ada@example.org", "/register")
    made = client.post("/register/v1/properties", json=HOME, headers=ada.headers)
    assert client.get(made.headers["Location"]).data == made.data
    client.post("/register/v1/properties", json=HOME, headers=ada.headers)
    link = client.get("/register/v1/properties?limit=1").headers["Link"]
    assert link.startswith("</register/v1/properties?limit=1&after=")
    assert client.get("/register-of-others").text == "theirs"
    assert client.get("/v1/types").mimetype == "text/html"
    assert client.get("/register/none").mimetype == "application/problem+json"
    assert client.get("/register/docs").status_code == 200
    assert client.get("/register/").data == client.get("/register/docs").data
    assert client.get("/register/openapi.json").json["servers"][0]["url"] == "/register"
    assert client.open("/register/v1/types", method="LOCK").headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("method", ["GET", "POST", "BREW"])
def test_a_prefix_without_its_slash_leads_to_the_page(store: Path, method: str) -> None:
    app = Flask("host")
    app.register_blueprint(create_blueprint(Settings(store=str(store))), url_prefix="/register")
    answer = app.test_client().open("/register?a=b", method=method)
    assert (answer.status_code, answer.headers["Location"]) == (308, "http://localhost/register/?a=b")


def test_a_blueprint_lives_on_a_subdomain(store: Path) -> None:
    app = Flask("host", subdomain_matching=True)
    app.config["SERVER_NAME"] = "example.org"
    app.register_blueprint(create_blueprint(Settings(store=str(store))), subdomain="register")
    client = app.test_client()
    assert client.get("/v1/types", base_url="http://register.example.org").status_code == 200
    assert client.get("/v1/types", base_url="http://example.org").status_code == 404


@pytest.mark.parametrize("place", [{"url_prefix": "/<tenant>/register"}, {"subdomain": "<tenant>"}])
def test_a_place_that_would_be_many_is_refused(store: Path, place: dict[str, str]) -> None:
    blueprint = create_blueprint(Settings(store=str(store)))
    with pytest.raises(ValueError, match=r"<tenant>.* would be many"):
        Flask("host", subdomain_matching=True).register_blueprint(blueprint, **place)


def test_what_an_application_has_read_is_not_read_again(store: Path) -> None:
    app = Flask("host")
    app.before_request(lambda: request.get_data() and None)
    app.register_blueprint(create_blueprint(Settings(store=str(store), max_body=300)))
    client = app.test_client()
    ada = sign_up(client, "ada@example.org")
    made = client.post("/v1/properties", json=HOME, headers=ada.headers)
    assert (made.status_code, made.json["name"]) == (201, HOME["name"])
    chunked = {"input_stream": BytesIO(b" " * 301), "environ_overrides": {"wsgi.input_terminated": True}}
    refused = client.post("/v1/properties", content_type="application/json", headers=ada.headers, **chunked)
    assert (refused.status_code, refused.json["type"]) == (413, "urn:cadastre:problem:too-large")


@pytest.mark.parametrize("known", ["*", "{}", "W/{}", '"x", {}', '"x",W/"y" , {}'])
@pytest.mark.parametrize("coding", ["gzip", "identity"])
@pytest.mark.parametrize("path", ["/docs", "/docs/docs.css", "/docs/favicon.png"])
def test_a_file_that_a_client_has_is_not_sent_again(client: FlaskClient, path: str, coding: str, known: str) -> None:
    for tag in [client.get(path, headers={"Accept-Encoding": each}).headers["ETag"] for each in ["gzip", "identity"]]:
        asked = {"Accept-Encoding": coding, "If-None-Match": known.format(tag)}
        answer = client.get(path, headers=asked)
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"].endswith('-gzip"') == (coding == "gzip")
    assert client.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize("part", ["%0A", "a%0Ab", "%0D%0A", "%00", "%E2%80%A8", "%0A%2F"])
@pytest.mark.parametrize("before", ["/", "/v1/types", "/v1/types/", "/v1/properties/"])
def test_no_path_falls_out_of_the_door(client: FlaskClient, before: str, part: str) -> None:
    answer = client.get(before + part)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_a_target_without_a_path_is_the_root(client: FlaskClient) -> None:
    bare = {"PATH_INFO": "", "RAW_URI": "http://localhost", "REQUEST_URI": "http://localhost"}
    assert client.get("/", environ_overrides=bare).data == client.get("/docs").data


def test_an_application_below_another_one_names_whole_paths(client: FlaskClient, ada: Person) -> None:
    made = client.post("/v1/properties", json=HOME, headers=ada.headers, base_url="http://localhost/below")
    assert made.headers["Location"] == f"/below/v1/properties/{made.json['id']}"


@pytest.mark.parametrize("origin", ["https://example.org", "https://elsewhere.example", "null"])
def test_only_pages_of_known_origins_may_ask(store: Path, origin: str) -> None:
    settings = Settings(store=str(store), cors_origins=("https://example.org",))
    client = create_app(settings=settings).test_client()
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    preflight = client.options("/v1/properties", headers=asked)
    assert preflight.status_code == 204
    allowed = "https://example.org" if origin == "https://example.org" else None
    assert preflight.headers.get("Access-Control-Allow-Origin") == allowed
    methods = "GET, HEAD, OPTIONS, POST" if allowed else None
    assert preflight.headers.get("Access-Control-Allow-Methods") == methods
    answer = client.get("/v1/types", headers={"Origin": origin})
    assert answer.headers.get("Access-Control-Allow-Origin") == allowed
    assert answer.headers["Vary"] == "Accept-Encoding, Origin"


@pytest.mark.parametrize(
    "error", [RuntimeError("a secret path"), cadastre.Misuse("misuse", "a secret path", b"")], ids=["ours", "C's"]
)
def test_a_defect_shows_nothing_of_the_inside(app: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(cadastre.RawCalls, "type_list", fail)
    answer = app.test_client().get("/v1/types")
    assert answer.status_code == 500
    assert answer.json["type"] == "urn:cadastre:problem:internal"
    assert "secret" not in answer.text


def test_an_export_is_one_document(client: FlaskClient, ada: Person) -> None:
    client.post("/v1/properties", json=HOME, headers=ada.headers)
    export = client.get("/v1/users/me/export", headers={**ada.headers, "Accept-Encoding": "gzip"})
    document = json.loads(gzip.decompress(export.data))
    assert (document["user"]["id"], len(document["properties"])) == (ada.id, 1)


def test_figures_tell_of_requests_and_of_the_store(client: FlaskClient, ada: Person) -> None:
    for _ in range(2):
        client.get(f"/v1/users/{ada.id}")
    client.open("/nowhere", method="BREW")
    page = client.get("/metrics")
    assert page.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    samples = dict(line.rsplit(" ", 1) for line in page.text.splitlines() if not line.startswith("#"))
    assert samples['cadastre_http_requests_total{method="GET",route="/v1/users/{id}",status="200"}'] == "2.0"
    assert samples['cadastre_http_requests_total{method="other",route="none",status="404"}'] == "1.0"
    assert samples['cadastre_http_request_duration_seconds_count{route="/v1/users/{id}"}'] == "2.0"
    # The sign-up and the login.
    assert float(samples["cadastre_store_writes_total"]) >= 2
    assert float(samples["cadastre_store_file_bytes"]) > 0
    assert ada.id not in page.text
