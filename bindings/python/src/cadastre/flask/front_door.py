"""What every request passes first and every answer last."""

from time import perf_counter

import flask

import cadastre
from cadastre.flask import accept, compression, problems, request_id
from cadastre.flask.asked import Asked
from cadastre.flask.body import drop_body, is_waiting
from cadastre.flask.call_table import CallTable, Route
from cadastre.flask.client_address import ClientAddress
from cadastre.flask.cross_origin import CrossOrigin
from cadastre.flask.endpoint import Endpoint
from cadastre.flask.metrics import Metrics
from cadastre.flask.refusal import Refusal, internal, method_not_allowed, no_such_path
from cadastre.flask.reply import Reply
from cadastre.flask.response import Response
from cadastre.flask.target import path_of


class FrontDoor:
    """Finds the call, and gives every answer what all answers have.

    It is one layer rather than several of Flask's before- and after-request functions, as the order of checks is part
    of the contract, and as each layer costs.
    """

    def __init__(
        self,
        calls: CallTable,
        endpoint: Endpoint,
        cross_origin: CrossOrigin,
        client_address: ClientAddress,
        metrics: Metrics,
    ) -> None:
        self._calls = calls
        self._endpoint = endpoint
        self._cross_origin = cross_origin
        self._client_address = client_address
        self._metrics = metrics

    def respond(self, prefix: str) -> Response:
        """Answers the request of Flask's context, whatever is wrong with it. `prefix` is where the blueprint is."""
        started = perf_counter()
        environ = flask.request.environ
        mount, path = path_of(environ, prefix)
        accepted = environ.get("HTTP_ACCEPT_ENCODING")
        accepts_gzip = accepted is not None and accept.allows_gzip(accepted)
        asked = Asked(environ, mount, path, accepts_gzip, self._client_address)
        request_name = request_id.name(environ.get("HTTP_X_REQUEST_ID"))
        found = self._calls.find(path)
        # For logs of the server: unlike the path, it holds nothing that a client has typed.
        environ["cadastre.route"] = found[0].path if found else "none"
        try:
            reply = self._reply(found, asked)
        except (cadastre.Error, Refusal) as error:
            reply = problems.reply(error, is_token_wrong=asked.is_token_wrong)
            _log_if_ours(error, reply.status, request_name)
        except Exception:
            # A defect of this program shows nothing of the inside.
            flask.current_app.logger.exception("internal (id %s)", request_name)
            reply = problems.reply(internal())
        if asked.accepts_gzip:
            compression.compress(reply)
        response = self._response(reply, asked, request_name)
        self._note(response, found[0] if found else None, environ["REQUEST_METHOD"], started)
        if not asked.is_body_read and is_waiting(environ):
            # After the answer: a client may read it before it has sent everything.
            response.call_on_close(lambda: drop_body(environ))
        return response

    def _reply(self, found: tuple[Route, dict[str, str]] | None, asked: Asked) -> Reply:
        if found is None:
            raise no_such_path()
        route, asked.parts = found
        call = route.calls.get(asked.environ["REQUEST_METHOD"])
        if call is not None:
            return self._endpoint.reply(call, asked)
        if not self._cross_origin.is_preflight(asked.environ):
            raise method_not_allowed(route.allowed)
        return Reply(
            204,
            media=None,
            caching=None,
            headers=self._cross_origin.preflight_fields(asked.environ, route.allowed),
        )

    def _response(self, reply: Reply, asked: Asked, request_name: str) -> Response:
        fields = reply.fields()
        fields.append(("X-Request-Id", request_name))
        fields.append(("X-Content-Type-Options", "nosniff"))
        varies = ["Accept-Encoding"] if compression.depends_on_coding(reply) else []
        if self._cross_origin.is_on:
            varies.append("Origin")
            fields += self._cross_origin.fields(asked.environ)
        if varies:
            fields.append(("Vary", ", ".join(varies)))
        return Response(reply.body, reply.status, fields)

    def _note(self, response: Response, route: Route | None, method: str, started: float) -> None:
        """Counts the answer: now, or when the last piece of a streamed one has gone."""

        def count() -> None:
            self._metrics.count(route.path if route else None, method, response.status_code, perf_counter() - started)

        if response.is_streamed:
            response.call_on_close(count)
        else:
            count()


def _log_if_ours(error: cadastre.Error | Refusal, status: int, request_name: str) -> None:
    """Writes what is for the operator's eyes alone into the log."""
    if status >= 500 and isinstance(error, cadastre.Error):
        flask.current_app.logger.error("%s (id %s): %s", error.code, request_name, error.message)
