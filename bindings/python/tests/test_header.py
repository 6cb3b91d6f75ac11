"""What cffi and mypy are told is what the header says."""

import re

import _header
import _paths
import _stub
from cadastre import _cadastre

HEADER = _paths.HEADER.read_text(encoding="utf-8")


def test_declarations_hold_nothing_that_only_a_compiler_reads() -> None:
    text = _header.declarations(HEADER)
    assert "CADASTRE_API" not in text
    assert "extern" not in text
    assert "/*" not in text
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        f"#define {name} {value}" for name, value in re.findall(r"^#define (CADASTRE_\w+) (\d+)$", HEADER, re.MULTILINE)
    ]


def test_declarations_hold_each_export() -> None:
    exported = re.findall(r"^CADASTRE_API [^(]*?(cadastre_\w+)\(", HEADER, re.MULTILINE)
    assert len(exported) >= 60
    assert [name for _, name, _ in _header.functions(HEADER)] == exported


def test_a_changed_header_changes_the_declarations() -> None:
    changed = HEADER.replace(
        "CADASTRE_API int32_t cadastre_abi_version(void);", "CADASTRE_API int64_t cadastre_age(int a);"
    )
    assert ("int64_t", "cadastre_age", ["int a"]) in _header.functions(changed)
    assert "cadastre_abi_version" not in _header.declarations(changed)


def test_the_extension_module_has_each_export_and_constant() -> None:
    names = {name for _, name, _ in _header.functions(HEADER)} | set(re.findall(r"\bCADASTRE_\w+ =", HEADER))
    assert {name.removesuffix(" =") for name in names} <= set(dir(_cadastre.lib))


def test_the_stub_is_of_this_header() -> None:
    assert _stub.STUB.read_text(encoding="utf-8") == _stub.stub(HEADER), "run bindings/python/_stub.py"
