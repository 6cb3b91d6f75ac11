"""How gunicorn runs the classic stack: two workers, whatever class the command line names."""

workers = 2
preload_app = False  # each worker has a pool of connections of its own
keepalive = 60
accesslog = None
loglevel = "warning"
