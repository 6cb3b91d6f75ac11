"""Which call a path and a method name."""

import json

import cadastre
import pytest
from cadastre.flask.call import Call
from cadastre.flask.call_table import CallTable
from cadastre.flask.views import VIEWS

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
CALLS = Call.all_of(json.loads(cadastre.openapi_document()), VIEWS)
TABLE = CallTable(CALLS, answers_options=False)


def test_every_operation_of_the_document_has_a_view_and_every_view_an_operation() -> None:
    document = json.loads(cadastre.openapi_document())
    operations = {call["operationId"] for path in document["paths"].values() for call in path.values()}
    # The figures belong to one blueprint: its view is made with it.
    assert operations - {"getMetrics"} == set(VIEWS)


@pytest.mark.parametrize(
    ("path", "template", "parts"),
    [
        ("/v1/types", "/v1/types", {}),
        ("/v1/users/me", "/v1/users/me", {}),
        (f"/v1/users/{ID}", "/v1/users/{id}", {"id": ID}),
        ("/v1/users/%6de", "/v1/users/{id}", {"id": "%6de"}),
        ("/v1/types/a%2Fb", "/v1/types/{id}", {"id": "a%2Fb"}),
        ("/v1/types/..", "/v1/types/{id}", {"id": ".."}),
        (f"/v1/properties/{ID}/rooms/1", "/v1/properties/{id}/rooms/{roomId}", {"id": ID, "roomId": "1"}),
    ],
)
def test_a_path_is_taken_as_it_was_sent(path: str, template: str, parts: dict[str, str]) -> None:
    found = TABLE.find(path)
    assert found is not None
    assert (found[0].path, found[1]) == (template, parts)


@pytest.mark.parametrize(
    "path",
    [
        *["", "/", "*", "v1/types", "/v1", "/v1/", "/v1/types/", "//v1/types", "/v1//types", "/v1/types/a/b"],
        *["/v1/%74ypes", "/V1/types", "/v1/users/me/none", f"/v1/properties//rooms/{ID}"],
    ],
)
def test_there_is_nothing_at_a_path_that_no_call_has(path: str) -> None:
    assert TABLE.find(path) is None


@pytest.mark.parametrize(
    ("path", "plain", "asked_by_pages"),
    [
        ("/v1/types", "GET, HEAD", "GET, HEAD, OPTIONS"),
        ("/v1/properties/x", "DELETE, GET, HEAD, PATCH, PUT", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
        ("/v1/auth/login", "POST", "OPTIONS, POST"),
    ],
)
def test_a_path_tells_its_methods(path: str, plain: str, asked_by_pages: str) -> None:
    for table, allowed in [(TABLE, plain), (CallTable(CALLS, answers_options=True), asked_by_pages)]:
        found = table.find(path)
        assert found is not None
        assert found[0].allowed == allowed
