"""Puts the service together."""

from datetime import timedelta

from flask import Flask
from flask_jwt_extended import JWTManager
from flask_restx import Api

from classic import problem
from classic.database import Database
from classic.resources import auth, cities, properties, rooms, users
from classic.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The service, with a pool of connections of its own. Call it in the process that serves, after the fork."""
    settings = settings or Settings.from_environment()
    app = Flask("classic")
    app.config.update(
        JWT_SECRET_KEY=settings.secret,
        JWT_ACCESS_TOKEN_EXPIRES=timedelta(minutes=15),
        JWT_REFRESH_TOKEN_EXPIRES=timedelta(days=30),
        MAX_CONTENT_LENGTH=1 << 20,
        PROPAGATE_EXCEPTIONS=True,
        RESTX_MASK_SWAGGER=False,
        RESTX_ERROR_404_HELP=False,
        RESTX_VALIDATE=False,
    )
    database = Database(settings)
    database.create_tables()
    app.extensions["classic.database"] = database
    problem.register(app, JWTManager(app))

    # Flask's own handlers know every error: Flask-RESTX passes on what PROPAGATE_EXCEPTIONS tells it to.
    api = Api(app, title="Classic register", prefix="/v1", doc="/docs")
    for namespace in (auth.namespace, users.namespace, properties.namespace, rooms.namespace, cities.namespace):
        api.add_namespace(namespace)
    app.add_url_rule("/healthz", view_func=lambda: ("", 204))
    return app
