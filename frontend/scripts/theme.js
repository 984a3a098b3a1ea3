// Before the first paint: the theme that was chosen here.
try {
  const stored = localStorage.getItem("theme");
  if (stored) document.documentElement.dataset.theme = stored;
} catch { /* storage may be shut: the system's theme holds */ }
