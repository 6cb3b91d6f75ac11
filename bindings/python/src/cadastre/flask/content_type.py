"""The type of a request's body: the value of `Content-Type`."""

from collections.abc import Sequence

_BLANK = " \t"


def is_readable(value: str, media: Sequence[str]) -> bool:
    """Whether a body of this type can be read as one of `media`, in UTF-8."""
    name, *parameters = (part.strip(_BLANK) for part in value.lower().split(";"))
    charset = next((part for part in parameters if part.startswith("charset=")), "charset=utf-8")
    return name in media and charset in {"charset=utf-8", 'charset="utf-8"'}
