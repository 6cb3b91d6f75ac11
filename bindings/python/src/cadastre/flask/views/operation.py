"""Which view answers which operation of the OpenAPI document."""

from collections.abc import Callable

from cadastre.flask.asked import Asked
from cadastre.flask.reply import Reply

View = Callable[[Asked], Reply]

VIEWS: dict[str, View] = {}


def operation(name: str) -> Callable[[View], View]:
    """Makes a function the view of an operation."""

    def register(view: View) -> View:
        VIEWS[name] = view
        return view

    return register
