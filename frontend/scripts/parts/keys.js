// Single keys, as links say them; they can be switched off and never act inside a field.
export function keys(keep) {
  const dialog = document.getElementById("keys");
  const off = dialog?.querySelector("[data-keys-off]");
  let shut = false;
  try { shut = localStorage.getItem("keys") === "off"; } catch { /* shut storage: keys are on */ }
  for (const button of document.querySelectorAll("[data-keys-open]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }
  if (off) {
    off.checked = shut;
    off.addEventListener("change", () => { shut = off.checked; keep("keys", shut ? "off" : "on"); });
  }
  let went = 0;
  document.addEventListener("keydown", (event) => {
    if (shut || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("find")?.focus();
    } else if (event.key === "?") {
      event.preventDefault();
      dialog?.showModal();
    } else if (dialog?.open) {
      return;
    } else if (event.key === "g") {
      went = Date.now();
    } else if (Date.now() - went < 1500) {
      went = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
    } else {
      const button = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find((b) => b.checkVisibility());
      if (button) { event.preventDefault(); button.click(); }
    }
  });
}
