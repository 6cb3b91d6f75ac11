"""How gunicorn runs the Flask door from this folder: as from anywhere with `-c python:cadastre.flask.gunicorn_conf`."""

from cadastre.flask.gunicorn_conf import *  # noqa: F403
