"""One module a page: its data told once, its template beside in `templates/`."""

from armsledger.web.pages import (
    changes,
    claim,
    data,
    deal,
    edit,
    health,
    method,
    network,
    overview,
    patterns,
    people,
    pipeline,
    profile,
    register,
    report,
    review,
    same,
    search,
    signing,
    sources,
)

# In the order in which the API's description lists them.
MODULES = (
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
    sources,
    data,
    method,
    health,
    patterns,
    signing,
    people,
    review,
    edit,
    same,
)
ROUTERS = tuple(module.router for module in MODULES)
