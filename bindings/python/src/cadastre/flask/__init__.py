"""A register behind Flask: the same contract that `cadastre serve` answers, as an application or a blueprint.

from cadastre.flask import create_app

app = create_app("register")
"""

from cadastre.flask.app import create_app
from cadastre.flask.blueprint import create_blueprint
from cadastre.flask.settings import Settings

__all__ = ["Settings", "create_app", "create_blueprint"]
