// A picture as a file: the SVG as it stands with its colours filled in, or drawn on a canvas as PNG.
const DRAWN = ["fill", "stroke", "color", "font-family", "font-size", "font-weight", "fill-opacity", "opacity"];

function alone(svg) {
  const copy = svg.cloneNode(true);
  const from = svg.querySelectorAll("*"), to = copy.querySelectorAll("*");
  from.forEach((element, n) => {
    const style = getComputedStyle(element);
    for (const name of DRAWN) if (style.getPropertyValue(name)) to[n].setAttribute(name, style.getPropertyValue(name));
  });
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function png({ text, width, height }) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  const pen = canvas.getContext("2d");
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

export function pictures() {
  for (const tools of document.querySelectorAll("[data-save]")) {
    const svg = document.querySelector(`#${CSS.escape(tools.dataset.save)} svg`);
    if (!svg) continue;
    tools.hidden = false;
    for (const button of tools.querySelectorAll("[data-as]")) button.addEventListener("click", async () => {
      const made = alone(svg), as = button.dataset.as;
      save(as === "svg" ? new Blob([made.text], { type: "image/svg+xml" }) : await png(made), `${tools.dataset.save}.${as}`);
    });
  }
}
