"""The calls of the contract: each reads the request, makes one call of the core, and shapes the answer."""

from cadastre.flask.views import auth, cities, documents, health, properties, rooms, types, users
from cadastre.flask.views.operation import VIEWS, View

__all__ = ["VIEWS", "View", "auth", "cities", "documents", "health", "properties", "rooms", "types", "users"]
