"""One call behind its checks."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from cadastre.flask import accept, bearer_token, content_type, query_parameters
from cadastre.flask.asked import Asked
from cadastre.flask.body import announced_length, read_body
from cadastre.flask.call import Call
from cadastre.flask.process_store import ProcessStore
from cadastre.flask.refusal import body_too_large, not_acceptable, unsupported_media_type
from cadastre.flask.reply import Reply

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from _typeshed.wsgi import WSGIEnvironment

    from cadastre import Session


class Endpoint:
    """The checks that come before a call, in the order in which the first that fails answers: `Accept`,
    `Content-Type`, `Content-Length`, the token, the body, the query. What comes after those is the core's.
    """

    def __init__(self, store: ProcessStore, maximum_body: int) -> None:
        self._store = store
        self._maximum_body = maximum_body

    def reply(self, call: Call, asked: Asked) -> Reply:
        """Answers a request. Raises a `Refusal`, or what the core refuses it for."""
        environ = asked.environ
        self._check_head(call, environ)
        with self._session(call, asked) as session:
            asked.calls = session.raw
            if call.reads:
                asked.body = read_body(environ, self._maximum_body)
                asked.is_body_read = True
            asked.query = query_parameters.read(environ.get("QUERY_STRING", ""), call.query)
            return call.view(asked)

    def _check_head(self, call: Call, environ: WSGIEnvironment) -> None:
        accepted = environ.get("HTTP_ACCEPT")
        if call.answers is not None and accepted not in {None, "*/*"} and not accept.allows(accepted, call.answers):
            raise not_acceptable(call.answers)
        if not call.reads:
            return
        coding = environ.get("HTTP_CONTENT_ENCODING", "identity").lower()
        if coding != "identity" or not content_type.is_readable(environ.get("CONTENT_TYPE", ""), call.reads):
            raise unsupported_media_type(" or ".join(call.reads))
        length = announced_length(environ)
        if length is not None and length > self._maximum_body:
            raise body_too_large(self._maximum_body)

    def _session(self, call: Call, asked: Asked) -> AbstractContextManager[Session]:
        """Who asks. A token that is wrong is refused wherever it is sent."""
        store = self._store.get()
        authorization = asked.environ.get("HTTP_AUTHORIZATION")
        if authorization is not None:
            asked.is_token_wrong = True
            session = store.session(bearer_token.read(authorization))
            asked.is_token_wrong = not call.reads_credentials
            return session
        if call.needs_token:
            # Nobody has no user to show: the core refuses in its own words.
            store.anonymous.raw.me_get()
        return nullcontext(store.anonymous)
