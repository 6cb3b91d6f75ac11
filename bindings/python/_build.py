"""Tells cffi how to make `cadastre._cadastre`, the door's end of the C library."""

import os
import sys
from pathlib import Path

from cffi import FFI

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))

from _header import HEADER, declarations  # noqa: E402

# Where `make library` leaves it.
LIBRARY_DIR = Path(os.environ.get("CADASTRE_LIBRARY_DIR", FOLDER.parents[1] / "build" / "lib"))

# What a call writes to, in one piece, and the most frequent call of all in as few crossings as can be: to read a member
# of a structure is one, too.
SLOT = """
typedef struct cadastre_python_slot {
    cadastre_buffer buffer;
    cadastre_error *error;
    int status;
} cadastre_python_slot;

const char *cadastre_python_property(cadastre_session *, const char *, cadastre_python_slot *);
"""

SOURCE = """
#include "cadastre.h"

typedef struct cadastre_python_slot {
    cadastre_buffer buffer;
    cadastre_error *error;
    int status;
} cadastre_python_slot;

static const char *cadastre_python_property(cadastre_session *session, const char *id, cadastre_python_slot *slot) {
    slot->status = cadastre_property_get(session, id, &slot->buffer, &slot->error);
    return slot->status == CADASTRE_OK ? slot->buffer.bytes : NULL;
}
"""

CALLBACKS = """
extern "Python" void cadastre_python_log(void *, cadastre_log_level, const char *);
extern "Python" int32_t cadastre_python_write(void *, const char *, size_t);
extern "Python" int64_t cadastre_python_read(void *, char *, size_t);
extern "Python" void cadastre_python_reject(void *, uint64_t, const char *, size_t);
"""

ffibuilder = FFI()
ffibuilder.cdef(declarations(HEADER.read_text(encoding="utf-8")) + SLOT + CALLBACKS)
ffibuilder.set_source(
    "cadastre._cadastre",
    SOURCE,
    include_dirs=[str(HEADER.parent)],
    extra_objects=[str(LIBRARY_DIR / "libcadastre.so.1")],
    extra_compile_args=["-std=c99", "-O2"],
)
