"""One module a page: its data told once, its template beside in `templates/`."""

from armsledger.web.pages import (
    edit,
    people,
    review,
    same,
    signing,
)

ROUTERS = tuple(
    module.router
    for module in (
        signing,
        people,
        review,
        edit,
        same,
    )
)
