// After each answer: what was done is said aloud and the new question takes the focus. Without this file the forms still work.
import { marking } from "./parts/marking.js";

const live = document.getElementById("live");

document.addEventListener("htmx:after:swap", () => {
  const said = document.getElementById("said")?.textContent.trim(), asked = document.getElementById("asked-h");
  if (live) live.textContent = [said, document.getElementById("overtaken")?.textContent, asked?.textContent].filter(Boolean).join(" ");
  asked?.focus({ preventScroll: true });
});
document.addEventListener("toggle", (event) => {
  if (event.target.id === "reject" && event.target.open) event.target.querySelector("button")?.focus();
}, true);
marking();
