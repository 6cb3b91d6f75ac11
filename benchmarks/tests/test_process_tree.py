"""What a server uses is what all its processes use."""

import subprocess
import sys

import pytest
from harness import process_tree
from harness.process_tree import ProcessTree

_BUSY = "import time\nwhile time.process_time() < 0.2: pass\nprint('done', flush=True)\ninput()"
_PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_BUSY!r}])"


def test_it_counts_what_children_use() -> None:
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"done\n"
        tree = ProcessTree(parent.pid)
        assert tree.cpu_seconds() > 0.1  # the system counts in ticks
        assert tree.rss_anon_kib() > 2 * 1024
        parent.communicate(b"\n")


def test_a_process_that_is_gone_uses_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    tree = ProcessTree(process.pid)
    assert (tree.cpu_seconds(), tree.rss_anon_kib()) == (0, 0)


def test_it_settles_when_little_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    used = iter([0.0, 0.3, 0.3, 0.4, 0.5, 0.5, 9.0])
    tree = ProcessTree(0)
    monkeypatch.setattr(tree, "cpu_seconds", lambda: next(used))
    monkeypatch.setattr(process_tree, "_GLANCE_SECONDS", 0.01)
    tree.settle()
    assert next(used) == 9.0
