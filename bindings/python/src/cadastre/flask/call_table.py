"""Finds the call that a path and a method name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cadastre.flask.call import Call

# Stands for a part of a path that may be anything; no literal part can be empty.
_ANYTHING = ""


@dataclass(slots=True)
class Route:
    """The calls of one path."""

    path: str
    calls: dict[str, Call]
    # The methods that the path knows, as `Allow` lists them.
    allowed: str


@dataclass(slots=True)
class _Node:
    """What may follow the parts of a path that have been read."""

    next: dict[str, "_Node"] = field(default_factory=dict)
    # The name of the part that leads here, where it may be anything.
    parameter: str = ""
    route: Route | None = None


class CallTable:
    """The paths of the contract, as a tree of their parts.

    Paths are compared as they were sent: an encoded slash is part of a name, and separates nothing.
    """

    def __init__(self, calls: Iterable[Call], *, answers_options: bool) -> None:
        """Puts `calls` in order; `answers_options`: whether browsers may ask what a page may send."""
        self._root = _Node()
        by_path: dict[str, dict[str, Call]] = {}
        for call in calls:
            methods = by_path.setdefault(call.path, {})
            methods[call.method] = call
            if call.method == "GET":
                methods["HEAD"] = call
        for path, methods in by_path.items():
            names = sorted({*methods, "OPTIONS"} if answers_options else methods)
            self._node(path).route = Route(path, methods, ", ".join(names))

    def find(self, path: str) -> tuple[Route, dict[str, str]] | None:
        """The route of a path, and the parts of it that the route names; `None` where there is nothing."""
        node = self._root
        found: dict[str, str] = {}
        parts = path.split("/")
        if parts[0] or len(parts) == 1:
            return None
        for part in parts[1:] if path != "/" else []:
            following = node.next.get(part) if part else None
            if following is None:
                following = node.next.get(_ANYTHING)
                if following is None or not part:
                    return None
                found[following.parameter] = part
            node = following
        return (node.route, found) if node.route is not None else None

    def _node(self, path: str) -> _Node:
        node = self._root
        for part in filter(None, path.split("/")):
            if part.startswith("{"):
                node = node.next.setdefault(_ANYTHING, _Node())
                node.parameter = part[1:-1]
            else:
                node = node.next.setdefault(part, _Node())
        return node
