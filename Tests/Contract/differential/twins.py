"""Values of which two registers that were asked the same have each its own: ids, times, tokens, tags, cursors."""

from dataclasses import dataclass
from typing import Any, Literal

# Which of the two registers.
Side = Literal[0, 1]


@dataclass(frozen=True)
class Twin:
    """One thing, as the one register has it and as the other has it."""

    left: Any
    right: Any


def seen_by(side: Side, value: Any) -> Any:
    """`value` as one register knows it: of each twin its own half, a tuple of texts as one text."""
    match value:
        case Twin():
            return value.right if side else value.left
        case tuple():
            return "".join(str(seen_by(side, piece)) for piece in value)
        case dict():
            return {name: seen_by(side, part) for name, part in value.items()}
        case list():
            return [seen_by(side, part) for part in value]
        case _:
            return value


def twin(left: Any, right: Any) -> Any:
    """Two JSON values of one shape as one, with a twin wherever they differ."""
    match left, right:
        case dict(), dict() if left.keys() == right.keys():
            return {name: twin(part, right[name]) for name, part in left.items()}
        case list(), list() if len(left) == len(right):
            return [twin(*parts) for parts in zip(left, right, strict=True)]
        case _:
            return left if left == right else Twin(left, right)
