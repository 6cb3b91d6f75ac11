"""The cities that have properties."""

from cadastre.flask.asked import Asked
from cadastre.flask.replies import page
from cadastre.flask.reply import Reply
from cadastre.flask.views.operation import operation


@operation("listCities")
def list_cities(asked: Asked) -> Reply:
    return page(asked, asked.calls.city_list(asked.query))
