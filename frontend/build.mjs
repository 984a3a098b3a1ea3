// Builds web/static: styles and scripts minified under hashed names with a manifest, vendored files as they are.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const out = "../src/armsledger/web/static";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const manifest = {};
const put = (name, bytes) => {
  const [stem, ending] = [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf("."))];
  const hashed = `${stem}.${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}${ending}`;
  writeFileSync(`${out}/${hashed}`, bytes);
  manifest[name] = hashed;
  return hashed;
};
for (const [name, file] of [
  ["inter.woff2", "inter/inter-latin-wght-normal.woff2"],
  ["source-serif.woff2", "source-serif/source-serif-4-latin-wght-normal.woff2"],
  ["plex-mono.woff2", "plex-mono/ibm-plex-mono-latin-400-normal.woff2"],
  ["htmx.js", "htmx/htmx.min.js"],
]) put(name, readFileSync(`../vendor/${file}`));

let css = ["tokens", "base", "layout", "components", "work", "print"].map((s) => readFileSync(`styles/${s}.css`, "utf8")).join("\n");
for (const font of ["inter", "source-serif", "plex-mono"]) css = css.replace(`url(${font}.woff2)`, `url(${manifest[`${font}.woff2`]})`);
const small = await build({ stdin: { contents: css, loader: "css" }, minify: true, write: false, target: ["chrome123", "firefox120", "safari17.5"] });
put("app.css", small.outputFiles[0].contents);
for (const script of readdirSync("scripts").filter((f) => f.endsWith(".js"))) {
  const made = await build({ entryPoints: [`scripts/${script}`], bundle: true, minify: true, write: false, format: "esm", target: "es2022" });
  put(script, made.outputFiles[0].contents);
}
cpSync("images", out, { recursive: true, force: true, errorOnExist: false, filter: () => true });
writeFileSync(`${out}/manifest.json`, JSON.stringify(manifest, null, 1) + "\n");
