"""Properties: list, create, read, patch, delete."""

from datetime import UTC
from typing import Any
from urllib.parse import urlencode

from flask import Response, request
from flask_restx import Namespace, Resource
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from classic import cursor, problem
from classic.body import answer, database, loaded, query
from classic.caller import caller_id, require_ownership
from classic.folding import folded
from classic.schemas import PAGE, PROPERTIES, PROPERTY, PROPERTY_DRAFT, PROPERTY_PATCH
from classic.tables import Property, PropertyType, Room, new_id, now

namespace = Namespace("properties", path="/properties")

_WITH_ROOMS = selectinload(Property.rooms)


def require(session: Session, identifier: str) -> Property:
    """The property with its rooms, in two selects."""
    found = session.get(Property, identifier, options=[_WITH_ROOMS])
    if found is None:
        raise problem.not_found("property")
    return found


def require_match(record: Property) -> None:
    """Refuses a change of what the caller has not seen."""
    expected = request.headers.get("If-Match")
    if expected not in {None, "*", tag(record)}:
        raise problem.stale()


def tag(record: Property) -> str:
    milliseconds = round(record.updated_at.replace(tzinfo=UTC).timestamp() * 1000)
    return f'"{record.version}-{milliseconds:x}"'


def _shown(record: Property, status: int = 200) -> Response:
    headers = {"ETag": tag(record), "Cache-Control": "no-cache"}
    if status == 201:
        headers["Location"] = f"/v1/properties/{record.id}"
    return answer(PROPERTY.dump(record), status, headers)


def _require_type(session: Session, identifier: str) -> None:
    if session.get(PropertyType, identifier) is None:
        raise problem.invalid([{"field": "type", "message": "There is no such type."}])


def _rooms(drafts: list[dict[str, Any]], known: dict[str, Room]) -> list[Room]:
    """The rooms that `drafts` describe; one that names a known room keeps its id."""
    rooms = []
    for position, draft in enumerate(drafts):
        identifier = draft.get("id")
        if identifier is not None and identifier not in known:
            raise problem.invalid([{"field": f"rooms.{position}.id", "message": "is no room of this property"}])
        room = known.pop(identifier) if identifier is not None else Room(id=new_id())
        room.position = position
        room.name, room.kind = draft["name"], draft["kind"]
        room.area, room.features = draft.get("area"), draft.get("features", {})
        rooms.append(room)
    return rooms


@namespace.route("")
class Properties(Resource):
    def get(self) -> Response:
        asked = query(PAGE)
        filters = urlencode(sorted((name, asked[name]) for name in ("city", "type", "owner", "order") if name in asked))
        wanted = select(Property).options(_WITH_ROOMS)
        if "city" in asked:
            wanted = wanted.where(Property.city_folded == folded(asked["city"]))
        if "type" in asked:
            wanted = wanted.where(Property.type_id == asked["type"])
        if "owner" in asked:
            wanted = wanted.where(Property.owner_id == asked["owner"])
        newest = asked["order"] == "newest"
        if "after" in asked:
            place = cursor.decoded(asked["after"], filters)
            wanted = wanted.where(Property.id < place if newest else Property.id > place)
        # One more than a page says whether there is a next one.
        wanted = wanted.order_by(Property.id.desc() if newest else Property.id).limit(asked["limit"] + 1)
        with database().reading() as session:
            found = session.scalars(wanted).all()
            items = found[: asked["limit"]]
            following = cursor.encoded(items[-1].id, filters) if len(found) > len(items) else None
            document = {"items": PROPERTIES.dump(items), "next": following}
        headers = {"Cache-Control": "no-cache"}
        if following is not None:
            link = urlencode({**request.args.to_dict(), "after": following})
            headers["Link"] = f'</v1/properties?{link}>; rel="next"'
        return answer(document, headers=headers)

    def post(self) -> Response:
        caller = caller_id()
        draft = loaded(PROPERTY_DRAFT)
        record = Property(
            id=new_id(),
            name=draft["name"],
            description=draft.get("description", ""),
            type_id=draft["type"],
            city=draft["city"],
            city_folded=folded(draft["city"]),
            owner_id=caller,
            rooms=_rooms(draft.get("rooms", []), {}),
        )
        record.created_at = record.updated_at = now()
        try:
            with database().writing() as session:
                _require_type(session, record.type_id)
                session.add(record)
        except IntegrityError as error:  # the only reference left that can be broken
            raise problem.unauthenticated("The user of this token is gone.") from error
        return _shown(record, 201)


@namespace.route("/<string:identifier>")
class OneProperty(Resource):
    def get(self, identifier: str) -> Response:
        with database().reading() as session:
            record = require(session, identifier)
            current = tag(record)
            if request.headers.get("If-None-Match") == current:
                return Response(status=304, headers={"ETag": current, "Cache-Control": "no-cache"})
            return _shown(record)

    def patch(self, identifier: str) -> Response:
        caller = caller_id()
        changes = loaded(PROPERTY_PATCH)
        with database().writing() as session:
            record = require(session, identifier)
            require_ownership(session, record, caller)
            require_match(record)
            if "type" in changes:
                _require_type(session, changes["type"])
                record.type_id = changes["type"]
            if "city" in changes:
                record.city, record.city_folded = changes["city"], folded(changes["city"])
            if "rooms" in changes:
                record.rooms = _rooms(changes["rooms"], {room.id: room for room in record.rooms})
            for name in ("name", "description"):
                setattr(record, name, changes.get(name, getattr(record, name)))
            record.updated_at = now()
        return _shown(record)

    def delete(self, identifier: str) -> Response:
        caller = caller_id()
        with database().writing() as session:
            record = require(session, identifier)
            require_ownership(session, record, caller)
            require_match(record)
            session.delete(record)
        return Response(status=204)
