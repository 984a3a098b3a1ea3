"""A page becomes reports: main text, several reports on one page, clutter out, title, outlet, dates, language, copies."""

from armsledger.pages.reports import reports

__all__ = ["reports"]
