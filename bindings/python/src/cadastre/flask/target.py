"""The path that a request asks for, as it was sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# The absolute form of a target, which proxies use.
_AUTHORITY = re.compile("https?://[^/?]*", re.IGNORECASE)
# What may stand in a path as it is (RFC 3986, 3.3).
_IN_PATHS = "/!$&'()*+,;=:@"


def path_of(environ: WSGIEnvironment, prefix: str) -> tuple[str, str]:
    """What stands before the blueprint's own path, and that path, both percent-encoded.

    WSGI hands on a path whose percent-encoding is undone, where an encoded slash can't be told from a slash. gunicorn,
    and Werkzeug's own server and client, also hand on the target as it was sent; where a server does not (meinheld),
    the path is encoded again.
    """
    mount = quote(environ.get("SCRIPT_NAME", "").encode("latin-1"), safe=_IN_PATHS) + prefix
    target = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
    if target[:1] != "/":
        target = _AUTHORITY.sub("", target, count=1)
    path = target.partition("?")[0]
    if not path or not path.startswith(mount):
        sent = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
        path = quote(_AUTHORITY.sub("", sent, count=1).encode("latin-1"), safe=_IN_PATHS)
    return mount, path.removeprefix(mount) or "/"
