"""The log of a server whose reader has left it alone."""

import fcntl
import os
import re
import subprocess
from http.client import HTTPConnection
from pathlib import Path

from Contract.register import COMMAND

REQUESTS = 10
PIPE = 4096


def test_a_server_ends_although_nobody_reads_its_log(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, PIPE)
    os.write(writing, bytes(PIPE))
    command = [str(COMMAND), "serve", "--store", str(tmp_path / "store"), "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=writing, text=True) as server:
        os.close(writing)
        try:
            assert server.stdout is not None
            address = re.fullmatch(r"listening on http://(\S+)\n", server.stdout.readline())
            assert address is not None
            caller = HTTPConnection(address[1], timeout=30)
            for _ in range(REQUESTS):
                caller.request("GET", "/v1/types")
                answer = caller.getresponse()
                answer.read()
                assert answer.status == 200
            caller.close()
            server.terminate()
            status = server.wait(timeout=30)
        finally:
            server.kill()
    held = os.read(reading, 2 * PIPE)
    os.close(reading)
    assert status == 0
    assert held == bytes(PIPE)
