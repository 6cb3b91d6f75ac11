"""What serves WSGI: gunicorn with two workers, of one class or another."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WorkerClass:
    """A class of workers, and the options that its users would give it."""

    name: str
    options: tuple[str, ...]


# One thread: with more, gunicorn takes gthread for sync.
SYNC = WorkerClass("sync", ("--worker-class", "sync", "--threads", "1"))
# How many threads the configuration says.
GTHREAD = WorkerClass("gthread", ("--worker-class", "gthread", "--reuse-port"))
MEINHELD = WorkerClass("meinheld", ("--worker-class", "egg:meinheld#gunicorn_worker", "--threads", "1"))

WORKERS = 2


def gunicorn(python: str, configuration: str, worker: WorkerClass, port: int, application: str) -> list[str]:
    return [
        python, "-m", "gunicorn", "--config", configuration, "--workers", str(WORKERS), *worker.options,
        "--bind", f"127.0.0.1:{port}", application,
    ]  # fmt: skip
