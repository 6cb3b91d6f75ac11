"""What two answers to one request must have in common."""

import re
from email.message import Message

from ..client import Answer

# Header fields that say the same in both, once what each register names itself is left out.
SAME = [
    "Content-Type",
    "Content-Encoding",
    "Cache-Control",
    "Allow",
    "WWW-Authenticate",
    "X-Content-Type-Options",
    "Location",
    "Link",
    "ETag",
    "Content-Security-Policy",
    "Referrer-Policy",
    "Access-Control-Allow-Origin",
]
# Header fields that are there in both or in neither.
PRESENT = ["X-Request-Id", "Date", "Retry-After"]
# What each register names or times itself. Ids must correspond; the others are only there for their form.
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TIMES = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
OPAQUE = [
    (re.compile(r'(?<="accessToken":")[\w-]+\.[\w-]+\.[\w-]+(?=")'), "<token>"),
    (re.compile(r'(?<="refreshToken":")[\w-]{43}(?=")'), "<refresh token>"),
    (re.compile(r'(?<="next":")[\w-]+(?=")'), "<cursor>"),
    (re.compile(r"(?<=after=)[\w-]+(?=>)"), "<cursor>"),
    (re.compile(r'(?<=^")(\d+)-[0-9a-z]+'), r"\1-<time>"),
    (TIMES, "<time>"),
    (re.compile(r"(?<=Try again in )\w+ \w+"), "<time>"),
]


class Comparison:
    """Compares answers, and remembers which id of the one register is which of the other."""

    def __init__(self) -> None:
        self._right: dict[str, str] = {}
        self._left: dict[str, str] = {}

    def differences(self, left: Answer, right: Answer, whole: bool = True) -> list[str]:
        """Where two answers differ; without `whole` their bodies may."""
        found = []
        if left.status != right.status:
            found.append(f"status: {left.status} and {right.status}")
        for name in SAME:
            found += self._compare(name, left.header(name) or "", right.header(name) or "")
        for name in PRESENT:
            if (left.header(name) is None) != (right.header(name) is None):
                found.append(f"{name}: {left.header(name)} and {right.header(name)}")
        if varies(left.headers) != varies(right.headers):
            found.append(f"Vary: {sorted(varies(left.headers))} and {sorted(varies(right.headers))}")
        if whole:
            texts = [answer.content.decode("utf-8", "backslashreplace") for answer in (left, right)]
            found += self._compare("body", *texts)
        return found

    def _compare(self, name: str, left: str, right: str) -> list[str]:
        bare = [skeleton(left), skeleton(right)]
        if bare[0] != bare[1]:
            return [f"{name}: {bare[0][:1000]!r} and {bare[1][:1000]!r}"]
        return [
            f"{name}: {ours} was {self._right.get(ours)}, is {theirs}"
            for ours, theirs in zip(ID.findall(left), ID.findall(right), strict=True)
            if self._right.setdefault(ours, theirs) != theirs or self._left.setdefault(theirs, ours) != ours
        ]


def skeleton(text: str) -> str:
    """A text without what each register names and times itself."""
    for pattern, name in OPAQUE:
        text = pattern.sub(name, text)
    return ID.sub("<id>", text)


def varies(headers: Message) -> set[str]:
    values = headers.get_all("Vary") or []
    return {name.strip().lower() for value in values for name in value.split(",")}
