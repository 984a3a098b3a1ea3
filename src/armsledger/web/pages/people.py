"""One's own account with its API tokens; for administrators the accounts and the audit log."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from armsledger.errors import ContractError
from armsledger.web import audit
from armsledger.web.accounts import LONGEST, RIGHTS, SHORTEST, Right, Role
from armsledger.web.posting import Form, Sent, done, may, post
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page, render

router = APIRouter(tags=["people"])
NEWEST = 500


@page(router, "/account", name="account", csv=False)
def account(visit: Here) -> View:
    """Who one is here, one's rights and API tokens."""
    return _account(visit)


def _account(visit: Visit, *, secret: str = "", wrong: str = "", told: str = "", status: int = 200) -> View:
    identity, users = visit.identity, visit.site.settings.users
    assert identity is not None
    found = visit.site.accounts.tokens(identity.name) if users else []
    own = visit.site.accounts.get(identity.name) if users else None
    return View(
        title="Your account",
        template="account.html",
        status=status,
        data={
            "name": identity.name,
            "role": own and str(own.role),
            "rights": sorted(identity.rights),
            "tokens": [{"id": t.id, "label": t.label, "scopes": sorted(t.scopes)} for t in found],
        },
        shown={
            "made": found,
            "secret": secret,
            "wrong": wrong,
            "told": told,
            "offered": sorted(RIGHTS[own.role]) if own else [],
            "shortest": SHORTEST,
        },
    )


@post(router, "/account/password", right=Right.READ)
def change_password(visit: Here, form: Form) -> Response:
    """The new password holds; every session is over, this one too."""
    _by_hand(visit)
    accounts, name = visit.site.accounts, visit.who
    if accounts.check(name, form.text("old", LONGEST)) is None:
        return render(_account(visit, wrong="The present password is another one.", status=422), visit)
    try:
        accounts.set_password(name, form.text("new", LONGEST))
    except ContractError as error:
        return render(_account(visit, wrong=str(error), status=422), visit)
    note(visit, "changed the password")
    return done(visit, "/sign-in", {"done": True})


@post(router, "/account/tokens", right=Right.READ)
def make_token(visit: Here, form: Form) -> Response:
    """The token's secret is shown this once."""
    _by_hand(visit)
    try:
        scopes = [Right(s) for s in form.texts("scope")]
        label = form.text("label")
        secret = visit.site.accounts.make_token(visit.who, label, scopes, now=visit.now)
    except (ContractError, ValueError) as error:
        return render(_account(visit, wrong=str(error), status=422), visit)
    note(visit, "made an API token", label)
    answer = render(_account(visit, secret=secret), visit)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@post(router, "/account/tokens/drop", right=Right.READ)
def drop_token(visit: Here, form: Form) -> Response:
    """The token opens nothing any more."""
    _by_hand(visit)
    visit.site.accounts.drop_token(visit.who, form.text("id"))
    note(visit, "dropped an API token")
    return done(visit, "/account", {"done": True})


def _by_hand(visit: Visit) -> None:
    """Accounts are changed by people who signed in: a token cannot make itself more, and one person has no account."""
    identity = visit.identity
    if not visit.site.settings.users:
        raise ContractError("there are no accounts here: start it with --users")
    if identity is None or identity.token:
        raise ContractError("accounts are changed in the browser, not by a token")


@page(router, "/users", name="users", csv=False)
def users(visit: Here, _: None = may(Right.ADMIN)) -> View:
    """The accounts there are."""
    return _users(visit)


def _users(visit: Visit, wrong: str = "", status: int = 200) -> View:
    found = [{"name": a.name, "role": str(a.role), "added_at": a.added_at.isoformat()} for a in visit.site.accounts]
    shown = {"wrong": wrong, "roles": [str(r) for r in Role], "shortest": SHORTEST}
    return View(title="Users", template="users.html", data={"users": found}, shown=shown, status=status)


@post(router, "/users", right=Right.ADMIN)
def change_users(visit: Here, form: Form) -> Response:
    """An account is added, given another role or password, or removed."""
    _by_hand(visit)
    name = form.text("name", 64).strip()
    try:
        what = _changed(visit, form, name)
    except (ContractError, ValueError) as error:
        return render(_users(visit, str(error), 422), visit)
    note(visit, what, name)
    return done(visit, "/users", {"done": what, "name": name})


def _changed(visit: Visit, form: Sent, name: str) -> str:
    accounts, wanted = visit.site.accounts, form.text("what")
    if wanted == "add":
        accounts.add(name, form.text("password", LONGEST), Role(form.text("role")), now=visit.now)
        return "added a user"
    if wanted == "role":
        accounts.set_role(name, Role(form.text("role")))
        return f"made a user {form.text('role')}"
    if wanted == "password":
        accounts.set_password(name, form.text("password", LONGEST))
        return "set a user's password"
    if wanted == "remove":
        accounts.remove(name)
        return "removed a user"
    raise ContractError("what: add, role, password or remove")


@page(router, "/audit", name="audit")
def audit_log(visit: Here, _: None = may(Right.ADMIN)) -> View:
    """Who signed in, read, changed accounts and decided, the newest first; the CSV has all of it."""

    def every() -> Iterator[dict[str, Any]]:
        decided = [
            {
                "at": d.decided_at.isoformat(),
                "who": d.who,
                "what": str(d.verdict),
                "on": " ".join(d.subjects),
                "from": "",
            }
            for d in visit.ledger.decisions()
        ]
        yield from sorted([*audit.lines(visit.ledger.shelf), *decided], key=lambda x: str(x["at"]), reverse=True)

    newest = [line for _, line in zip(range(NEWEST), every(), strict=False)]
    return View(
        title="Audit log",
        template="audit.html",
        data={"lines": newest},
        columns=("at", "who", "what", "on", "from"),
        rows=every,
    )


def note(visit: Visit, what: str, on: str = "") -> None:
    """A line in the audit log."""
    place = visit.request.client.host if visit.request.client else ""
    audit.note(visit.ledger.shelf, at=visit.now, who=visit.who, what=what, on=on, place=place)
