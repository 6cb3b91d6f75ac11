"""What a server says of whether it takes writes, to whoever watches over it."""

import re

from .case import Lost
from .programs import request

METRIC = re.compile(r'^cadastre_store_writes_refused\{reason="([a-z-]+)"\} 1$', re.MULTILINE)


def insist_on_writes(port: int, *, refused: str | None = None) -> None:
    """Insists that it can be read, and takes writes, or refuses them for this reason.

    Raises:
        Lost: `/readyz` or `/metrics` says something else.
    """
    ready = request(port, "GET", "/readyz")
    expected = b'{"status":"ready","writes":"%s"}' % (b"refused" if refused else b"accepted")
    if (ready.status, ready.body) != (200, expected):
        raise Lost(f"/readyz is answered with {ready.status} {ready.body!r}")
    reasons = METRIC.findall(request(port, "GET", "/metrics").body.decode())
    if reasons != ([refused] if refused else []):
        raise Lost(f"/metrics says that writes are refused for {reasons}")
