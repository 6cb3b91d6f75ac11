"""What belongs to the process that has it."""

from typing import NoReturn


class Bound:
    """What holds on to the library, and so can't be copied, nor handed to another process."""

    __slots__ = ()

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"a {type(self).__name__} belongs to its process: open the register in the other one, and log in there"
        )
