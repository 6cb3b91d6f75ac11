"""The names that requests get in the log and in `X-Request-Id`."""

import os
import re

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


def name(given: str | None) -> str:
    """The name that the client has given, if it has the form of one, or a new one."""
    return given if given is not None and _NAME.fullmatch(given) else os.urandom(8).hex()
