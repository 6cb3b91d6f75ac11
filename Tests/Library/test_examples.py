"""The programs of bindings/c: built as their README says, and run plainly, with sanitizers, and under valgrind."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from Library.caller import Handle, Library, opened
from Library.installation import ROOT, SANITIZERS, Installation, run

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
PASSWORD = "correct horse battery"
HOUSE = {"type": "house", "city": 'L\'Haÿ "les" Roses'}
# Nothing is suppressed. What Swift's runtime allocates once and keeps is reachable, but some of it only through
# pointers into its middle, as metadata begins there: memcheck calls that possibly lost, and it is not counted.
VALGRIND = (
    "valgrind",
    "--quiet",
    "--error-exitcode=99",
    "--leak-check=full",
    "--show-leak-kinds=definite,indirect",
    "--errors-for-leak-kinds=definite,indirect",
)


class Examples:
    """The programs, built, and what they run under."""

    def __init__(self, folder: Path, installed: Installation, under: Iterable[str]) -> None:
        self.folder = folder
        self.installed = installed
        self.under = under

    def run(
        self, program: str, *arguments: str | Path, password: str = PASSWORD, preload: Path | None = None
    ) -> tuple[int, str, str]:
        """The status that a program exits with, and what it writes on either stream."""
        done = subprocess.run(
            [*self.under, self.folder / program, *arguments],
            env=self.installed.environment | ({"LD_PRELOAD": str(preload)} if preload else {}),
            input=f"{password}\n",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def write(self, *arguments: str | Path, preload: Path | None = None) -> str:
        """Runs the writer; the id that it prints."""
        status, output, errors = self.run("writer", *arguments, preload=preload)
        assert (status, errors) == (0, "")
        return output.strip()


@contextmanager
def anybody(installed: Installation, register: Path) -> Iterator[tuple[Library, Handle]]:
    """A session of nobody, to see what a program has written."""
    library = Library(installed.library)
    store = library.handle("cadastre_store_open", str(register).encode(), None)
    session = library.handle("cadastre_session_anonymous", store)
    yield library, session
    library("cadastre_session_free", session)
    library("cadastre_store_close", store)


def built(installed: Installation, folder: Path, *variables: str) -> Path:
    shutil.copytree(ROOT / "bindings" / "c", folder, ignore=shutil.ignore_patterns("list_by_city", "writer"))
    run(["make", "-C", str(folder), *variables], installed.environment)
    return folder


@pytest.fixture(scope="session")
def plain(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Examples:
    return Examples(built(installed, tmp_path_factory.mktemp("plain") / "c"), installed, ())


@pytest.fixture(scope="session")
def sanitized(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Examples:
    folder = built(installed, tmp_path_factory.mktemp("sanitized") / "c", f"CFLAGS={' '.join(SANITIZERS)}")
    return Examples(folder, installed, ())


@pytest.fixture(scope="session")
def checked(plain: Examples) -> Examples:
    return Examples(plain.folder, plain.installed, VALGRIND)


@pytest.fixture(params=["plain", "sanitized", "checked"])
def examples(request: pytest.FixtureRequest) -> Examples:
    """Each way to run them in turn."""
    found: Examples = request.getfixturevalue(request.param)
    return found


def test_what_one_writes_the_other_lists(examples: Examples, tmp_path: Path) -> None:
    register = tmp_path / "register"
    written = examples.write(register, "ada@example.org")
    assert ID.fullmatch(written)
    assert examples.write(register, "ada@example.org", written) == written
    assert examples.run("list_by_city", register, "BORDEAUX") == (0, f"{written}  Échoppe, Bordeaux\n", "")
    assert examples.run("list_by_city", register, "Paris") == (0, "", "")


def test_no_error_is_lost(examples: Examples, tmp_path: Path) -> None:
    for folder, expected in [("no/folder", 74), ("register", 65)]:
        status, output, errors = examples.run("writer", tmp_path / folder, "no address")
        assert (status, output) == (expected, "")
        assert errors.startswith("writer: ")


@pytest.mark.parametrize(
    ("arguments", "password", "expected"),
    [
        ([], PASSWORD, (64, "usage: writer")),
        (["{register}", "no address"], PASSWORD, (65, '"field":"email"')),
        (["{register}", "bob@example.org"], "short", (65, '"field":"password"')),
        (["{register}", "ada@example.org"], "not her password", (65, "urn:cadastre:problem:conflict")),
        (["{register}", "ada@example.org", "no id"], PASSWORD, (66, "urn:cadastre:problem:not-found")),
        (["{register}", "bob@example.org", "{property}"], PASSWORD, (65, "urn:cadastre:problem:forbidden")),
        (["{register}/no/folder", "ada@example.org"], PASSWORD, (74, "urn:cadastre:problem:unavailable")),
    ],
)
def test_what_goes_wrong_is_told(
    sanitized: Examples, tmp_path: Path, arguments: list[str], password: str, expected: tuple[int, str]
) -> None:
    register = tmp_path / "register"
    made = sanitized.write(register, "ada@example.org")
    given = [argument.format(register=register, property=made) for argument in arguments]
    status, output, errors = sanitized.run("writer", *given, password=password)
    assert (status, output) == (expected[0], "")
    assert expected[1] in errors


def test_a_list_of_no_register_is_refused(examples: Examples, tmp_path: Path) -> None:
    status, output, errors = examples.run("list_by_city", tmp_path / "register", "Bordeaux")
    assert (status, output) == (1, "")
    assert errors.startswith("list_by_city: ")
    assert not (tmp_path / "register").exists()


def test_a_writer_that_is_overtaken_begins_again(plain: Examples, tmp_path: Path) -> None:
    register = tmp_path / "register"
    made = plain.write(register, "ada@example.org")
    overtake = plain.installed.compile("overtake.c", tmp_path / "overtake.so", "-shared", "-fPIC")
    plain.write(register, "ada@example.org", made, preload=overtake)
    with anybody(plain.installed, register) as (library, session):
        written = library.read("cadastre_property_get", session, made.encode())
    assert written["description"] == "Somebody was faster.\nWritten from C.\n"
    assert [room["name"] for room in written["rooms"]] == ["Kitchen", "Kitchen"]


def test_a_city_of_many_pages_is_listed_whole(plain: Examples, tmp_path: Path) -> None:
    library = Library(plain.installed.library)
    with opened(library, tmp_path / "register") as register:
        made = [
            library.write("cadastre_property_create", register.session, document=HOUSE | {"name": f"No. {number}"})
            for number in range(230)
        ]
    lines = [f'{house["id"]}  {house["name"]}, L\'Haÿ "les" Roses\n' for house in reversed(made)]
    assert plain.run("list_by_city", tmp_path / "register", 'l\'hay "les" roses') == (0, "".join(lines), "")
