"""The kinds of field that marshmallow does not bring."""

import re
from datetime import datetime
from typing import Any

from marshmallow import ValidationError, fields

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MAXIMUM_FEATURES = 64


class OneLine(fields.String):
    """Text of one line that is not blank."""

    def __init__(self, maximum: int, **options: Any) -> None:
        super().__init__(**options)
        self.maximum = maximum

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        if text is None or not 1 <= len(text) <= self.maximum:
            raise ValidationError(f"must have 1 to {self.maximum} characters")
        if not text.strip() or _FORBIDDEN.search(text):
            raise ValidationError("must be one line of text")
        return text


class Moment(fields.Field[datetime]):
    """A time in UTC, as RFC 3339 with milliseconds."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **options: Any) -> str | None:  # noqa: ARG002
        return None if value is None else value.isoformat(timespec="milliseconds") + "Z"


class Area(fields.Field[float]):
    """Square metres, 0 to 1,000,000; an integer is written without fraction."""

    def _serialize(self, value: float | None, attr: str | None, obj: Any, **options: Any) -> float | None:  # noqa: ARG002
        return int(value) if value is not None and value.is_integer() else value

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> float:  # noqa: ARG002
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1_000_000:
            raise ValidationError("must be a number from 0 to 1,000,000")
        return float(value)


class Features(fields.Field[dict[str, Any]]):
    """Up to 64 of name and text, number or flag."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **options: Any) -> Any:  # noqa: ARG002
        return value

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> dict[str, Any]:  # noqa: ARG002
        if not isinstance(value, dict) or len(value) > _MAXIMUM_FEATURES:
            raise ValidationError(f"must be an object of at most {_MAXIMUM_FEATURES} members")
        for name, feature in value.items():
            if not 1 <= len(name) <= 64:
                raise ValidationError("the name of a feature must have 1 to 64 characters")
            if not isinstance(feature, str | int | float | bool) or (isinstance(feature, str) and len(feature) > 500):
                raise ValidationError(f"{name} must be text of at most 500 characters, a number or a flag")
        return dict(sorted(value.items()))
