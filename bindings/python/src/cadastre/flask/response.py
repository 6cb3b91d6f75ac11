"""The response that Flask sends."""

import flask


class Response(flask.Response):
    """One that has no type of its own: what has no content has none."""

    default_mimetype = None
