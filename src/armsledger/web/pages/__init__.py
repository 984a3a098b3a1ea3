"""One module a page: its data told once, its template beside in `templates/`."""

from armsledger.web.pages import deal, overview, register

ROUTERS = (overview.router, register.router, deal.router)
