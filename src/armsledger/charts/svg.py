"""The few helpers that every picture is made with."""

from html import escape

Attribute = str | int | float | None


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def tag(name: str, *children: str, **attributes: Attribute) -> str:
    """One element; `_` in names of attributes becomes `-`, a trailing `_` falls away, None is left out."""
    parts = []
    for key, value in attributes.items():
        if value is None:
            continue
        text = number(value) if isinstance(value, float) else escape(str(value), quote=True)
        parts.append(f' {key.rstrip("_").replace("_", "-")}="{text}"')
    inside = "".join(children)
    return f"<{name}{''.join(parts)}>{inside}</{name}>" if inside else f"<{name}{''.join(parts)}/>"


def text(words: str, x: float, y: float, *, anchor: str | None = None, css: str | None = None) -> str:
    return tag("text", escape(words, quote=False), x=float(x), y=float(y), text_anchor=anchor, class_=css)


def link(href: str | None, *children: str, label: str | None = None, id_: str | None = None) -> str:
    """The children, inside a link where there is somewhere to go."""
    if href is None:
        return "".join(children)
    title = tag("title", escape(label, quote=False)) if label else ""
    return tag("a", title, *children, href=href, aria_label=label, id=id_)


def picture(body: str, *, width: float, height: float, title: str, aid: str, name: str, defs: str = "") -> str:
    """The whole SVG. `name` makes its ids unique on the page; `aid` is the one-line reading aid."""
    return tag(
        "svg",
        tag("title", escape(title, quote=False), id=f"{name}-t"),
        tag("desc", escape(aid, quote=False), id=f"{name}-d"),
        defs,
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        class_=f"chart chart-{name.split('-')[0]}",
        role="group",
        aria_labelledby=f"{name}-t",
        aria_describedby=f"{name}-d",
        font_family="Inter, system-ui, sans-serif",
        font_size=11,
    )
