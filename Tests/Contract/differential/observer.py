"""What the answers tell about the world."""

import base64
import json
from typing import Any

from ..client import Answer
from .generator import Generator
from .request import Request
from .twins import Twin, seen_by, twin
from .world import Home, Somebody, World


def subject(token: str) -> str:
    """Whom an access token is for."""
    claims = token.split(".")[1]
    return str(json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sub"])


class Observer:
    """Keeps the world as both registers have it, as long as they agree."""

    def __init__(self, world: World, generator: Generator) -> None:
        self._world = world
        self._generator = generator

    def note(self, request: Request, left: Answer, right: Answer) -> None:
        """Takes in two answers of the same status."""
        if left.status >= 300 or request.method in {"HEAD", "OPTIONS", "TRACE"}:
            return
        path = str(seen_by(0, request.path)).split("/")[1:]
        content: Any = twin(left.json, right.json) if _is_json(left) and _is_json(right) else None
        tag = Twin(left.header("ETag"), right.header("ETag"))
        self._world.tags[request.path[0]] = tag
        match request.method, path:
            case "POST", ["v1", "users"]:
                sent = json.loads(request.content(0) or b"{}")
                self._generator.queue.append(self._generator.log_in_as(sent["email"], sent["password"]))
            case "POST", ["v1", "auth", "login"]:
                self._logged_in(json.loads(request.content(0) or b"{}"), left.json, right.json)
            case "POST", ["v1", "auth", "refresh"]:
                self._refreshed(request, content)
            case "PUT", ["v1", "users", "me", "password"]:
                self._changed_password(request)
            case "DELETE", ["v1", "users", id_]:
                gone = [person for person in self._world.people if id_ in {"me", seen_by(0, person.id)}]
                for person in [each for each in gone if id_ != "me" or each.token == request.token]:
                    self._world.bury(person)
            case "PUT", ["v1", "types", slug] if left.status == 201:
                self._world.slugs.append(slug)
            case "DELETE", ["v1", "types", slug]:
                self._world.slugs = [each for each in self._world.slugs if each != slug]
            case _, ["v1", "properties", *rest] if rest:
                self._property(request, rest, content, tag)
            case "POST", ["v1", "properties"]:
                self._made(content, tag)
            case "GET", ["v1", "properties" | "users" | "cities" as list_] if content["next"] is not None:
                asked = [(name, value) for name, value in request.query if name != "after"]
                self._world.cursors.append((f"/v1/{list_}", asked, content["next"]))

    def _logged_in(self, sent: dict[str, Any], left: dict[str, Any], right: dict[str, Any]) -> None:
        id_ = twin(subject(left["accessToken"]), subject(right["accessToken"]))
        tokens = twin(left, right)
        person = self._world.owner(id_)
        if person is None:
            person = Somebody(id_, sent["email"], sent["password"], None, None)
            self._world.people.append(person)
        person.token, person.refresh_token = tokens["accessToken"], tokens["refreshToken"]

    def _refreshed(self, request: Request, content: dict[str, Any]) -> None:
        for person in self._world.people:
            if person.refresh_token == request.body["refreshToken"]:
                person.used.append(person.refresh_token)
                person.token, person.refresh_token = content["accessToken"], content["refreshToken"]

    def _changed_password(self, request: Request) -> None:
        for person in self._world.people:
            if person.token == request.token:
                self._world.dead_tokens.append(person.token)
                person.password = json.loads(request.content(0) or b"{}")["newPassword"]
                self._generator.queue.append(self._generator.log_in_as(person.email, person.password))

    def _made(self, content: dict[str, Any], tag: Twin) -> None:
        owner = self._world.owner(content["ownerId"])
        if owner is not None:
            self._world.homes.append(Home(owner, content, tag))

    def _property(self, request: Request, rest: list[str], content: Any, tag: Twin) -> None:
        home = next((each for each in self._world.homes if seen_by(0, each.stored["id"]) == rest[0]), None)
        if home is None:
            return
        if request.method != "GET" and tag.left is not None:
            home.past.append(home.tag)
            home.tag = tag
        match request.method, rest[1:]:
            case "DELETE", []:
                self._world.lose(home)
            case _, []:
                home.stored, home.tag = content, tag
            case "POST", ["rooms"]:
                home.rooms.append(content)
            case "PUT" | "PATCH", ["rooms", id_]:
                rooms = [content if seen_by(0, room["id"]) == id_ else room for room in home.rooms]
                home.stored = {**home.stored, "rooms": rooms}
            case "DELETE", ["rooms", id_]:
                rooms = [room for room in home.rooms if seen_by(0, room["id"]) != id_]
                home.stored = {**home.stored, "rooms": rooms}


def _is_json(answer: Answer) -> bool:
    return (answer.header("Content-Type") or "").endswith("json") and bool(answer.body)
