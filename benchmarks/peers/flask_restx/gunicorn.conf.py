"""How gunicorn runs the classic stack: two workers, whatever class the command line names."""

workers = 2
threads = 4  # of gthread; they wait for one interpreter and one writer, so more of them do no more
preload_app = False  # each worker has a pool of connections of its own
keepalive = 60
accesslog = None
loglevel = "warning"
