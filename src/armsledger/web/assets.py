"""The built styles, scripts and fonts by their plain names; each has its content in its address and is kept a year."""

import json
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
YEAR = "public, max-age=31536000, immutable"
DAY = "public, max-age=86400"


@cache
def manifest() -> dict[str, str]:
    found: dict[str, str] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return found


def asset(name: str) -> str:
    """The address of a built file."""
    return f"/static/{manifest().get(name, name)}"


class Static(StaticFiles):
    """Files under hashed names never change; the few others are asked for again after a day."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["Cache-Control"] = YEAR if path in manifest().values() else DAY
        return response
