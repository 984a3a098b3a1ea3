"""`armsledger users`: the accounts of the web app."""

import sys
from typing import TYPE_CHECKING

import click

from armsledger.cli.common import json_lines, json_option, ledger_option, now, open_ledger, say
from armsledger.cli.table import print_rows

if TYPE_CHECKING:
    from armsledger.ledger import Ledger
    from armsledger.web.accounts import Accounts

ROLES = click.Choice(["reader", "reviewer", "admin"])
from_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input, one line.")


@click.group("users", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Manage the accounts of the web app.

    `armsledger serve --users` lets them in. Readers see everything, reviewers also decide and add reports, administrators
    also manage accounts.
    """


@command.command("add")
@click.argument("name")
@click.option("--role", type=ROLES, default="reader", show_default=True, help="What the account may do.")
@from_stdin
@ledger_option
def add(name: str, role: str, password_stdin: bool, place: str | None) -> None:
    """Make an account. The password is asked for, or read from standard input."""
    from armsledger.web.accounts import Role

    with open_ledger(place, create=True) as ledger:
        _accounts(ledger).add(name, _password(password_stdin), Role(role), now=now())
        _note(ledger, "added a user", name)
    say(f"{name} is a {role} now")


@command.command("list")
@ledger_option
@json_option
def list_(place: str | None, as_json: bool) -> None:
    """List the accounts: name, role, since when."""
    with open_ledger(place) as ledger:
        found = list(_accounts(ledger))
    if as_json:
        json_lines({"name": a.name, "role": str(a.role), "added_at": a.added_at.isoformat()} for a in found)
    elif not print_rows((a.name, str(a.role), a.added_at.date().isoformat()) for a in found):
        say("no accounts; `armsledger users add NAME` makes one")


@command.command("role")
@click.argument("name")
@click.argument("role", type=ROLES)
@ledger_option
def role_(name: str, role: str, place: str | None) -> None:
    """Give an account another role."""
    from armsledger.web.accounts import Role

    with open_ledger(place) as ledger:
        _accounts(ledger).set_role(name, Role(role))
        _note(ledger, f"made a user {role}", name)
    say(f"{name} is a {role} now")


@command.command("password")
@click.argument("name")
@from_stdin
@ledger_option
def password(name: str, password_stdin: bool, place: str | None) -> None:
    """Set an account's password; its sessions end."""
    with open_ledger(place) as ledger:
        _accounts(ledger).set_password(name, _password(password_stdin))
        _note(ledger, "set a user's password", name)
    say(f"{name} has a new password")


@command.command("remove")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@ledger_option
def remove(name: str, yes: bool, place: str | None) -> None:
    """Remove an account with its sessions and tokens; what it decided stays."""
    if not yes and sys.stdin.isatty():
        click.confirm(f"Remove {name}?", abort=True, err=True)
    with open_ledger(place) as ledger:
        _accounts(ledger).remove(name)
        _note(ledger, "removed a user", name)
    say(f"{name} is removed")


def _accounts(ledger: "Ledger") -> "Accounts":
    from armsledger.web.accounts import Accounts

    return Accounts(ledger.shelf)


def _note(ledger: "Ledger", what: str, name: str) -> None:
    from armsledger.web import audit

    audit.note(ledger.shelf, at=now(), who="command line", what=what, on=name)


def _password(from_stdin: bool) -> str:
    if from_stdin or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return given
