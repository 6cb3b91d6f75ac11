"""The store of this process."""

import atexit
import os
import threading

import cadastre
from cadastre.flask.settings import Settings


class ProcessStore:
    """Opens the store once in each process that asks for it.

    A store that was opened before a fork is of no use after it, and whether a worker was forked before or after the
    application was made depends on how the server was started. So the first request of each process opens it.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._pid = 0
        self._store: cadastre.Store | None = None

    def get(self) -> cadastre.Store:
        """The store, open in this process. Raises `cadastre.Error` where it can't be opened."""
        store = self._store
        return store if store is not None and self._pid == os.getpid() else self._open()

    def close(self) -> None:
        """Closes the store of this process, if it is open."""
        with self._lock:
            if self._store is not None and self._pid == os.getpid():
                self._store.close()
            self._store = None

    def _open(self) -> cadastre.Store:
        with self._lock:
            if self._store is None or self._pid != os.getpid():
                self._store, self._pid = self.opened(), os.getpid()
                # A worker that ends in order gives back its readers' slots itself.
                atexit.register(self.close)
            return self._store

    def opened(self, *, must_exist: bool = False) -> cadastre.Store:
        """The store, opened once more, to be closed by whoever asks; made where there is none, unless it must exist.

        Raises `cadastre.Error` where it can't be made or opened.
        """
        return cadastre.open(
            self._settings.store,
            address_space=self._settings.address_space,
            durability=self._settings.durability,
            must_exist=must_exist,
            allow_network_file_system=self._settings.network_file_system,
            sign_ups_per_hour=self._settings.sign_up_limit,
            maximum_properties_per_user=self._settings.max_properties_per_user,
        )
