"""How cities are compared: without accents, case and punctuation."""

import re
import unicodedata
from functools import lru_cache

_SPELLED_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"})
_ACCENTS = re.compile("[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """`text` as it is looked up: `Saint-Étienne` is `saint etienne`."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_SPELLED_OUT)
    return _SEPARATORS.sub(" ", plain).strip()
