"""Signing in and out."""

from datetime import timedelta
from secrets import token_urlsafe

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from armsledger.web import audit
from armsledger.web.accounts import SESSION
from armsledger.web.guard import COOKIE
from armsledger.web.posting import Form, local, post
from armsledger.web.site import VISITOR, Here, Visit
from armsledger.web.view import View, render
from armsledger.web.words import many

router = APIRouter(tags=["people"], include_in_schema=False)


@router.get("/sign-in")
def sign_in(visit: Here, next_: str = Query("/", alias="next", max_length=2000)) -> Response:
    """The form that signs in; whoever is known already goes on."""
    if visit.identity is not None:
        return RedirectResponse(local(next_), status_code=303)
    return _form(visit, next_)


@post(router, "/sign-in", right=None)
def signed_in(visit: Here, form: Form) -> Response:
    """A session where name and password are right; after too many failures one has to wait."""
    site, name, place = visit.site, form.text("name", 200).strip(), _place(visit)
    then = local(form.text("next"))
    wait = site.limits.wait(name, place, visit.now)
    if wait:
        answer = _form(visit, then, name, f"Too many tries. Wait {_minutes(wait)} and try again.", 429)
        answer.headers["Retry-After"] = str(int(wait.total_seconds()) + 1)
        return answer
    account = site.accounts.check(name, form.text("password"))
    if account is None:
        site.limits.failed(name, place, visit.now)
        audit.note(site.ledger.shelf, at=visit.now, who=name[:64], what="failed to sign in", place=place)
        return _form(visit, then, name, "Name or password is wrong.", 403)
    site.limits.passed(name, place)
    audit.note(site.ledger.shelf, at=visit.now, who=account.name, what="signed in", place=place)
    answer = RedirectResponse(then, status_code=303)
    _set(answer, visit, COOKIE, site.accounts.open(account, now=visit.now), SESSION)
    return answer


@post(router, "/sign-out", right=None)
def sign_out(visit: Here, form: Form) -> Response:
    """The session is over."""
    if secret := visit.request.cookies.get(COOKIE):
        visit.site.accounts.close(secret)
    answer = RedirectResponse("/sign-in" if visit.site.settings.users else "/", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _form(visit: Visit, then: str, name: str = "", wrong: str = "", status: int = 200) -> Response:
    fresh = "" if visit.visitor else token_urlsafe(24)
    if fresh:
        visit.visitor = fresh
    shown = {"then": local(then), "name": name, "wrong": wrong}
    answer = render(View(title="Sign in", template="sign-in.html", data={}, shown=shown, status=status), visit)
    answer.headers["Cache-Control"] = "no-store"
    if fresh:
        _set(answer, visit, VISITOR, fresh, SESSION)
    return answer


def _set(answer: Response, visit: Visit, name: str, value: str, age: timedelta) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=int(age.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=visit.request.url.scheme == "https",
        path="/",
    )


def _place(visit: Visit) -> str:
    return visit.request.client.host if visit.request.client else ""


def _minutes(wait: timedelta) -> str:
    return many(int(wait.total_seconds() // 60) + 1, "minute")
