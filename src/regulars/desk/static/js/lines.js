// Which line of Today is the current one, and what can be opened in it.

export const LINE = "[data-line]";
const WAITING = '[data-line="shown"]';

export const current = () => document.querySelector(`${LINE}[aria-current]`);

function makeCurrent(line) {
  const before = current();
  if (before === line) return;
  before?.removeAttribute("aria-current");
  before?.querySelectorAll(".act[open]").forEach((act) => { act.open = false; });
  line.setAttribute("aria-current", "true");
}

// Moves the focus to a line; it becomes the current one by having it.
export function goTo(line) {
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: "nearest" });
}

// The line `by` places further on, the same one at either end.
export function neighbour(line, by) {
  const lines = visible();
  if (!line) return lines[0];
  const place = lines.indexOf(line) + by;
  return lines[Math.min(Math.max(place, 0), lines.length - 1)];
}

// The first waiting line after this one, or failing that the last before it.
export function nextWaiting(line) {
  const lines = visible();
  const place = lines.indexOf(line);
  const waits = (other) => other.matches(WAITING) && !other.querySelector(".htmx-request");
  return lines.slice(place + 1).find(waits) ?? lines.slice(0, place).reverse().find(waits);
}

// Opens the answers of one act (done, snooze, not-right) and puts the focus on their question.
export function openAct(line, name) {
  const act = line.querySelector(`[data-act="${name}"]`);
  if (!act) return;
  act.open = true;
  act.querySelector("[data-first]").focus({ preventScroll: true });
  act.querySelector(".panel").scrollIntoView({ block: "nearest" });
}

export function closeAct(act) {
  act.open = false;
  act.querySelector("summary").focus();
}

export function watchLines() {
  // A finger or mouse makes its line current only when it lets go: before that, the buttons must not
  // move away from under it.
  let pressing = false;
  document.addEventListener("pointerdown", () => { pressing = true; }, true);
  for (const letGo of ["pointerup", "pointercancel"]) {
    document.addEventListener(letGo, () => { pressing = false; }, true);
  }
  document.addEventListener("focusin", (event) => {
    if (!pressing) follow(event.target);
  });
  document.addEventListener("click", (event) => {
    follow(event.target);
    for (const act of document.querySelectorAll(".act[open], .hours[open]")) {
      if (!act.contains(event.target)) act.open = false;
    }
  });
  // Coming back from a customer's page, the address names the line one left.
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named?.matches(LINE)) goTo(named);
}

function follow(target) {
  const line = target.closest(LINE);
  if (line) makeCurrent(line);
}

const visible = () => [...document.querySelectorAll(LINE)];
