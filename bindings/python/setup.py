"""Only what pyproject.toml can't say: the extension module, and that it serves every Python from 3.11 on."""

from setuptools import setup

setup(cffi_modules=["_build.py:ffibuilder"], options={"bdist_wheel": {"py_limited_api": "cp311"}})
