"""Lists that page by themselves."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from cadastre._json import Document, loads
from cadastre.answer import Answer
from cadastre.calls import Query

LONGEST = 100
"""The most items that a page has."""


class Page(NamedTuple):
    """A page of a list."""

    items: list[Document]
    next: str | None
    """The value of `after` for the next page; None after the last."""


def page(call: Callable[[Query], Answer], **query: Any) -> Page:
    """One page, of a query without what is None."""
    document = loads(call({name: value for name, value in query.items() if value is not None}).json)
    return Page(document["items"], document["next"])


def paged(call: Callable[[Query], Answer], *, limit: int | None = None, **query: Any) -> Iterator[Document]:
    """The items of a query, at most `limit`, a page at a time.

    Raises `ValueError` at once where the limit is below 0.
    """
    if limit is not None and limit < 0:
        raise ValueError(f"limit is at least 0, or None, not {limit}")
    return _items(call, limit, query)


def _items(call: Callable[[Query], Answer], limit: int | None, query: dict[str, Any]) -> Iterator[Document]:
    after = None
    while limit is None or limit > 0:
        found = page(call, limit=LONGEST if limit is None else min(limit, LONGEST), after=after, **query)
        yield from found.items
        after = found.next
        if after is None:
            return
        if limit is not None:
            limit -= len(found.items)
