// What JavaScript adds to Data: dropping files, seeing which and how far they are sent, and keys.
// Every page works without it.

const SIZE_UNITS = ["B", "kB", "MB", "GB"];

watchFiles(document);
watchKeys();
document.body.addEventListener("htmx:afterSwap", (event) => {
  watchFiles(document);
  focusQuestion(event.target);
});

// Buttons and links say their own key, data-key; a key typed into a field is text and nothing else.
function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("textarea, input, select, dialog")) return;
    const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!named) return;
    event.preventDefault();
    named.click();
  });
}

// After an answer the next question is where one stands.
function focusQuestion(target) {
  if (target.id === "question" || target.closest?.("#question")) {
    document.getElementById("question")?.focus({ preventScroll: true });
  }
}

function watchFiles(root) {
  for (const form of root.querySelectorAll("form[data-files]:not([data-watched])")) {
    form.dataset.watched = "";
    const input = form.querySelector('input[type="file"]');
    const drop = form.querySelector("[data-drop]");
    input.addEventListener("change", () => show(form, input.files));
    if (!drop) continue;
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("drop--over");
      });
    }
    for (const name of ["dragleave", "drop"]) {
      drop.addEventListener(name, () => drop.classList.remove("drop--over"));
    }
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      show(form, input.files);
    });
    form.addEventListener("htmx:xhr:progress", (event) => sent(form, event.detail));
    form.addEventListener("htmx:beforeRequest", () => { form.querySelector("[data-sending]").hidden = false; });
    form.addEventListener("htmx:afterRequest", () => { form.querySelector("[data-sending]").hidden = true; });
  }
}

function show(form, files) {
  const listed = form.querySelector("[data-chosen]");
  listed.replaceChildren(...[...files].map((file) => {
    const item = document.createElement("li");
    item.textContent = `${file.name} · ${size(file.size)}`;
    return item;
  }));
  if (!form.dataset.largest) return;
  const whole = [...files].reduce((sum, file) => sum + file.size, 0);
  const input = form.querySelector('input[type="file"]');
  input.setCustomValidity(whole > Number(form.dataset.largest) ? form.dataset.tooLarge : "");
  input.reportValidity();
}

function sent(form, { loaded, total }) {
  if (!total) return;
  const share = Math.round((100 * loaded) / total);
  form.querySelector("progress").value = share;
  form.querySelector("[data-sent]").textContent = `${share.toLocaleString(document.documentElement.lang)}%`;
}

function size(bytes) {
  let place = 0;
  let value = bytes;
  while (value >= 1000 && place < SIZE_UNITS.length - 1) { value /= 1000; place += 1; }
  return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${SIZE_UNITS[place]}`;
}
