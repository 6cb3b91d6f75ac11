"""The shapes on the wire, as marshmallow schemas. They are made once; loading and dumping share them."""

from typing import Any

from marshmallow import RAISE, Schema, fields, post_dump, validate

from classic.fields import Area, Features, Moment, OneLine


class RoomSchema(Schema):
    class Meta:
        unknown = RAISE

    id = fields.String(required=False)
    name = OneLine(200, required=True)
    kind = OneLine(64, required=True)
    area = Area(required=False, allow_none=True)
    features = Features(required=False)

    @post_dump
    def without_nothing(self, room: dict[str, Any], **_options: Any) -> dict[str, Any]:
        if room["area"] is None:
            del room["area"]
        return room


class PropertySchema(Schema):
    """A property as it is read."""

    id = fields.String()
    name = fields.String()
    description = fields.String()
    type = fields.String(attribute="type_id")
    city = fields.String()
    rooms = fields.List(fields.Nested(RoomSchema))
    ownerId = fields.String(attribute="owner_id")  # noqa: N815 (a name on the wire)
    createdAt = Moment(attribute="created_at")  # noqa: N815
    updatedAt = Moment(attribute="updated_at")  # noqa: N815
    version = fields.Integer()


class PropertyDraftSchema(Schema):
    """A property as it is sent."""

    class Meta:
        unknown = RAISE

    name = OneLine(200, required=True)
    description = fields.String(validate=validate.Length(max=10_000))
    type = fields.String(required=True)
    city = OneLine(120, required=True)
    rooms = fields.List(fields.Nested(RoomSchema), validate=validate.Length(max=200))


class UserSchema(Schema):
    """A user as its owner sees it."""

    id = fields.String()
    email = fields.String()
    firstName = fields.String(attribute="first_name")  # noqa: N815
    lastName = fields.String(attribute="last_name")  # noqa: N815
    birthDate = fields.Date(attribute="birth_date")  # noqa: N815
    role = fields.String()
    createdAt = Moment(attribute="created_at")  # noqa: N815
    updatedAt = Moment(attribute="updated_at")  # noqa: N815
    version = fields.Integer()

    @post_dump
    def without_nothing(self, user: dict[str, Any], **_options: Any) -> dict[str, Any]:
        if user["birthDate"] is None:
            del user["birthDate"]
        return user


class SignUpSchema(Schema):
    class Meta:
        unknown = RAISE

    email = fields.Email(required=True, validate=validate.Length(min=3, max=254))
    password = fields.String(required=True, validate=validate.Length(min=8, max=1024))
    firstName = OneLine(100, required=True, attribute="first_name")  # noqa: N815
    lastName = OneLine(100, required=True, attribute="last_name")  # noqa: N815
    birthDate = fields.Date(attribute="birth_date")  # noqa: N815


class LoginSchema(Schema):
    class Meta:
        unknown = RAISE

    email = fields.String(required=True)
    password = fields.String(required=True)


class PageSchema(Schema):
    """The query of a list."""

    class Meta:
        unknown = RAISE

    city = fields.String()
    type = fields.String()
    owner = fields.String()
    prefix = fields.String()
    order = fields.String(load_default="newest", validate=validate.OneOf(["newest", "oldest"]))
    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=100))
    after = fields.String()


PROPERTY = PropertySchema()
PROPERTIES = PropertySchema(many=True)
PROPERTY_DRAFT = PropertyDraftSchema()
PROPERTY_PATCH = PropertyDraftSchema(partial=("name", "type", "city"))
ROOM = RoomSchema()
USER = UserSchema()
SIGN_UP = SignUpSchema()
LOGIN = LoginSchema()
PAGE = PageSchema()
