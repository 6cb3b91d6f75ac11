"""The header, read as data: each function with its parameters, and what is said of them."""

import re
from dataclasses import dataclass

from Library.installation import ROOT

HEADER = ROOT / "Include" / "cadastre.h"
FUNCTION = re.compile(
    r"/\*\*(?P<comment>(?:(?!\*/).)*)\*/\s*CADASTRE_API\s+(?P<result>[\w ]+?[ *]+)(?P<name>\w+)\((?P<list>[^)]*)\);",
    re.DOTALL,
)
PARAMETER = re.compile(r"(?P<type>[\w ]+?[ *]+)(?P<name>\w+)(?P<array>\[\w+\])?$")
SAID = re.compile(r"@param\[\w+\]\s+(\w+)\s+((?:(?!@param|@return).)*)", re.DOTALL)


@dataclass(frozen=True)
class Parameter:
    name: str
    type: str
    may_be_null: bool

    @property
    def is_pointer(self) -> bool:
        return self.type.endswith(("*", "callback"))


@dataclass(frozen=True)
class Function:
    name: str
    result: str
    parameters: tuple[Parameter, ...]


def plain(type_: str) -> str:
    return type_.replace(" *", "*").strip()


def parameters(text: str, comment: str) -> tuple[Parameter, ...]:
    # Where there is no list of parameters, the comment speaks of the only one.
    said = dict(SAID.findall(comment))
    found = []
    for part in filter(None, map(PARAMETER.match, re.split(r",\s*", text.strip()))):
        name, type_ = part["name"], plain(part["type"]) + ("*" if part["array"] else "")
        may_be_null = name == "context" or "NULL" in said.get(name, comment)
        found.append(Parameter(name, type_, may_be_null))
    return tuple(found)


def functions() -> list[Function]:
    """All that the header declares, in its order."""
    text = HEADER.read_text(encoding="utf-8")
    found = [
        Function(match["name"], plain(match["result"]), parameters(match["list"], match["comment"]))
        for match in FUNCTION.finditer(text)
    ]
    assert len(found) == len(re.findall(r"^CADASTRE_API", text, re.MULTILINE))
    return found
