"""The contract of the register over HTTP, tried from outside: only the address of what serves it is known."""
