"""The library as a program finds it: installed below a folder, and named by pkg-config."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = Path(__file__).resolve().parent / "programs"
WARNINGS = ("-Wall", "-Wextra", "-pedantic", "-Werror")
SANITIZERS = ("-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer")


@dataclass(frozen=True)
class Installation:
    """Where `make install` has put things."""

    prefix: Path

    @property
    def library(self) -> Path:
        return self.prefix / "lib" / "libcadastre.so.1"

    @property
    def header(self) -> Path:
        return self.prefix / "include" / "cadastre.h"

    @property
    def environment(self) -> dict[str, str]:
        """What finds the library, to build with it and to run with it."""
        return {
            **os.environ,
            "PKG_CONFIG_PATH": str(self.prefix / "lib" / "pkgconfig"),
            "LD_LIBRARY_PATH": str(self.prefix / "lib"),
        }

    def flags(self) -> list[str]:
        """How pkg-config says to compile and link."""
        command = ["pkg-config", "--cflags", "--libs", "cadastre"]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout.split()

    def compile(self, source: str, to: Path, *flags: str) -> Path:
        """Builds a program of `programs`."""
        command = ["gcc", "-std=c11", "-D_GNU_SOURCE", "-pthread", *WARNINGS, *flags, str(PROGRAMS / source)]
        run([*command, "-o", str(to), *self.flags()], self.environment)
        return to

    def run(self, *command: str | Path, preload: Path | None = None, stdin: str = "") -> str:
        """Runs a program that has to end well; what it wrote."""
        environment = self.environment | ({"LD_PRELOAD": str(preload)} if preload else {})
        return run(list(command), environment, stdin)


def run(
    command: list[str | Path] | list[str], environment: dict[str, str], stdin: str = "", folder: Path | None = None
) -> str:
    """Runs a command that has to end well; what it wrote, on either stream."""
    done = subprocess.run(
        command,
        env=environment,
        cwd=folder,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout
