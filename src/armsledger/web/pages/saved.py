"""Saved views of the register: an address under a name, the same for all who use this ledger; and how to cite a view."""

from fastapi import APIRouter
from starlette.responses import Response

from armsledger.errors import NotFoundError
from armsledger.model.ids import content_id
from armsledger.web.accounts import Right
from armsledger.web.address import Address
from armsledger.web.cite import bibtex, citation, csl
from armsledger.web.failures import Wrong
from armsledger.web.posting import Form, done, local, post
from armsledger.web.site import Here

router = APIRouter(tags=["views"])
SPACE, MOST = "views", 200


@post(router, "/views", right=Right.REVIEW)
def save(visit: Here, form: Form) -> Response:
    """The view is kept under its name; the same name again takes the new address."""
    name, address = form.text("name", 80).strip(), local(form.text("address", 4000))
    if not name:
        raise Wrong("name", "a name to find it by is wanted")
    if not address.startswith("/register"):
        raise Wrong("address", "only views of the register are kept")
    shelf = visit.ledger.shelf
    key = content_id(name.casefold())[:12]
    if shelf.get(SPACE, key) is None and sum(1 for _ in shelf.items(SPACE)) >= MOST:
        raise Wrong("name", f"{MOST} views are kept at most: forget one first")
    view = {"name": name, "address": address, "who": visit.who, "saved_at": visit.now.isoformat()}
    shelf.put(SPACE, {key: view})
    return done(visit, address, view | {"view": key}, 201)


@post(router, "/views/{view}/drop", right=Right.REVIEW)
def drop(visit: Here, view: str) -> Response:
    """The view is forgotten; nothing else is touched."""
    kept = visit.ledger.shelf.get(SPACE, view)
    if kept is None:
        raise NotFoundError(f"there is no view {view!r}")
    visit.ledger.shelf.put(SPACE, {}, gone=[view])
    return done(visit, "/register", kept | {"view": view})


@router.get("/register/cite.{form}", include_in_schema=False)
def cite(visit: Here, form: str) -> Response:
    """How to cite the view whose filters stand in the address."""
    asked = Address("/register", visit.address.pairs)
    told = "; ".join(f"{name} {value}" for name, value in asked.pairs) or "all deals"
    as_of = next(iter(asked.values("as_of")), None)
    found = citation(visit, f"armsledger-view-{content_id(str(asked))[:8]}", f"Register: {told}", str(asked), as_of)
    return bibtex(found) if form == "bib" else csl(found)
