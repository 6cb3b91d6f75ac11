"""The rooms of a property, which change only with it: a room's tag is its property's."""

from cadastre.flask.asked import Asked
from cadastre.flask.replies import changed, created, done, id_of, record
from cadastre.flask.reply import Reply
from cadastre.flask.views.operation import operation


@operation("listRooms")
def list_rooms(asked: Asked) -> Reply:
    return record(asked, asked.calls.room_list(asked.part("id")))


@operation("createRoom")
def create_room(asked: Asked) -> Reply:
    property_ = asked.part("id")
    room = asked.calls.room_create(property_, asked.body, asked.expected)
    return created(asked, room, f"/v1/properties/{property_.lower()}/rooms", id_of(room))


@operation("getRoom")
def get_room(asked: Asked) -> Reply:
    return record(asked, asked.calls.room_get(asked.part("id"), asked.part("roomId")))


@operation("replaceRoom")
def replace_room(asked: Asked) -> Reply:
    return changed(asked.calls.room_replace(asked.part("id"), asked.part("roomId"), asked.body, asked.expected))


@operation("patchRoom")
def patch_room(asked: Asked) -> Reply:
    return changed(asked.calls.room_patch(asked.part("id"), asked.part("roomId"), asked.body, asked.expected))


@operation("deleteRoom")
def delete_room(asked: Asked) -> Reply:
    asked.calls.room_delete(asked.part("id"), asked.part("roomId"), asked.expected)
    return done()
