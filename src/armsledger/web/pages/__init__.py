"""One module a page: its data told once, its template beside in `templates/`."""

from armsledger.web.pages import (
    changes,
    claim,
    deal,
    network,
    overview,
    people,
    pipeline,
    profile,
    register,
    report,
    search,
    signing,
)

ROUTERS = tuple(
    module.router
    for module in (
        overview,
        register,
        deal,
        report,
        claim,
        pipeline,
        network,
        profile,
        search,
        changes,
        signing,
        people,
    )
)
