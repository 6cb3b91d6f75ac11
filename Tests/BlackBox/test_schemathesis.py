"""Schemathesis against the running server: whatever its document allows and forbids, tried."""

import os
import subprocess
import sys
from pathlib import Path

import requests
from Contract.register import ADMIN_EMAIL, ADMIN_PASSWORD

FOLDER = Path(__file__).resolve().parent


def test_finds_nothing(address: str, tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        str(FOLDER / "schemathesis.toml"),
        "run",
        f"{address}/openapi.json",
        "--no-color",
    ]
    environment = {**os.environ, "CADASTRE_ADDRESS": address, "PYTHONPATH": f"{FOLDER}{os.pathsep}{FOLDER.parent}"}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-5_000:]

    # The one who called is still there: the calls were not all turned away.
    login = {"email": ADMIN_EMAIL, "password": ADMIN_PASSWORD}
    assert requests.post(f"{address}/v1/auth/login", json=login, timeout=30).status_code == 200
