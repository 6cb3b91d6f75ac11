"""What cffi has to be told, taken from cadastre.h itself, so that the two can't drift apart."""

import re

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
NUMBER = re.compile(r"^#define (CADASTRE_\w+) (\d+)$", re.MULTILINE)
FOR_CPLUSPLUS = re.compile(r"^#ifdef __cplusplus\n.*?^#endif$", re.DOTALL | re.MULTILINE)
DIRECTIVE = re.compile(r"^#(?:[^\n]*\\\n)*[^\n]*$", re.MULTILINE)
FUNCTION = re.compile(r"^([\w ]+?[ *]+)(cadastre_\w+)\(([^()]*)\);$", re.MULTILINE)


def declarations(header: str) -> str:
    """The constants, types and functions of a header, without what only a compiler reads."""
    text = COMMENT.sub("", header)
    numbers = [f"#define {name} {value}" for name, value in NUMBER.findall(text)]
    text = DIRECTIVE.sub("", FOR_CPLUSPLUS.sub("", text)).replace("CADASTRE_API ", "")
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    return "\n".join([*numbers, *lines]) + "\n"


def functions(header: str) -> list[tuple[str, str, list[str]]]:
    """Each function of a header: what it returns, its name, its parameters."""
    text = re.sub(r"\(\n\s*", "(", declarations(header))
    text = re.sub(r",\n\s*", ", ", text)
    return [
        (result.strip(), name, [] if parameters == "void" else parameters.split(", "))
        for result, name, parameters in FUNCTION.findall(text)
    ]
