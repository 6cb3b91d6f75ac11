"""Which connections a process has, as Linux tells."""

from pathlib import Path

_ESTABLISHED = "01"


def ports_of_clients(pid: int) -> set[int]:
    """The ports of those whom a process is connected to."""
    sockets = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        target = str(descriptor.readlink())
        if target.startswith("socket:["):
            sockets.add(target.removeprefix("socket:[").removesuffix("]"))
    ports = set()
    for line in Path(f"/proc/{pid}/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        _, _local, remote, state, *rest = line.split()
        if state == _ESTABLISHED and rest[5] in sockets:
            ports.add(int(remote.rpartition(":")[2], 16))
    return ports
