"""The package against a model of dicts: 10,000 random steps, and nothing differs."""

import contextlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cadastre
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from tests import values
from tests.model import Document, Model, merged
from tests.people import PASSWORD

STEPS = 10_000
STEPS_A_RUN = 100
MEMORY = Path("/dev/shm")

# Which revision a change expects: any, the one that is there, or one that is gone.
expectations = st.sampled_from([None, None, "current", "stale"])


class Register(RuleBasedStateMachine):
    """A register, and the model of it."""

    people = Bundle("people")
    homes = Bundle("homes")
    cursors = Bundle("cursors")
    taken = 0

    def __init__(self) -> None:
        super().__init__()
        # The model begins before the first step.
        Register.taken -= 1
        # In memory, where there is such a place: what is tried is not the disk.
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.store = cadastre.open(self.folder / "register", durability="relaxed", sign_ups_per_hour=None)
        self.operator = self.store.operator()
        self.model = Model({each["id"]: each["label"] for each in self.store.types()})
        self.sessions: dict[str, cadastre.Session] = {}
        self.hashes = 0

    def teardown(self) -> None:
        try:
            assert list(self.store.properties(order="oldest")) == list(self.model.properties.values())
            assert self.operator.verify()["problems"] == []
        finally:
            self.store.close()
            shutil.rmtree(self.folder)

    @invariant()
    def count(self) -> None:
        Register.taken += 1

    @contextlib.contextmanager
    def refused(self, reason: type[cadastre.Error] | None) -> Iterator[None]:
        """Passes where what is done ends as the model says."""
        if reason is None:
            yield
            return
        with pytest.raises(reason) as caught:
            yield
        assert type(caught.value) is reason

    def expected(self, home: str, expectation: str | None) -> Any:
        if expectation == "stale":
            return "1-0"
        return self.model.properties.get(home) if expectation else None

    # Users

    @precondition(lambda self: self.hashes < 4)
    @rule(target=people, number=st.integers(0, 2))
    def sign_up(self, number: int) -> Any:
        self.hashes += 1
        fields = {"email": f"{number}@example.org", "firstName": f"N°{number}", "lastName": "Martin"}
        with self.refused(self.model.sign_up_error(fields["email"])):
            user = self.store.sign_up(password=PASSWORD, **fields)
            assert fields.items() <= user.items()
            self.model.users[user["id"]] = user
            self.sessions[user["id"]] = self.store.login(fields["email"], PASSWORD)
            return user["id"]
        return multiple()

    @precondition(lambda self: self.hashes < 4)
    @rule(user=people, good=st.booleans())
    def log_in(self, user: str, good: bool) -> None:
        self.hashes += 1
        known = self.model.users.get(user)
        email = known["email"] if known else "gone@example.org"
        with self.refused(None if good and known else cadastre.Unauthenticated):
            self.sessions[user] = self.store.login(email, PASSWORD if good else "wrong password")

    @rule(user=people, name=values.names)
    def update_me(self, user: str, name: str) -> None:
        with self.refused(self.model.session_error(user)):
            changed = self.sessions[user].update_me(firstName=name)
            self.model.users[user] = self.model.restamped(self.model.users[user], {"firstName": name}, changed)
            assert changed == self.model.users[user] == self.sessions[user].me()

    @rule(user=people)
    def see_user(self, user: str) -> None:
        with self.refused(None if user in self.model.users else cadastre.NotFound):
            seen = self.store.user(user)
            assert seen == {name: self.model.users[user][name] for name in ("id", "firstName", "lastName")}

    @precondition(lambda self: len(self.model.users) > 1)
    @rule(user=people, sure=st.integers(0, 4))
    def delete_me(self, user: str, sure: int) -> None:
        if sure:
            return
        with self.refused(self.model.session_error(user)):
            self.sessions[user].delete_me()
            self.model.remove_user(user)

    @rule(user=people)
    def export_me(self, user: str) -> None:
        with self.refused(self.model.session_error(user)):
            document = json.loads(b"".join(self.sessions[user].export_me()))
            assert document["user"] == self.model.users[user]
            assert sorted(document["properties"], key=lambda home: home["id"]) == self.model.find(owner=user)[::-1]

    # Properties

    @rule(target=homes, user=people, fields=values.properties)
    def create(self, user: str, fields: Document) -> Any:
        with self.refused(self.model.session_error(user) or self.model.type_error(fields)):
            home = self.sessions[user].create_property(**fields)
            self.model.add(home, user, fields)
            return home["id"]
        return multiple()

    @rule(home=homes)
    def read(self, home: str) -> None:
        known = self.model.properties.get(home)
        with self.refused(None if known else cadastre.NotFound):
            assert self.store.property(home) == json.loads(self.store.property_json(home)) == known
            assert known
            assert self.store.rooms(home) == known["rooms"]

    @rule(home=homes, user=people, changes=values.changes, expectation=expectations)
    def update(self, home: str, user: str, changes: Document, expectation: str | None) -> None:
        def change() -> Document:
            expected = self.expected(home, expectation)
            return self.sessions[user].update_property(home, expected=expected, **changes)

        self.change(home, user, changes, expectation, change)

    @rule(home=homes, user=people, fields=values.properties, expectation=expectations)
    def replace(self, home: str, user: str, fields: Document, expectation: str | None) -> None:
        def change() -> Document:
            return self.sessions[user].replace_property(home, fields, expected=self.expected(home, expectation))

        self.change(home, user, {"description": "", "rooms": [], **fields}, expectation, change)

    def change(
        self, home: str, user: str, changes: Document, expectation: str | None, make: Callable[[], Document]
    ) -> None:
        with self.refused(self.model.change_error(home, user, changes, stale=expectation == "stale")):
            changed = make()
            self.model.put(home, merged(self.model.properties[home], changes), changed)

    @rule(home=homes, user=people, expectation=expectations)
    def delete(self, home: str, user: str, expectation: str | None) -> None:
        with self.refused(self.model.change_error(home, user, {}, stale=expectation == "stale")):
            self.sessions[user].delete_property(home, expected=self.expected(home, expectation))
            del self.model.properties[home]

    # Rooms

    @rule(home=homes, user=people, fields=values.rooms, expectation=expectations)
    def add_room(self, home: str, user: str, fields: Document, expectation: str | None) -> None:
        with self.refused(self.model.change_error(home, user, {}, stale=expectation == "stale")):
            room = self.sessions[user].add_room(home, expected=self.expected(home, expectation), **fields)
            assert room == {"id": room["id"], "features": {}, **fields}
            known = self.model.properties[home]
            self.model.put(home, {**known, "rooms": [*known["rooms"], room]}, self.store.property(home))

    @rule(home=homes, user=people, place=st.integers(0, 3), changes=values.room_changes)
    def update_room(self, home: str, user: str, place: int, changes: Document) -> None:
        id = self.model.room_id(home, place)
        with self.refused(self.model.change_error(home, user, {}, room=id)):
            changed = self.sessions[user].update_room(home, id, **changes)
            rooms = [merged(room, changes) if room["id"] == id else room for room in self.store_rooms(home)]
            assert changed in rooms
            self.model.put(home, {**self.model.properties[home], "rooms": rooms}, self.store.property(home))
            assert self.store.room(home, id) == changed

    @rule(home=homes, user=people, place=st.integers(0, 3))
    def delete_room(self, home: str, user: str, place: int) -> None:
        id = self.model.room_id(home, place)
        with self.refused(self.model.change_error(home, user, {}, room=id)):
            self.sessions[user].delete_room(home, id)
            rooms = [room for room in self.store_rooms(home) if room["id"] != id]
            self.model.put(home, {**self.model.properties[home], "rooms": rooms}, self.store.property(home))

    def store_rooms(self, home: str) -> list[Document]:
        """The rooms as the model has them, from before the change."""
        rooms: list[Document] = self.model.properties[home]["rooms"]
        return rooms

    # Lists

    @rule(query=values.queries, owner=st.none() | people, limit=st.none() | st.integers(0, 5))
    def find(self, query: Document, owner: str | None, limit: int | None) -> None:
        known = self.model.find(owner=owner, **query)
        assert list(self.store.properties(owner=owner, limit=limit, **query)) == known[:limit]

    @rule(target=cursors, query=values.queries, limit=st.integers(1, 5))
    def first_page(self, query: Document, limit: int) -> Any:
        page = self.store.properties_page(limit=limit, **query)
        assert page.items == self.model.find(**query)[:limit]
        return (query, page.items[-1]["id"], page.next) if page.next else multiple()

    @rule(cursor=consumes(cursors), limit=st.integers(1, 5))
    def next_page(self, cursor: tuple[Document, str, str], limit: int) -> None:
        query, last, after = cursor
        page = self.store.properties_page(limit=limit, after=after, **query)
        # Whatever has come and gone meanwhile.
        known = [home for home in self.model.find(**query) if (home["id"] > last) == (query["order"] == "oldest")]
        assert page.items == [home for home in known if home["id"] != last][:limit]

    @rule()
    def cities(self) -> None:
        assert list(self.store.cities()) == self.model.cities()

    # Types

    @rule(id=values.own_types, label=values.names)
    def put_type(self, id: str, label: str) -> None:
        assert self.operator.put_type(id, label) == {"id": id, "label": label}
        self.model.types[id] = label
        assert {each["id"]: each["label"] for each in self.store.types()} == self.model.types

    @rule(id=values.own_types)
    def delete_type(self, id: str) -> None:
        with self.refused(self.model.delete_type_error(id)):
            self.operator.delete_type(id)
            del self.model.types[id]

    @rule(user=people, id=values.own_types)
    def put_type_without_leave(self, user: str, id: str) -> None:
        with self.refused(self.model.session_error(user) or cadastre.Forbidden):
            self.sessions[user].put_type(id, "Mine")


def test_nothing_differs_in_ten_thousand_steps() -> None:
    Register.taken = 0
    run(
        Register,
        settings=settings(
            # Some runs end before their last step.
            max_examples=STEPS * 5 // 4 // STEPS_A_RUN,
            stateful_step_count=STEPS_A_RUN,
            derandomize=True,
            database=None,
            deadline=None,
            # To make a failure small takes minutes, as each run hashes passwords: add `Phase.shrink` when there is one.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Register.taken >= STEPS
