// Words of the report into a field: focus the field, mark the words, press the button that appears (or Enter on it).
export function marking() {
  const doc = document.querySelector("[data-text]"), form = document.querySelector("[data-marks]");
  const button = document.querySelector("[data-take]");
  if (!doc || !form || !button) return;
  let field = null, taken = null;

  const place = (node, offset) => {
    const range = document.createRange();
    range.setStart(doc, 0);
    range.setEnd(node, offset);
    return Number(doc.dataset.from) + [...range.toString()].length; // offsets count characters, not UTF-16 halves
  };
  const look = () => {
    const marked = getSelection();
    const within = marked.rangeCount && !marked.isCollapsed && doc.contains(marked.anchorNode) && doc.contains(marked.focusNode);
    if (!within) { button.hidden = true; return; }
    const range = marked.getRangeAt(0);
    taken = { text: marked.toString(), start: place(range.startContainer, range.startOffset), end: place(range.endContainer, range.endOffset) };
    const into = field ?? form.querySelector("[data-mark]");
    button.textContent = `Put “${taken.text.length > 40 ? taken.text.slice(0, 40) + "…" : taken.text}” into ${into.dataset.mark}`;
    button.hidden = false;
  };
  form.addEventListener("focusin", (event) => { if (event.target.dataset?.mark) { field = event.target; look(); } });
  document.addEventListener("selectionchange", look);
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const into = field ?? form.querySelector("[data-mark]");
    if (!taken) return;
    into.value = into.dataset.many && into.value.trim() ? `${into.value.trim()}; ${taken.text}` : taken.text;
    const span = form.querySelector(`[name="${CSS.escape(`at.${into.name}`)}"]`);
    if (span) span.value = `${taken.start}-${taken.end}`;
    getSelection().removeAllRanges();
    button.hidden = true;
    into.focus();
  });
}
