// The field that finds: Ctrl K, ⌘ K or / go to it, arrows choose, Enter opens, Esc leaves.
//
// The focus stays in the field; which option is meant is told by aria-activedescendant. What can be
// chosen are the links and buttons that the server sent, so choosing one is pressing it.

const FIELD = "finder-field";

export function watchPalette() {
  const field = document.getElementById(FIELD);
  if (!field) return;
  const list = document.getElementById("found");
  let listed = null; // what the list was found for
  const early = []; // arrows pressed before there is a list: they count as soon as it is there
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "found-list");
  show(false);
  document.addEventListener("keydown", goToField);
  field.addEventListener("keydown", keyInField);
  field.addEventListener("focus", look);
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== list) return;
    listed = event.detail.requestConfig.parameters.get("q");
    if (document.activeElement !== field) return;
    show(true);
    early.splice(0).forEach(step);
  });
  // A press on an option must not take the focus from the field before it counts.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  field.addEventListener("blur", () => {
    early.length = 0;
    show(false);
  });

  function look() {
    if (listed === field.value) show(true);
    else if (!field.matches(".htmx-request")) field.dispatchEvent(new Event("look"));
  }

  function show(shown) {
    list.hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
    choose(null);
  }

  function goToField(event) {
    const ctrl = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const typing = event.target.closest("input, textarea, select, dialog");
    if (event.isComposing || !(ctrl || (slash && !typing))) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  function keyInField(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") return leave(event);
    if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      chosen().click();
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (list.hidden) look();
    if (list.hidden) early.push(by);
    else step(by);
  }

  function step(by) {
    const options = [...list.querySelectorAll("[role=option]")];
    const place = options.indexOf(chosen());
    // Above the first and below the last lies the field itself.
    const next = place < 0 ? (by > 0 ? 0 : options.length - 1) : place + by;
    choose(options[next] ?? null);
  }

  function leave(event) {
    event.preventDefault();
    event.stopPropagation();
    if (!list.hidden) return show(false);
    field.value = "";
    field.blur();
  }

  function chosen() {
    return list.querySelector('[aria-selected="true"]');
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }
}
