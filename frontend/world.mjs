// Projects the base map once: Equal Earth, 960 wide, one path a shape, into the charts package.
import { readFileSync, writeFileSync } from "node:fs";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const atlas = JSON.parse(readFileSync("../vendor/world-atlas/110m.json"));
const countries = feature(atlas, atlas.objects.countries);
const width = 960;
const projection = geoEqualEarth().rotate([-11, 0]).fitWidth ? geoEqualEarth().rotate([-11, 0]) : null;
projection.fitWidth(width, { type: "Sphere" });
const path = geoPath(projection).digits(1);
const shapes = countries.features
  .filter((f) => f.properties.name !== "Antarctica" && f.id !== "AQ")
  .map((f) => ({ code: f.properties.a3 ?? f.id ?? null, name: f.properties.name ?? null, path: path(f) }))
  .filter((s) => s.path);
const [[, top], [, bottom]] = geoPath(projection).bounds({ type: "Sphere" });
writeFileSync(
  "../src/armsledger/charts/data/world.json",
  JSON.stringify({ width, height: Math.ceil(bottom - top), scale: projection.scale(), translate: projection.translate(), rotate: -11, shapes }),
);
console.log(shapes.length, "shapes;", shapes.filter((s) => !s.code).map((s) => s.name).join(", "));
