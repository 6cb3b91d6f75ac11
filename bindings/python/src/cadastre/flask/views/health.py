"""Whether the service lives, and whether it can do its work: for whatever watches over it."""

import json

from cadastre.flask.asked import Asked
from cadastre.flask.reply import Reply
from cadastre.flask.views.operation import operation

_PLAIN_TEXT = "text/plain; charset=utf-8"


@operation("getHealth")
def live(_: Asked) -> Reply:
    """The process answers."""
    return Reply(body=b"ok\n", media=_PLAIN_TEXT)


@operation("getReadiness")
def ready(asked: Asked) -> Reply:
    """The store can be read. That writes are refused is told, and no reason to be left alone."""
    asked.calls.session_ready()
    refusal = json.loads(asked.calls.session_statistics().json)["writesRefused"]
    return Reply(body=b'{"status":"ready","writes":"%s"}' % (b"accepted" if refusal is None else b"refused"))
