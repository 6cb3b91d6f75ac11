"""What a client accepts: the values of `Accept` and `Accept-Encoding` (RFC 9110, 12.5)."""

from dataclasses import dataclass

_BLANK = " \t"


@dataclass(frozen=True, slots=True)
class _Range:
    type: str
    subtype: str
    has_parameters: bool
    is_refused: bool

    def precedence(self, type_: str, subtype: str) -> int:
        """How much the range says about a media type; -1 if nothing. The one that says most decides."""
        if self.type == "*":
            return 0 if self.subtype == "*" else -1
        if self.type != type_:
            return -1
        if self.subtype == "*":
            return 1
        if self.subtype != subtype:
            return -1
        return 3 if self.has_parameters else 2


def allows(accept: str, media: str) -> bool:
    """Whether an answer of the type `media` is welcome. A client that says nothing that can be read takes anything."""
    ranges = _ranges(accept)
    if not ranges:
        return True
    type_, _, subtype = media.partition("/")
    best = max(ranges, key=lambda range_: range_.precedence(type_, subtype))
    return best.precedence(type_, subtype) >= 0 and not best.is_refused


def allows_gzip(accept_encoding: str) -> bool:
    """Whether gzip is among the codings that a client takes an answer in."""
    by_wildcard = False
    for element in filter(None, accept_encoding.lower().split(",")):
        parts = [part.strip(_BLANK) for part in element.split(";") if part]
        is_refused = any(_is_zero(part) for part in parts[1:])
        name = parts[0] if parts else ""
        if name in {"gzip", "x-gzip"}:
            return not is_refused
        if name == "*":
            by_wildcard = not is_refused
    return by_wildcard


def _ranges(accept: str) -> list[_Range]:
    ranges = []
    for element in accept.lower().split(","):
        parts = [part.strip(_BLANK) for part in element.split(";") if part]
        names = parts[0].split("/") if parts else []
        if len(names) != 2 or not all(names):
            continue
        weights = [part for part in parts[1:] if part.startswith("q=")]
        ranges.append(
            _Range(
                names[0],
                names[1],
                has_parameters=len(parts) > (2 if weights else 1),
                is_refused=bool(weights) and _is_zero(weights[-1]),
            )
        )
    return ranges


def _is_zero(parameter: str) -> bool:
    if not parameter.startswith("q="):
        return False
    try:
        return float(parameter[2:]) == 0
    except ValueError:
        return False
