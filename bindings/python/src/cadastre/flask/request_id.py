"""The names that requests get in the log and in `X-Request-Id`."""

import re
from random import getrandbits

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


def name(given: str | None) -> str:
    """The name that the client has given, if it has the form of one, or a new one.

    It need not be a secret, only another one in each worker: Python seeds anew after a fork.
    """
    return given if given is not None and _NAME.fullmatch(given) else f"{getrandbits(64):016x}"
