"""What anyone may do: read the register, and sign up."""

from collections.abc import Iterator
from types import TracebackType
from typing import Literal, Self

from cadastre._json import Document, dumps, loads
from cadastre.bound import Bound
from cadastre.calls import RawCalls
from cadastre.pages import Page, page, paged

Order = Literal["newest", "oldest"]
CityOrder = Literal["name", "count"]


class Reader(Bound):
    """Calls that need no user. Records come as plain dicts, with the names that the interface has.

    Any thread, several at once. A read never waits for a change.
    """

    __slots__ = ()

    @property
    def raw(self) -> RawCalls:
        """The same calls with JSON as it is, for what passes it on."""
        raise NotImplementedError

    def close(self) -> None:
        """Ends its use. Once is enough."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exception: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def properties(
        self,
        *,
        city: str | None = None,
        type: str | None = None,
        owner: str | None = None,
        order: Order | None = None,
        limit: int | None = None,
    ) -> Iterator[Document]:
        """The properties of a city, a type, an owner, or all three; of all, without any.

        Reads a page when it is needed, each as the register is then: what is made meanwhile may come or not, and what
        is there all the time comes once.

        Args:
            city: Compared without accents, case and punctuation.
            type: The slug of a type.
            owner: The id of a user.
            order: `newest` (the default) or `oldest` first.
            limit: The most properties to give; all without it.
        """
        return paged(self.raw.property_list, city=city, type=type, owner=owner, order=order, limit=limit)

    def properties_page(
        self,
        *,
        city: str | None = None,
        type: str | None = None,
        owner: str | None = None,
        order: Order | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Page:
        """One page of `properties`.

        Args:
            limit: 1 to 100; 20 without it. A page also ends at 1 MiB.
            after: The `next` of the page before, of the same query.
        """
        call = self.raw.property_list
        return page(call, city=city, type=type, owner=owner, order=order, limit=limit, after=after)

    def property(self, id: str, /) -> Document:
        """One property.

        Raises:
            NotFound: Nothing has this id.
        """
        return loads(self.raw.property_json(id))

    def property_json(self, id: str, /) -> bytes:
        """One property, in the bytes that every door sends: the fast way to pass it on.

        Raises:
            NotFound: Nothing has this id.
        """
        return self.raw.property_json(id)

    def rooms(self, property: str, /) -> list[Document]:
        """The rooms of a property, in their order."""
        items: list[Document] = loads(self.raw.room_list(property).json)["items"]
        return items

    def room(self, property: str, id: str, /) -> Document:
        """One room of a property."""
        return loads(self.raw.room_get(property, id).json)

    def types(self) -> list[Document]:
        """All types of property."""
        items: list[Document] = loads(self.raw.type_list().json)["items"]
        return items

    def type(self, id: str, /) -> Document:
        """One type, by its slug."""
        return loads(self.raw.type_get(id).json)

    def cities(
        self, *, prefix: str | None = None, order: CityOrder | None = None, limit: int | None = None
    ) -> Iterator[Document]:
        """Cities, as `{"city": …, "count": …}`, with how many properties each has.

        Args:
            prefix: What their names begin with, compared as cities are.
            order: By `name` (the default), or by `count`, which needs a prefix and gives a hundred at most.
            limit: The most cities to give; all without it.
        """
        return paged(self.raw.city_list, prefix=prefix, order=order, limit=limit)

    def cities_page(
        self,
        *,
        prefix: str | None = None,
        order: CityOrder | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Page:
        """One page of `cities`; `limit` is 1 to 100, 20 without it."""
        return page(self.raw.city_list, prefix=prefix, order=order, limit=limit, after=after)

    def user(self, id: str, /) -> Document:
        """What anyone may know of a user: id and names."""
        return loads(self.raw.user_get(id).json)

    def sign_up(self, *, peer: str | None = None, **fields: object) -> Document:
        """Makes a user of `email`, `password`, `firstName`, `lastName`, and `birthDate` where it is known.

        Args:
            peer: The address that the sign-up comes from; its network's tries are counted. All without one count as
                one network.

        Raises:
            Invalid: Fields are wrong.
            Conflict: The e-mail address is taken.
            Throttled: Too many sign-ups from one network.
        """
        return loads(self.raw.user_create(dumps(fields), peer).json)

    def ready(self) -> None:
        """Returns where the register can be read now, and raises where not."""
        self.raw.session_ready()

    def statistics(self) -> Document:
        """How large the store is, who reads it, what has been written, and why writes are refused, if they are."""
        return loads(self.raw.session_statistics().json)
