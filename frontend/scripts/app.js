// Theme switch, keys, printing, saving pictures; every page works without this file.
import { keys } from "./parts/keys.js";
import { pictures } from "./parts/pictures.js";

const root = document.documentElement;
const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* shut */ } };

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    keep("theme", root.dataset.theme);
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim());
    button.textContent = "Copied";
  });
}
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.menu[open]")) if (!open.contains(event.target)) open.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const open of document.querySelectorAll("details.menu[open]")) { open.open = false; open.querySelector("summary").focus(); }
});
const here = document.querySelector(".top nav [aria-current]"), pages = here?.closest("nav");
if (pages && pages.scrollWidth > pages.clientWidth) pages.scrollLeft = here.offsetLeft - pages.offsetLeft - 24;
for (const map of document.querySelectorAll("#flowmap .canvas, #netmap .canvas")) map.scrollLeft = 0.55 * (map.scrollWidth - map.clientWidth);
keys(keep);
pictures();
