"""Programs that are linked with the library, each about one promise of the header."""

import os
import subprocess
from pathlib import Path

import pytest

from Library.installation import SANITIZERS, Installation


@pytest.mark.parametrize("program", ["buffers", "closing", "text", "transfer"])
@pytest.mark.parametrize("flags", [(), SANITIZERS], ids=["plain", "sanitized"])
def test_program(installed: Installation, tmp_path: Path, program: str, flags: tuple[str, ...]) -> None:
    built = installed.compile(f"{program}.c", tmp_path / program, *flags)
    installed.run(built, tmp_path)


def test_a_loop_of_reads_allocates_nothing(installed: Installation, tmp_path: Path) -> None:
    built = installed.compile("allocations.c", tmp_path / "allocations")
    installed.run(built, tmp_path)


def test_a_child_forked_at_any_moment_opens_anew(installed: Installation, tmp_path: Path) -> None:
    built = installed.compile("fork_busy.c", tmp_path / "fork_busy")
    installed.run(built, tmp_path, "40")


def test_a_child_forked_while_the_library_is_used_first_gets_on(installed: Installation, tmp_path: Path) -> None:
    built = installed.compile("fork_first.c", tmp_path / "fork_first")
    installed.run(built, tmp_path, "200")


def test_a_fork_waits_for_no_callback_nor_for_a_close_that_does(installed: Installation, tmp_path: Path) -> None:
    built = installed.compile("fork_callbacks.c", tmp_path / "fork_callbacks")
    installed.run(built, tmp_path)


def test_handlers_of_fork_that_are_older_than_the_library_may_call_it(installed: Installation, tmp_path: Path) -> None:
    built = installed.compile("fork_handlers.c", tmp_path / "fork_handlers", "-Wl,--as-needed")
    installed.run(built, tmp_path, installed.library)


def test_a_thread_that_is_cancelled_finishes_its_call(installed: Installation, tmp_path: Path) -> None:
    installed.run(installed.compile("cancelling.c", tmp_path / "cancelling"), tmp_path)


def test_what_is_wrong_with_a_register_is_logged(installed: Installation, tmp_path: Path) -> None:
    installed.run(installed.compile("founder.c", tmp_path / "founder"), tmp_path)
    damaged = (tmp_path / "register").rename(tmp_path / "damaged")
    data = damaged / "data.mdb"
    os.truncate(data, data.stat().st_size // 2)
    installed.run(installed.compile("log.c", tmp_path / "log"), tmp_path)


def test_processes_that_make_one_register_at_once_agree_on_its_key(installed: Installation, tmp_path: Path) -> None:
    built = installed.compile("founder.c", tmp_path / "founder")
    begin, hold = os.pipe()
    founders = [
        subprocess.Popen([built, tmp_path], stdin=begin, stdout=subprocess.PIPE, text=True, env=installed.environment)
        for _ in range(32)
    ]
    os.close(begin)
    os.close(hold)
    keys = [founder.communicate(timeout=120)[0] for founder in founders]
    assert [founder.returncode for founder in founders] == [0] * 32
    assert len(set(keys)) == 1
    assert len(keys[0].strip()) == 43
