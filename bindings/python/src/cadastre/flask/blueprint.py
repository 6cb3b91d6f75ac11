"""The register as a blueprint of Flask's."""

import json
from dataclasses import replace

from flask import Blueprint
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter, Rule

import cadastre
from cadastre.flask import commands, production_rules
from cadastre.flask.call import Call
from cadastre.flask.call_table import CallTable
from cadastre.flask.client_address import ClientAddress
from cadastre.flask.cross_origin import CrossOrigin
from cadastre.flask.endpoint import Endpoint
from cadastre.flask.front_door import FrontDoor
from cadastre.flask.metrics import Metrics
from cadastre.flask.process_store import ProcessStore
from cadastre.flask.settings import Settings
from cadastre.flask.views import VIEWS, View


class _AnyPath(BaseConverter):
    """A path with all its slashes, wherever they are, and with line breaks that were encoded."""

    regex = "(?s:.*)"
    part_isolating = False


def create_blueprint(settings: Settings, *, name: str = "cadastre") -> Blueprint:
    """The whole contract, to be registered in an application, under a prefix or none.

    It makes the store where there is none, and opens it again in each process that answers requests; before a command
    of Flask's, it leaves that to the command. It answers every path below its prefix, and without a prefix every path
    that no other route has.

    Raises:
        ValueError: A setting makes no sense, or production refuses it.
        cadastre.Error: The store can't be made or opened.
    """
    production_rules.check(settings)
    store = ProcessStore(settings)
    metrics = Metrics()
    cross_origin = CrossOrigin(settings.cors_origins)
    calls = CallTable(_calls(settings, metrics), answers_options=cross_origin.is_on)
    door = FrontDoor(
        calls, Endpoint(store, settings.max_body), cross_origin, ClientAddress(settings.trusted_proxies), metrics
    )
    if not commands.are_run():
        # So that what is wrong is told at the start. What the parent of workers has open is nothing to them.
        with store.opened() as register:
            production_rules.check_store(settings, register)
    blueprint = Blueprint(name, __name__, cli_group=name)
    commands.add_commands(blueprint, store)

    def mount(state: BlueprintSetupState) -> None:
        """Routes all below the prefix to the front door, whatever the method and wherever there are slashes.

        Blueprint.add_url_rule() would add rules for known methods only, and Werkzeug answer the others.
        """
        application, prefix, subdomain = state.app, (state.url_prefix or "").rstrip("/"), state.subdomain
        if "<" in prefix or "<" in (subdomain or ""):
            raise ValueError(f"a register has one place: {prefix or subdomain} would be many")
        application.extensions[state.name] = store
        application.url_map.converters.setdefault("cadastre_path", _AnyPath)
        endpoint = f"{state.name_prefix}.{state.name}.respond".lstrip(".")
        paths = [f"{prefix}/<cadastre_path:path>"]
        if prefix:
            # Whoever leaves out the last slash is told of it: from there, the page would not find its files.
            paths.append(f"{prefix}/")
        for path in paths:
            rule = Rule(path, endpoint=endpoint, methods=None, subdomain=subdomain, strict_slashes=True)
            application.url_map.add(rule)
        application.view_functions[endpoint] = lambda path="": door.respond(prefix)  # noqa: ARG005

    blueprint.record(mount)
    return blueprint


def _calls(settings: Settings, metrics: Metrics) -> list[Call]:
    """The calls of the contract that are served, and the page at `/`."""
    views: dict[str, View] = VIEWS | {"getMetrics": metrics.show}
    if not settings.serves_docs:
        del views["getDocs"], views["getDocsFile"]
    if not settings.serves_metrics:
        del views["getMetrics"]
    calls = Call.all_of(json.loads(cadastre.openapi_document()), views)
    return calls + [replace(call, path="/") for call in calls if call.path == "/docs"]
