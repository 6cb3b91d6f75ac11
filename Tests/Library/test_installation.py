"""What is installed, and that it is found."""

import os
import subprocess
from pathlib import Path

from Library.installation import ROOT, Installation


def test_it_is_found_by_itself(installed: Installation) -> None:
    """Where pkg-config knows nothing else: whoever builds with it needs no other library's files."""
    environment = {**os.environ, "PKG_CONFIG_LIBDIR": str(installed.prefix / "lib" / "pkgconfig")}
    environment.pop("PKG_CONFIG_PATH", None)
    for flags in (["--cflags", "--libs"], ["--libs", "--static"], ["--modversion"]):
        command = ["pkg-config", *flags, "cadastre"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_it_is_installed_without_the_command_below_a_folder_of_ones_own(tmp_path: Path) -> None:
    command = ["make", "install-library", f"DESTDIR={tmp_path}", "PREFIX=/opt/cadastre"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if not path.is_dir())
    assert found == [
        "opt/cadastre/include/cadastre.h",
        "opt/cadastre/lib/libcadastre.so",
        "opt/cadastre/lib/libcadastre.so.1",
        "opt/cadastre/lib/pkgconfig/cadastre.pc",
    ]
    described = (tmp_path / "opt/cadastre/lib/pkgconfig/cadastre.pc").read_text(encoding="utf-8")
    assert described.startswith("prefix=/opt/cadastre\n")
