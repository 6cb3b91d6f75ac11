"""The register as an application of Flask's."""

import os
from dataclasses import replace

from flask import Flask

from cadastre.flask.blueprint import create_blueprint
from cadastre.flask.settings import Settings


def create_app(store: str | os.PathLike[str] | None = None, *, settings: Settings | None = None) -> Flask:
    """An application that serves a register: `gunicorn -c gunicorn.conf.py 'cadastre.flask:create_app()'`.

    Args:
        store: Directory of the store, which is made where there is none; what the settings say if it is not given.
        settings: What else there is to say; the environment says it if they are not given.

    Raises:
        ValueError: A setting makes no sense.
        cadastre.Error: The store can't be made or opened.
    """
    settings = settings or Settings.from_environment()
    if store is not None:
        settings = replace(settings, store=os.fspath(store))
    app = Flask("cadastre", static_folder=None, template_folder=None)
    app.register_blueprint(create_blueprint(settings))
    return app
