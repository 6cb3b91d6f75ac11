"""The operator's hand: `flask cadastre check` and `flask cadastre seed`.

Nothing else here may make the operator's calls: no request reaches this file.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Blueprint
from flask.cli import FlaskGroup

import cadastre
from cadastre.flask.demo import DemoRegister
from cadastre.flask.process_store import ProcessStore


def are_run() -> bool:
    """Whether the application is made for a command of `flask`, and not to answer requests."""
    context = click.get_current_context(silent=True)
    if context is None or not isinstance(context.find_root().command, FlaskGroup):
        return False
    return context.info_name != "run"


@contextmanager
def failures() -> Iterator[None]:
    """Tells whoever types a command what is wrong, in words: the one place where errors become those of a command."""
    try:
        yield
    except cadastre.Error as error:
        raise click.ClickException(error.message) from None
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def add_commands(blueprint: Blueprint, store: ProcessStore) -> None:
    """Gives a blueprint its commands."""

    @blueprint.cli.command("check")
    def check() -> None:
        """Walk everything and say what is wrong; exits 1 if anything is."""
        with failures(), store.opened(must_exist=True) as register, register.operator() as operator:
            try:
                report = operator.verify()
            except cadastre.Corrupt as error:
                for problem in (error.report or {}).get("problems", [str(error)]):
                    click.echo(problem)
                sys.exit(1)
            path = register.path
        counts = f"{report['records']:,} records, {report['indexEntries']:,} index entries"
        click.echo(f"{path}: {counts}, nothing wrong")

    @blueprint.cli.command("seed")
    @click.option("--users", type=click.IntRange(1, 1000), default=3, show_default=True, help="How many users.")
    @click.option(
        "--properties", type=click.IntRange(0, 1_000_000), default=100, show_default=True, help="How many properties."
    )
    @click.option("--seed", type=int, default=1, show_default=True, help="What the data follow from.")
    def seed_(users: int, properties: int, seed: int) -> None:
        """Make demo data: users with random passwords, which are printed once, and their properties."""
        with failures(), store.opened() as register, register.operator() as operator:
            demo = DemoRegister(register, operator, seed)
            try:
                logins = demo.fill(users, properties)
            except cadastre.Conflict:
                raise click.ClickException(f"{register.path} has the demo data of --seed {seed} already.") from None
        click.echo(f"{register.path}: {users:,} users and {properties:,} properties made. Logins:")
        for email, password in logins:
            click.echo(f"  {email}  {password}")
