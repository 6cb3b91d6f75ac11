"""Whether the service lives, and whether it can do its work: for whatever watches over it."""

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
    """The store can be read."""
    asked.calls.session_ready()
    return Reply(body=b"ready\n", media=_PLAIN_TEXT)
