"""A register that is open."""

import os
from builtins import property as read_only

from cadastre._cadastre import lib
from cadastre._library import path_text, text
from cadastre.attempt import Attempt
from cadastre.calls import RawCalls
from cadastre.handle import Handle
from cadastre.operator import Operator
from cadastre.options import Durability, Log, Options
from cadastre.reader import Reader
from cadastre.session import Session


class Store(Reader):
    """A register that is open: `cadastre.open` gives one. Its own calls are those of nobody in particular.

    Close it, or use it in a `with` statement. Any thread, several at once. After `os.fork`, its calls raise
    `UsedAfterFork` in the child, until `reopen`.
    """

    def __init__(self, path: str | os.PathLike[str], options: Options) -> None:
        self._path = os.fspath(path)
        self._options = options
        self._handle = Handle(path_text(path), options)
        self._anonymous: Session | None = None

    @read_only
    def path(self) -> str:
        """The directory, as it was given."""
        return self._path

    def close(self) -> None:
        """Waits for the calls that run, ends the sessions, and gives back the files. Once is enough."""
        self._handle.close()

    def reopen(self) -> None:
        """Closes the store where it is open, and opens it anew with the same options.

        For a child process, after `os.fork`. Sessions of before stay ended: begin them anew.
        """
        self._handle.close()
        self._anonymous = None
        self._handle = Handle(path_text(self._path), self._options)

    # Sessions

    @read_only
    def anonymous(self) -> Session:
        """The session of nobody: it reads what anyone may read."""
        session = self._anonymous
        # One of before `reopen` may have been put there by a thread that was slow.
        if session is None or session.raw.handle is not self._handle:
            session = self._anonymous = Session(RawCalls(self._handle, lib.cadastre_session_anonymous))
        return session

    @read_only
    def raw(self) -> RawCalls:
        """The calls of nobody with JSON as it is, for what passes it on."""
        return self.anonymous.raw

    def login(self, email: str, password: str, *, peer: str | None = None) -> Session:
        """Begins a session of a user. It has no time limit, and ends when the user's password or role changes.

        Args:
            peer: The address that the login comes from; its network's failures are counted. All without one count as
                one network.

        Raises:
            Unauthenticated: Nobody has this address, or the password is wrong.
            Throttled: Too many logins have failed.
        """
        attempt = Attempt(peer)
        return Session(RawCalls(self._handle, lib.cadastre_session_login, text(email), text(password), attempt.pointer))

    def session(self, token: str) -> Session:
        """Begins a session of the user whom an access token names, of whichever door gave it. It ends with the token.

        Raises:
            Unauthenticated: The token is none, or has run out.
        """
        encoded = text(token)
        return Session(RawCalls(self._handle, lib.cadastre_session_from_token, encoded, len(encoded)))

    def operator(self) -> Operator:
        """Begins a session of the operator, who may do everything. Never for a request from outside."""
        return Operator(self._handle)


def open(
    path: str | os.PathLike[str],
    *,
    address_space: int | None = None,
    maximum_readers: int | None = None,
    durability: Durability = "full",
    must_exist: bool = False,
    read_only: bool = False,
    allow_network_file_system: bool = False,
    sign_ups_per_hour: int | None = 60,
    maximum_properties_per_user: int | None = 100_000,
    log: Log | None = None,
) -> Store:
    """Opens the register in a directory, and makes one where there is none.

    Several processes may have it open at once. Opening one that this process has open already is cheap and gives
    another store, if the options agree.

    Args:
        path: The directory. Its parent must be there.
        address_space: Bytes to reserve, the bound of the store's size; 1 TiB without it, less where the system refuses.
        maximum_readers: How many reads may run at once over all processes; the first to open decides; 2,048 without it.
        durability: When a change returns: `full`, when it is on disk; `relaxed`, a power cut may take the last commit.
        must_exist: Whether a store that is not there is refused rather than made.
        read_only: Whether nothing can be changed: nobody can sign up, log in, or write.
        allow_network_file_system: Whether one is allowed, where locks and memory maps can't be trusted.
        sign_ups_per_hour: How many sign-ups one network may try in an hour, from 1; None for any number.
        maximum_properties_per_user: How many properties a user may have, of those that users make; None for any number.
            What the operator makes and imports is counted, and never refused.
        log: Takes lines of the log: the causes that errors do not show.

    Raises:
        TypeError, ValueError: An option is none.
        Unavailable: The system refuses to read or write, or the store is not there and must exist.
        Incompatible: The store is of another format.
        Misuse: This process has it open with other options.
    """
    options = Options(
        address_space=address_space,
        maximum_readers=maximum_readers,
        durability=durability,
        must_exist=must_exist,
        read_only=read_only,
        allow_network_file_system=allow_network_file_system,
        sign_ups_per_hour=sign_ups_per_hour,
        maximum_properties_per_user=maximum_properties_per_user,
        log=log,
    )
    return Store(path, options)
