"""Tells cffi how to make `cadastre._cadastre`, the door's end of the C library."""

import sys
from pathlib import Path

from cffi import FFI

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _header import declarations
from _paths import HEADER, LIBRARY

CALLBACKS = """
extern "Python" void cadastre_python_log(void *, cadastre_log_level, const char *);
extern "Python" int32_t cadastre_python_write(void *, const char *, size_t);
extern "Python" int64_t cadastre_python_read(void *, char *, size_t);
extern "Python" void cadastre_python_reject(void *, uint64_t, const char *, size_t);
"""

ffibuilder = FFI()
ffibuilder.cdef(declarations(HEADER.read_text(encoding="utf-8")) + CALLBACKS)
ffibuilder.set_source(
    "cadastre._cadastre",
    '#include "cadastre.h"',
    include_dirs=[str(HEADER.parent)],
    extra_objects=[str(LIBRARY)],
    extra_compile_args=["-std=c99", "-O2"],
)
