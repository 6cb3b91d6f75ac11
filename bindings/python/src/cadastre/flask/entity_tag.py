"""The entity tag of a record or a file: its revision or digest, and whether it stands for the compressed form.

A strong tag stands for one sequence of bytes, so the gzipped form of a record has a tag of its own: `"3-lx2f9k1c"` and
`"3-lx2f9k1c-gzip"`. Whoever sends one back means the record, so both are understood.
"""

import re
from collections.abc import Iterator

_GZIP_SUFFIX = "-gzip"
_BLANK = " \t"
_TAG = re.compile(r'[, \t]*(W/)?"([^"]*)"')
# What a revision looks like; the core gives no other.
_REVISION = re.compile(r"[1-9][0-9]{0,18}-[0-9a-z]{1,12}")
# A revision that no record is ever in: the first is 1.
_NEVER = "0-0"


def text(name: str, *, gzipped: bool = False) -> str:
    """The tag of a record or a file, with its quotes."""
    return f'"{name}{_GZIP_SUFFIX}"' if gzipped else f'"{name}"'


def gzipped(tag: str) -> str:
    """The tag of the gzipped form of what has the strong tag `tag`."""
    return tag[:-1] + _GZIP_SUFFIX + '"'


def expected(if_match: str | None) -> str | None:
    """What `If-Match` asks for, as the core's calls take it.

    Weak tags, and tags that were never given, match nothing.
    """
    if if_match is None:
        return None
    if if_match.strip(_BLANK) == "*":
        return "*"
    strong = [revision for revision, is_weak in _tags(if_match) if not is_weak and _REVISION.fullmatch(revision)]
    return ",".join(strong) or _NEVER


def matches(if_none_match: str, name: str) -> bool:
    """Whether `If-None-Match` names a record's revision or a file's digest, weak or strong, in either form."""
    return if_none_match.strip(_BLANK) == "*" or any(named == name for named, _ in _tags(if_none_match))


def _tags(values: str) -> Iterator[tuple[str, bool]]:
    """Revisions of a list of tags (RFC 9110, 8.8.3), and whether each is weak, up to the first thing that is none."""
    place = 0
    while match := _TAG.match(values, place):
        yield match[2].removesuffix(_GZIP_SUFFIX), match[1] is not None
        place = match.end()
