"""The C library: its versions, its texts, and its errors as exceptions."""

import os

from cadastre import errors
from cadastre._cadastre import ffi, lib
from cadastre._cdata import CData

NULL = ffi.NULL

# A later library may add to what this package knows, an earlier one lacks it.
if lib.cadastre_abi_version() < lib.CADASTRE_ABI_VERSION:
    raise ImportError(
        f"libcadastre has interface {lib.cadastre_abi_version()}, and cadastre needs {lib.CADASTRE_ABI_VERSION}"
    )

EXCEPTIONS: dict[int, type[errors.Error]] = {
    lib.CADASTRE_MALFORMED: errors.Malformed,
    lib.CADASTRE_INVALID: errors.Invalid,
    lib.CADASTRE_UNAUTHENTICATED: errors.Unauthenticated,
    lib.CADASTRE_FORBIDDEN: errors.Forbidden,
    lib.CADASTRE_NOT_FOUND: errors.NotFound,
    lib.CADASTRE_CONFLICT: errors.Conflict,
    lib.CADASTRE_STALE: errors.Stale,
    lib.CADASTRE_TOO_LARGE: errors.TooLarge,
    lib.CADASTRE_THROTTLED: errors.Throttled,
    lib.CADASTRE_BUSY: errors.Busy,
    lib.CADASTRE_FULL: errors.Full,
    lib.CADASTRE_UNAVAILABLE: errors.Unavailable,
    lib.CADASTRE_INCOMPATIBLE: errors.Incompatible,
    lib.CADASTRE_CORRUPT: errors.Corrupt,
    lib.CADASTRE_INTERNAL: errors.Internal,
    lib.CADASTRE_MISUSE: errors.Misuse,
    lib.CADASTRE_STOPPED: errors.Stopped,
}


def text(value: str) -> bytes:
    """A text for C.

    What C can't be told, a NUL or half a character, becomes bytes that are not UTF-8: the library refuses them as the
    header says, rather than taking the text for a shorter one.

    Raises:
        TypeError: It is no text.
    """
    try:
        return value.encode("utf-8", "surrogatepass").replace(b"\0", b"\xff")
    except AttributeError:
        raise TypeError(f"a text is a str, not {type(value).__name__}") from None


def path_text(path: str | os.PathLike[str]) -> bytes:
    """A path for C.

    Raises:
        ValueError: There is a NUL in it, as `open` says it.
    """
    encoded = os.fsencode(path)
    if b"\0" in encoded:
        raise ValueError("embedded null byte")
    return encoded


def optional_text(value: str | None) -> bytes | CData:
    return NULL if value is None else text(value)


def failure(status: int, error: CData, pid: int) -> errors.Error:
    """The exception for a call of what process `pid` opened. Frees what `error` points to."""
    description, error[0] = error[0], NULL
    code = ffi.string(lib.cadastre_status_name(status)).decode()
    if description:
        message = ffi.string(description.message).decode()
        problem = ffi.unpack(description.problem, description.problem_count)
        retry_after = description.retry_after or None
        lib.cadastre_error_free(description)
    else:
        message, problem, retry_after = code, b"", None
    exception = EXCEPTIONS.get(status, errors.Error)
    if exception is errors.Misuse and os.getpid() != pid:
        exception = errors.UsedAfterFork
    return exception(code, message, problem, retry_after)


version: str = ffi.string(lib.cadastre_version()).decode()
"""The version of the C library."""

abi_version: int = lib.cadastre_abi_version()
"""The version of the C library's interface."""


def openapi_document() -> bytes:
    """The OpenAPI 3.1 document: shapes, bounds and errors of all JSON that goes in and comes out."""
    count = ffi.new("size_t *")
    document = lib.cadastre_openapi_document(count)
    return ffi.unpack(document, count[0])
