"""The templates: everything escaped, every name that is not there an error, values in words by filters."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from armsledger.model.codes import Category
from armsledger.web import words
from armsledger.web.assets import asset
from armsledger.web.names import Names

# (name, address, key after g, comes with the assessments)
NAVIGATION = (
    ("Overview", "/", "o"),
    ("Register", "/register", "r"),
    ("Pipeline", "/pipeline", "p"),
    ("Network", "/network", "n"),
    ("Markets", "/markets", "k"),
    ("Forecast", "/forecast", "f"),
    ("Embargoes", "/embargoes", "e"),
    ("Review", "/review", "v"),
    ("Search", "/search", "s"),
    ("Changes", "/changes", "c"),
    ("Sources", "/sources", "u"),
    ("Data", "/data", "d"),
    ("Method", "/method", "m"),
    ("Health", "/health", "h"),
)

REMEMBERED = 4_000  # answers of a macro


def environment(names: Names) -> Environment:
    """The templates of one instance, with its names in them. `ui` holds the macros of macros.html."""
    made = Environment(
        loader=PackageLoader("armsledger.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    for name in (
        "number",
        "span",
        "scaled",
        "money",
        "day",
        "period",
        "plain",
        "many",
        "joined",
        "percent",
        "ago",
        "told",
        "field",
        "reasons",
        "sureness",
    ):
        made.filters[name] = getattr(words, name)
    made.filters["segment"] = lambda text: quote(str(text), safe="")
    made.filters["ticked"] = _ticked
    made.filters["svg"] = lambda text: Markup(text)  # pictures escape what they are given (charts/svg.py)
    made.globals["asset"] = asset
    made.globals["navigation"] = NAVIGATION
    made.globals["names"] = names
    made.globals["categories"] = [str(c) for c in Category]
    made.globals["ui"] = _Macros(made.get_template("macros.html").module)
    return made


def _ticked(text: str) -> Markup:
    """Words with what stands in `ticks` set as code."""
    parts = text.split("`")
    return Markup("").join(Markup("<code>{}</code>").format(p) if n % 2 else escape(p) for n, p in enumerate(parts))


class _Macros:
    """The macros of macros.html; what those say that depend on nothing but a few words is remembered."""

    def __init__(self, module: Any) -> None:
        self._module = module
        for name in ("stage", "party", "value", "sure"):
            setattr(self, name, lru_cache(REMEMBERED)(getattr(module, name)))
        parties = lru_cache(REMEMBERED)(module.parties)
        self.parties = lambda all_: parties(tuple(all_))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def fill(templates: Environment, template: str, context: Mapping[str, Any], *, block: str | None = None) -> str:
    """The whole page, or one block of it."""
    found = templates.get_template(template)
    if block is None:
        return found.render(context)
    return "".join(found.blocks[block](found.new_context(dict(context))))
