"""What the tests of the library share: one installation of it."""

import os
import subprocess
from pathlib import Path

import pytest

from Library.installation import ROOT, Installation


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The library, installed by `make install-library`; or the one that CADASTRE_PREFIX names."""
    given = os.environ.get("CADASTRE_PREFIX")
    if given:
        return Installation(Path(given))
    prefix = tmp_path_factory.mktemp("installed")
    subprocess.run(["make", "install-library", f"PREFIX={prefix}"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return Installation(prefix)
