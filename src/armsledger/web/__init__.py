"""The web app: every page one function, shown as a page, as JSON and as CSV. `web.app.create_app` makes it."""
