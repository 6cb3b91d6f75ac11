"""Only what pyproject.toml can't say: the extension modules, and that they serve every Python from 3.11 on."""

import sys
from pathlib import Path

from setuptools import Extension, setup

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _paths import HEADER, LIBRARY

READING = Extension(
    "cadastre._reading",
    ["_reading.c"],
    include_dirs=[str(HEADER.parent)],
    extra_objects=[str(LIBRARY)],
    extra_compile_args=["-std=c99", "-O2", "-Wall", "-Wextra", "-Werror"],
    define_macros=[("Py_LIMITED_API", "0x030b0000")],
    py_limited_api=True,
)

setup(
    cffi_modules=["_build.py:ffibuilder"],
    ext_modules=[READING],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
