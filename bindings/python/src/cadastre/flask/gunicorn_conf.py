"""How gunicorn runs the Flask door: `gunicorn -c python:cadastre.flask.gunicorn_conf 'cadastre.flask:create_app()'`.

CADASTRE_STORE and its like configure the register, as they do `cadastre serve`; what is here, any option on gunicorn's
command line overrides. It also works with `--preload`, with `--worker-class sync`, and with `--worker-class
egg:meinheld#gunicorn_worker`: each worker opens the store when its first request comes, so never before the fork.
"""

import os
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from cadastre.flask import Settings, production_rules


class SteadyLogger(Logger):
    """A logger whose `error` stays what it is.

    meinheld's worker replaces that of gunicorn's own class, in the parent too: the first worker that was killed would
    take gunicorn down, as its end could not be logged.
    """

    def error(self, message: Any, *arguments: Any, **options: Any) -> None:
        """Takes what gunicorn says, and the three parts of an exception, which is what meinheld's server says."""
        if isinstance(message, type):
            self.error_log.error("Error handling request", exc_info=(message, *arguments))
        else:
            self.error_log.error(message, *arguments, **options)


def on_starting(arbiter: Arbiter) -> None:
    """Refuses, in production, to let passwords cross the network in the open."""
    try:
        production_rules.check_addresses(Settings.from_environment(), arbiter.cfg.address)
    except ValueError as error:
        raise SystemExit(str(error)) from None


logger_class = SteadyLogger

# Where gunicorn is asked for an access log, it has the route for the path, no query and no Referer: whatever a client
# puts there, a token or an address, is not written down.
access_log_format = "%(h)s %(t)s %(m)s %({cadastre.route}e)s %(s)s %(B)s %(D)s"

bind = os.environ.get("CADASTRE_LISTEN", "127.0.0.1:8080")

# Reads are answered from memory, so a worker a core is enough. Writes and logins wait for the disk and for hashes
# without the interpreter's lock, and writes that wait at once share one commit: with more threads, more of them.
worker_class = "gthread"
workers = len(os.sched_getaffinity(0))
threads = 32

# A process that does not answer for this long, not even with something to do, is replaced.
timeout = 30
graceful_timeout = 10
keepalive = 60

# The bounds of `cadastre serve`, as far as gunicorn has them.
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 16384

# No second way in beside the signals.
control_socket_disable = True
