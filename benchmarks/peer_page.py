"""The plainest page of a register: FastAPI, SQLite, Jinja; fifty rows of a table, filtered, and four counts beside them."""

import random
import sqlite3
from pathlib import Path
from typing import Annotated

STAGES = ("interest", "offer", "talks", "approval", "agreement", "order", "delivery", "blocked")
STATES = [a + b + c for a in "ABCDE" for b in "FGHIJ" for c in "KL"]
FACETS = ("stage", "supplier", "recipient", "category")
PAGE = """<!doctype html><title>Deals</title><form>{% for name, values in facets.items() %}<fieldset><legend>{{ name }}</legend>
{% for value, n in values %}<label><input type="checkbox" name="{{ name }}" value="{{ value }}"> {{ value }} {{ n }}</label>
{% endfor %}</fieldset>{% endfor %}</form><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>"""


def fill(folder: Path, count: int) -> Path:
    """A database of so many rows is in the folder."""
    chance, place = random.Random(5), folder / "peer.db"
    with sqlite3.connect(place) as db:
        db.execute(
            "CREATE TABLE deals (id INTEGER PRIMARY KEY, supplier, recipient, stage, category, title, amount, day)"
        )
        rows = (
            (
                n,
                chance.choice(STATES),
                chance.choice(STATES),
                chance.choice(STAGES),
                f"category {n % 16}",
                f"{n % 200} of type {n % 900}",
                n * 1000,
                f"20{n % 26:02}-01-01",
            )
            for n in range(count)
        )
        db.executemany("INSERT INTO deals VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        for name in (*FACETS, "day"):
            db.execute(f"CREATE INDEX by_{name} ON deals ({name})")
    db.close()
    return place


def serve(place: str, port: int) -> None:
    import uvicorn
    from fastapi import FastAPI, Query
    from jinja2 import Environment
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.responses import HTMLResponse

    app, template = FastAPI(), Environment(autoescape=True).from_string(PAGE)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)

    def home(stage: Annotated[str, Query()] = "", page: Annotated[int, Query()] = 0) -> HTMLResponse:
        with sqlite3.connect(place) as db:
            where, given = ("WHERE stage = ?", (stage,)) if stage else ("", ())
            rows = db.execute(f"SELECT * FROM deals {where} ORDER BY day DESC LIMIT 50 OFFSET ?", (*given, 50 * page))
            told = rows.fetchall()
            facets = {
                name: db.execute(f"SELECT {name}, count(*) FROM deals {where} GROUP BY {name}", given).fetchall()
                for name in FACETS
            }
        db.close()
        return HTMLResponse(template.render(rows=told, facets=facets))

    app.get("/")(home)
    uvicorn.run(app, port=port, log_level="error", access_log=False)
