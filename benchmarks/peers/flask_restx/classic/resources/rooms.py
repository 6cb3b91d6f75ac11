"""The rooms of a property."""

from flask import Response
from flask_restx import Namespace, Resource

from classic import problem
from classic.body import answer, database, loaded
from classic.caller import caller_id, require_ownership
from classic.resources.properties import require, require_match, tag
from classic.schemas import ROOM
from classic.tables import Room, new_id, now

namespace = Namespace("rooms", path="/properties/<string:identifier>/rooms")

_MAXIMUM_ROOMS = 200


@namespace.route("")
class Rooms(Resource):
    def get(self, identifier: str) -> Response:
        with database().reading() as session:
            record = require(session, identifier)
            return answer({"items": ROOM.dump(record.rooms, many=True)}, headers={"ETag": tag(record)})

    def post(self, identifier: str) -> Response:
        caller = caller_id()
        draft = loaded(ROOM)
        if "id" in draft:
            raise problem.invalid([{"field": "id", "message": "is given by the register"}])
        with database().writing() as session:
            record = require(session, identifier)
            require_ownership(session, record, caller)
            require_match(record)
            if len(record.rooms) >= _MAXIMUM_ROOMS:
                raise problem.invalid([{"field": "rooms", "message": f"may be at most {_MAXIMUM_ROOMS}"}])
            room = Room(
                id=new_id(),
                position=record.rooms[-1].position + 1 if record.rooms else 0,
                name=draft["name"],
                kind=draft["kind"],
                area=draft.get("area"),
                features=draft.get("features", {}),
            )
            record.rooms.append(room)
            record.updated_at = now()  # a change of a room is a new version of its property
        location = f"/v1/properties/{identifier}/rooms/{room.id}"
        return answer(ROOM.dump(room), 201, {"Location": location, "ETag": tag(record)})
