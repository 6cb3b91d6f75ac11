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
    # What `@return` names, and what goes without saying.
    statuses: frozenset[str] = frozenset()


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


def unsaid(of: tuple[Parameter, ...]) -> set[str]:
    """The statuses that the header does not repeat at each function."""
    types = {parameter.type for parameter in of}
    found = {"MISUSE"}
    if "cadastre_error**" in types:
        found |= {"UNAVAILABLE", "INCOMPATIBLE", "CORRUPT", "INTERNAL"}
    if types & {"const char*", "const cadastre_attempt*", "const cadastre_import_options*"}:
        found.add("TOO_LARGE")
    if "cadastre_session*" in types:
        found.add("UNAUTHENTICATED")
    return found


def said(comment: str, others: dict[str, frozenset[str]]) -> set[str]:
    """The statuses that a function's comment names; it may name a function before that returns the same."""
    returned = comment.partition("@return")[2]
    like = re.search(r"As (\w+)\(\)", returned)
    return set(others[like[1]] if like else re.findall(r"#CADASTRE_(\w+)", returned))


def functions() -> list[Function]:
    """All that the header declares, in its order."""
    text = HEADER.read_text(encoding="utf-8")
    found: list[Function] = []
    for match in FUNCTION.finditer(text):
        taken = parameters(match["list"], match["comment"])
        before = {function.name: function.statuses for function in found}
        statuses = said(match["comment"], before) | unsaid(taken) if "cadastre_status " in match["result"] else set()
        found.append(Function(match["name"], plain(match["result"]), taken, frozenset(statuses)))
    assert len(found) == len(re.findall(r"^CADASTRE_API", text, re.MULTILINE))
    return found
