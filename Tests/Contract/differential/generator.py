"""Requests at random, to every call, of those who are in the world about what is in it."""

from collections.abc import Callable
from random import Random
from typing import Any

from . import values
from .flaws import spoil
from .request import Request
from .world import Home, Somebody, World, no_such_id

# How many of a hundred requests have something wrong with them besides.
SPOILED = 30
PASSWORDS = ["correct horse battery", "staple, correct horse", "1234567!", "  padded  "]


class Generator:
    """Gives one request after the other; what the answers tell goes into the world in between."""

    def __init__(self, chance: Random, world: World) -> None:
        self._chance = chance
        self._world = world
        self._count = 0
        # What is to be asked next.
        self.queue: list[Request] = []
        self._calls: list[tuple[float, Callable[[], Request | None]]] = [
            (1.5, self._sign_up),
            (1, self._log_in),
            (1, self._fail_to_log_in),
            (2.5, self._refresh),
            (0.5, self._log_out),
            (3, self._me),
            (3, self._patch_me),
            (0.3, self._change_password),
            (0.3, self._delete_me),
            (0.7, self._export),
            (2, self._list_users),
            (3, self._user),
            (2, self._type),
            (2, self._put_type),
            (9, self._list_properties),
            (11, self._create),
            (8, self._read),
            (8, self._replace),
            (11, self._patch),
            (3, self._delete),
            (14, self._rooms),
            (7, self._cities),
            (1.5, self._page),
            (1.5, self._nowhere),
        ]

    def next(self) -> Request:
        if self.queue:
            return self.queue.pop(0)
        weights, calls = zip(*self._calls, strict=True)
        request = self._chance.choices(calls, weights)[0]() or self._sign_up()
        if self._chance.randrange(100) < SPOILED:
            spoil(request, self._chance, self._world)
        self._spare_the_admin(request)
        return request

    def _spare_the_admin(self, request: Request) -> None:
        """The admin is needed to the end."""
        harmful = {("DELETE", "/v1/users/me"), ("PUT", "/v1/users/me/password")}
        if request.token == self._world.admin.token and (request.method, request.path[0]) in harmful:
            request.token = None

    # Users and sessions

    def _anonymous(self, method: str, *path: Any, body: Any) -> Request:
        network = ".".join(["10", *(str(self._chance.randrange(256)) for _ in range(3))])
        return Request(method, path, body=body, network=network)

    def _sign_up(self) -> Request:
        chance = self._chance
        self._count += 1
        email = f"{self._count}-{chance.randrange(10**6)}@example.org"
        taken = [person.email for person in self._world.people]
        if taken and chance.random() < 0.15:
            other = chance.choice(taken)
            email = chance.choice([other, other.upper(), "nobody", "@", "a@b.invalid", "é@example.org"])
        body = {"email": email, "password": chance.choice([*PASSWORDS, "short"])}
        body |= {"firstName": values.line(chance), "lastName": values.line(chance)}
        if chance.random() < 0.3:
            body["birthDate"] = values.birth_date(chance)
        if chance.random() < 0.05:
            body["role"] = "admin"
        return self._anonymous("POST", "/v1/users", body=body)

    def log_in_as(self, email: str, password: str) -> Request:
        return self._anonymous("POST", "/v1/auth/login", body={"email": email, "password": password})

    def _log_in(self) -> Request:
        person = self._world.somebody(self._chance)
        password = person.password if self._chance.random() < 0.8 else "another password"
        return self.log_in_as(self._chance.choice([person.email, person.email.upper()]), password)

    def _fail_to_log_in(self) -> Request:
        """Often enough from one network to be kept out."""
        request = self.log_in_as(self._world.admin.email, "another password")
        request.network = "192.0.2.1"
        return request

    def _refresh(self) -> Request:
        person = self._world.somebody(self._chance)
        token = self._chance.choice([person.refresh_token] * 6 + [*person.used[-1:], "x" * 43])
        return self._anonymous("POST", "/v1/auth/refresh", body={"refreshToken": token})

    def _log_out(self) -> Request:
        token = self._chance.choice([self._world.somebody(self._chance).refresh_token, "x" * 43])
        return self._anonymous("POST", "/v1/auth/logout", body={"refreshToken": token})

    def _as_somebody(self, method: str, *path: Any, **rest: Any) -> Request:
        return Request(method, path, token=self._world.somebody(self._chance).token, **rest)

    def _me(self) -> Request:
        return self._as_somebody(self._chance.choice(["GET", "GET", "HEAD"]), "/v1/users/me")

    def _patch_me(self) -> Request:
        chance = self._chance
        fields = {"firstName": values.line(chance), "lastName": values.line(chance)}
        fields |= {"birthDate": values.birth_date(chance)}
        if chance.random() < 0.1:
            fields |= {chance.choice(["email", "role", "id", "password"]): "admin"}
        return self._as_somebody("PATCH", "/v1/users/me", body=values.some_of(chance, fields))

    def _change_password(self) -> Request | None:
        if not self._world.people:
            return None
        person = self._chance.choice(self._world.people)
        current = self._chance.choice([person.password, person.password, "another password"])
        body = {"currentPassword": current, "newPassword": self._chance.choice([*PASSWORDS, "short"])}
        return Request("PUT", ("/v1/users/me/password",), body=body, token=person.token)

    def _delete_me(self) -> Request | None:
        if len(self._world.people) < 4:
            return None
        return Request("DELETE", ("/v1/users/me",), token=self._chance.choice(self._world.people).token)

    def _export(self) -> Request:
        return self._as_somebody("GET", "/v1/users/me/export")

    def _list_users(self) -> Request:
        token = self._world.admin.token if self._chance.random() < 0.7 else self._world.somebody(self._chance).token
        return Request("GET", ("/v1/users",), query=self._pages("/v1/users", []), token=token)

    def _user(self) -> Request | None:
        chance = self._chance
        if len(self._world.people) < 4:
            return None
        person = chance.choice(self._world.people)
        id_ = person.id if chance.random() < 0.85 else no_such_id(chance)
        if chance.random() < 0.04:
            return Request("DELETE", ("/v1/users/", id_), token=self._world.admin.token)
        if chance.random() < 0.1:
            return self._as_somebody_common("DELETE", "/v1/users/", id_)
        return Request(chance.choice(["GET", "GET", "HEAD"]), ("/v1/users/", id_))

    def _as_somebody_common(self, method: str, *path: Any) -> Request:
        return Request(method, path, token=self._chance.choice(self._world.people).token)

    # Types and cities

    def _slug(self) -> str:
        odd = ["No-Slug", "a--b", "%68ouse", "x" * 64, "x" * 65, "a%2Fb", "%ff", "%0A", "house%0A"]
        hut = f"hut-{self._chance.randrange(40)}"
        return self._chance.choice([*values.TYPES[:4], *self._world.slugs[-4:], hut, self._chance.choice(odd)])

    def _type(self) -> Request:
        path = ("/v1/types",) if self._chance.random() < 0.3 else ("/v1/types/", self._slug())
        return Request(self._chance.choice(["GET", "GET", "HEAD"]), path)

    def _put_type(self) -> Request:
        admin = self._chance.random() < 0.8
        token = self._world.admin.token if admin else self._world.somebody(self._chance).token
        path = ("/v1/types/", self._slug())
        if self._chance.random() < 0.3:
            return Request("DELETE", path, token=token)
        return Request("PUT", path, body={"label": values.line(self._chance)}, token=token)

    def _cities(self) -> Request:
        chance = self._chance
        query: list[tuple[str, Any]] = []
        if chance.random() < 0.7:
            city = chance.choice(values.CITIES)
            query.append(("prefix", chance.choice([city[: chance.randint(0, 4)], city.upper(), values.line(chance)])))
        if chance.random() < 0.4:
            query.append(("order", chance.choice(["name", "count", "count", "newest"])))
        return Request("GET", ("/v1/cities",), query=self._pages("/v1/cities", query))

    # Properties and rooms

    def _pages(self, path: str, query: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
        """A query of a list, of a size, and perhaps one that goes on where another ended."""
        chance = self._chance
        if chance.random() < 0.6:
            query = [*query, ("limit", chance.choice([1, 2, 3, 5, 20, 50, 100, 0, 101, "x"]))]
        known = [(asked, cursor) for where, asked, cursor in self._world.cursors[-30:] if where == path]
        if known and chance.random() < 0.35:
            asked, cursor = chance.choice(known)
            # Mostly of the question that it belongs to.
            return [*(asked if chance.random() < 0.8 else query), ("after", cursor)]
        if chance.random() < 0.03:
            query = [*query, ("after", chance.choice(["", "x", "A" * 40, "é"]))]
        return query

    def _list_properties(self) -> Request:
        chance = self._chance
        query: list[tuple[str, Any]] = []
        if chance.random() < 0.4:
            query.append(("city", chance.choice(values.CITIES) if chance.random() < 0.9 else values.line(chance)))
        if chance.random() < 0.3:
            query.append(("type", chance.choice([*values.TYPES, "castle", "No Slug"])))
        if chance.random() < 0.3:
            query.append(("owner", self._world.somebody(chance).id if chance.random() < 0.9 else "me"))
        if chance.random() < 0.4:
            query.append(("order", chance.choice(["newest", "oldest", "oldest", "up"])))
        return Request(
            chance.choice(["GET"] * 5 + ["HEAD"]), ("/v1/properties",), query=self._pages("/v1/properties", query)
        )

    def _create(self) -> Request:
        return self._as_somebody("POST", "/v1/properties", body=values.home(self._chance, self._world.slugs))

    def _caller(self, home: Home) -> Any:
        """Mostly the owner."""
        others: list[Somebody] = [self._world.admin, self._world.somebody(self._chance)]
        return (home.owner if self._chance.random() < 0.85 else self._chance.choice(others)).token

    def _about(self, method: str, home: Home, *rest: Any, body: Any = None) -> Request:
        request = Request(method, (*home.path, *rest), token=self._caller(home))
        if body is not None:
            request.body = body
        if self._chance.random() < 0.3:
            name = "If-None-Match" if method in {"GET", "HEAD"} else "If-Match"
            request.headers[name] = self._tag(home)
        return request

    def _tag(self, home: Home) -> Any:
        chance = self._chance
        past = chance.choice(home.past) if home.past else '"1-0"'
        gzip = ("", home.tag, "")
        return chance.choice(
            [
                home.tag,
                home.tag,
                gzip,
                past,
                "*",
                ("W/", home.tag),
                ('"x", ', home.tag),
                (home.tag, ",", past),
                '"x"',
                "",
            ]
        )

    def _read(self) -> Request | None:
        home = self._world.home(self._chance)
        if home is None:
            return None
        request = self._about(self._chance.choice(["GET", "GET", "GET", "HEAD"]), home)
        if self._chance.random() < 0.5:
            request.token = None
        return request

    def _replace(self) -> Request | None:
        chance = self._chance
        home = self._world.home(chance)
        if home is None:
            return None
        body = values.home(chance, self._world.slugs)
        if chance.random() < 0.6:
            # What was read is edited and sent back, perhaps too late.
            body = {**home.stored, **values.some_of(chance, body)}
        if home.rooms and chance.random() < 0.5:
            body["rooms"] = [*chance.sample(home.rooms, k=chance.randint(0, len(home.rooms))), values.room(chance)]
        return self._about("PUT", home, body=body)

    def _patch(self) -> Request | None:
        chance = self._chance
        home = self._world.home(chance)
        if home is None:
            return None
        body = values.some_of(chance, values.home(chance, self._world.slugs))
        if home.rooms and chance.random() < 0.2:
            kept = chance.choice(home.rooms)
            body["rooms"] = [{**values.room(chance), "id": kept["id"]}, *chance.choice([[], [kept]])]
        if chance.random() < 0.1:
            name = chance.choice(["id", "ownerId", "createdAt", "updatedAt", "version"])
            body[name] = chance.choice([home.stored[name], home.stored[name], "x", 7])
        return self._about("PATCH", home, body=body)

    def _delete(self) -> Request | None:
        home = self._world.home(self._chance)
        return None if home is None else self._about("DELETE", home)

    def _rooms(self) -> Request | None:
        chance = self._chance
        home = self._world.home(chance)
        if home is None:
            return None
        if not home.rooms or chance.random() < 0.35:
            if chance.random() < 0.3:
                return self._about(chance.choice(["GET", "HEAD"]), home, "/rooms")
            return self._about("POST", home, "/rooms", body=values.room(chance))
        id_ = chance.choice(home.rooms)["id"] if chance.random() < 0.92 else no_such_id(chance)
        method = chance.choice(["GET", "PUT", "PATCH", "PATCH", "DELETE"])
        body = {"PUT": values.room(chance), "PATCH": values.some_of(chance, values.room(chance))}.get(method)
        if method == "PATCH" and chance.random() < 0.3:
            body = {"features": {name: None if chance.random() < 0.3 else 1 for name in ["a", "b", "é"]}}
        return self._about(method, home, "/rooms/", id_, body=body)

    # The rest

    def _page(self) -> Request:
        paths = ["/openapi.json", "/docs", "/docs/docs.css", "/docs/none", "/healthz", "/readyz", "/metrics"]
        request = Request(self._chance.choice(["GET", "GET", "HEAD"]), (self._chance.choice(paths),))
        tag = self._world.tags.get(request.path[0])
        if tag is not None and self._chance.random() < 0.5:
            request.headers["If-None-Match"] = self._chance.choice([tag, ("W/", tag), ('"x", ', tag), "*", '"x"', ""])
        return request

    def _nowhere(self) -> Request:
        home = self._world.home(self._chance)
        path = self._chance.choice(
            [
                ("/v1",),
                ("/v1/",),
                ("/v1/types%0A",),
                ("/%0D%0A",),
                ("/v2/types",),
                ("/v1/types/",),
                ("/v1//types",),
                ("//v1/types",),
                ("/v1/types/a/b",),
                ("/v1/properties/", no_such_id(self._chance)),
                ("/v1/properties/", no_such_id(self._chance), "/rooms/", no_such_id(self._chance)),
                (*home.path, "/") if home else ("/v1/users/",),
            ]
        )
        return self._as_somebody(self._chance.choice(["GET", "POST", "PUT", "PATCH", "DELETE"]), *path)
