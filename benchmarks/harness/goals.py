"""The table of targets."""

from harness.goal import AsFlat, Bound, Flat, Goal, Ratio

_SERVE = "cadastre serve"
_POCKETBASE = ("pocketbase",)
_NGINX = ("nginx, a fixed file",)
_HUMMINGBIRD = ("hummingbird, a fixed answer",)
_GET, _LIST, _CREATE, _CREATE_64 = "get by id", "list of 20 by city", "create", "create, 64 connections"
_HOT = "page of 20, hot city"
_WRITES, _SUBMITTED = "durable create, 64 writers", "durable create, 64 submitted at once"
_DOORS = ("cadastre.flask, gthread", "cadastre.flask, meinheld")
_CLASSIC = ("flask-restx, sync", "flask-restx, gthread", "flask-restx, meinheld")


def _embedded(work: str, subject: str, against: tuple[str, ...], at_least: float) -> Ratio:
    return Ratio("embedded", work, subject, against, at_least)


def _serving(work: str, against: tuple[str, ...], at_least: float) -> Ratio:
    return Ratio("servers", work, _SERVE, against, at_least)


GOALS = [
    Goal(
        "http-get",
        "HTTP get by id, all middleware on",
        (_serving(_GET, _POCKETBASE, 5), _serving(_GET, _NGINX, 0.4), _serving(_GET, _HUMMINGBIRD, 0.9)),
    ),
    Goal(
        "http-list",
        "HTTP list of 20 by city",
        (_serving(_LIST, _POCKETBASE, 10), _serving(_LIST, _NGINX, 0.3)),
    ),
    Goal(
        "http-create",
        "HTTP durable create, 32 and 64 connections",
        (
            _serving(_CREATE, _POCKETBASE, 4),
            _serving(_CREATE_64, _POCKETBASE, 4),
            Bound("latency", _CREATE, _SERVE, 25),
            Bound("latency", _CREATE_64, _SERVE, 25),
        ),
    ),
    Goal(
        "core-get",
        "core get by id, in Swift",
        tuple(
            _embedded(work, "entity store", ("lmdb",), 0.7)
            for work in ("get, uniform", "get, uniform, one transaction", "get, zipfian")
        ),
    ),
    Goal(
        "core-page",
        "core city page of 20",
        (
            *(_embedded(_HOT, subject, ("lmdb",), 0.7) for subject in ("entity store", "registry")),
            _embedded("page of 20, cities as asked for", "registry", ("lmdb",), 0.7),
            _embedded(_HOT, "registry", ("sqlite",), 2),
        ),
    ),
    Goal(
        "core-write",
        "core durable writes, 64 writers",
        (
            *(_embedded(_WRITES, subject, ("lmdb",), 0.7) for subject in ("entity store", "registry")),
            # As a server writes: no thread sleeps for each.
            *(_embedded(_SUBMITTED, subject, ("lmdb",), 0.7) for subject in ("entity store", "registry")),
            _embedded(_WRITES, "entity store", ("sqlite, FULL", "grdb, FULL"), 5),
        ),
    ),
    Goal("c-get", "C ABI get", (Ratio("embedding", "get", "cadastre", ("lmdb, own transaction",), 0.5),)),
    Goal(
        "python-get",
        "Python get",
        (
            Ratio("embedding", "python get, JSON", "cadastre", ("py-lmdb",), 0.5),
            Ratio("embedding", "python get, dict", "cadastre", ("py-lmdb",), 0.8),
        ),
    ),
    Goal(
        "flask",
        "the Flask door, two workers of gunicorn",
        tuple(
            Ratio("embedding", work, door, _CLASSIC, at_least)
            for work, at_least in ((_GET, 2), (_LIST, 5), (_CREATE, 10))
            for door in _DOORS
        ),
    ),
    Goal(
        "group-commit",
        "group commit: 64 writers against one",
        (_embedded("group commit", "entity store, 64", ("entity store, 1",), 10),),
    ),
    Goal(
        "import",
        "bulk import from NDJSON, memory constant",
        (
            _embedded("bulk import", "registry", ("lmdb",), 0.5),
            Bound("operations", "import, private memory", "cadastre", 32),
        ),
    ),
    Goal(
        "growth",
        "growth to the largest register that was measured",
        (
            *(Flat("growth", work, _SERVE, 1.2) for work in (_GET, _LIST, _CREATE)),
            # A twentieth is left to noise.
            *(AsFlat("growth", work, "registry", "lmdb", 0.95) for work in ("get, uniform", _HOT)),
            AsFlat("growth", "create, 64 a commit", "entity store", "lmdb", 0.95),
            Bound("growth", "open", _SERVE, 20),
            Bound("growth", "private memory", _SERVE, 100),
        ),
    ),
    Goal("cold-start", "cold start to first answer", (Bound("operations", "cold start to first answer", _SERVE, 60),)),
]
