"""The register as an application of Flask's."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Flask

from cadastre.flask import commands
from cadastre.flask.blueprint import create_blueprint
from cadastre.flask.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class _Application(Flask):
    """One whose root is also what an absolute target without a path names, which no route can match."""

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not environ.get("PATH_INFO") and not environ.get("SCRIPT_NAME"):
            environ["PATH_INFO"] = "/"
        response: Iterable[bytes] = super().wsgi_app(environ, start_response)
        return response


def create_app(store: str | os.PathLike[str] | None = None, *, settings: Settings | None = None) -> Flask:
    """An application that serves a register: `gunicorn -c gunicorn.conf.py 'cadastre.flask:create_app()'`.

    Args:
        store: Directory of the store, which is made where there is none; what the settings say if it is not given.
        settings: What else there is to say; the environment says it if they are not given.

    Raises:
        ValueError: A setting makes no sense, or production refuses it.
        cadastre.Error: The store can't be made or opened.
    """
    with commands.failures() if commands.are_run() else nullcontext():
        settings = settings or Settings.from_environment()
        if store is not None:
            settings = replace(settings, store=os.fspath(store))
        app = _Application("cadastre", static_folder=None, template_folder=None)
        app.register_blueprint(create_blueprint(settings))
    return app
