"""The access token that a request carries (RFC 6750, 2.1)."""

# No token: the core refuses it like any other that it did not give.
_NONE = ""


def read(authorization: str) -> str:
    """The token of an `Authorization` field; one that nobody has where the field is of another scheme."""
    scheme, _, token = authorization.lstrip(" ").partition(" ")
    return token.strip(" \t") if scheme.lower() == "bearer" else _NONE
