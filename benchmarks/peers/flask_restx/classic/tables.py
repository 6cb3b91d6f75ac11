"""The tables, and the indexes that the listed calls need."""

from datetime import UTC, date, datetime
from typing import Any

import uuid_utils
from sqlalchemy import JSON, DateTime, ForeignKey, Index, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


def new_id() -> str:
    """A UUIDv7: ids are in order of creation, so paging by id needs no other index, and inserts touch a tree's end."""
    return str(uuid_utils.uuid7())


def now() -> datetime:
    """This moment in UTC, without a zone as SQLite keeps none, to the millisecond."""
    moment = datetime.now(UTC).replace(tzinfo=None)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    # Ids are kept as the text that they are on the wire: no conversion on the way.
    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254))
    email_folded: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    first_name: Mapped[str] = mapped_column(String(100))
    last_name: Mapped[str] = mapped_column(String(100))
    birth_date: Mapped[date | None]
    role: Mapped[str] = mapped_column(String(16), default="user")
    created_at: Mapped[datetime] = mapped_column(DateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(DateTime, default=now)
    version: Mapped[int] = mapped_column(default=1)


class PropertyType(Base):
    __tablename__ = "types"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    label: Mapped[str] = mapped_column(String(100))


class Property(Base):
    __tablename__ = "properties"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(String(10_000), default="")
    type_id: Mapped[str] = mapped_column(ForeignKey("types.id"))
    city: Mapped[str] = mapped_column(String(120))
    city_folded: Mapped[str] = mapped_column(String(480))
    owner_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(DateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(DateTime, default=now)
    version: Mapped[int] = mapped_column()
    rooms: Mapped[list["Room"]] = relationship(
        order_by="Room.position", cascade="all, delete-orphan", passive_deletes=True, back_populates="property"
    )

    # The second column makes a page by city, type or owner one walk in the order of ids.
    __table_args__ = (
        Index("properties_city", "city_folded", "id"),
        Index("properties_type", "type_id", "id"),
        Index("properties_owner", "owner_id", "id"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own spelling)


class Room(Base):
    __tablename__ = "rooms"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    property_id: Mapped[str] = mapped_column(ForeignKey("properties.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(64))
    area: Mapped[float | None]
    features: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    property: Mapped[Property] = relationship(back_populates="rooms")

    __table_args__ = (Index("rooms_property", "property_id", "position"),)
