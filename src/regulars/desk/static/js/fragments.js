// Where the focus goes when a line is answered, and what is said when that failed.
//
// The next line is current at once, before the answer is back: whoever works with keys never waits.

import { LINE, current, goTo, nextWaiting } from "./lines.js";

let changedId = null;
let undoWanted = false;

const lastChanged = () => changedId && document.getElementById(changedId);

// Undoes the line one stands on, or else the one answered last, as soon as its answer is back.
export function undo(line) {
  const form = [line, lastChanged()].map((at) => at?.querySelector('[data-act="undo"]')).find(Boolean);
  if (form) form.querySelector("button").click();
  else undoWanted = Boolean(lastChanged()?.querySelector(".htmx-request"));
}

export function watchFragments() {
  // What asks by itself, every second or minute, says nothing of a line, nor of a lost connection.
  const on = (name, then) => document.body.addEventListener(`htmx:${name}`, (event) => {
    if (!event.target.matches?.("[data-quiet]")) then(event);
  });
  on("beforeRequest", (event) => leave(event.target.closest(LINE)));
  on("afterSwap", (event) => arrive(event.target));
  on("sendError", (event) => tell(event, trouble().dataset.offline));
  on("responseError", (event) => tell(event, trouble().dataset.refused));
}

function leave(line) {
  trouble().hidden = true;
  if (!line) return;
  changedId = line.id;
  const next = line.dataset.line === "shown" && nextWaiting(line);
  if (next) goTo(next);
}

// A line that was put back is the current one again. Otherwise the focus is touched only where it
// was on the line that is gone.
function arrive(line) {
  if (!line.matches?.(LINE)) return;
  if (line.dataset.line === "shown") goTo(line);
  else if (document.activeElement === document.body) goTo(current() ?? line);
  if (undoWanted && line.id === changedId) {
    undoWanted = false;
    undo(line);
  }
}

function tell(event, text) {
  undoWanted = false;
  trouble().textContent = text;
  trouble().hidden = false;
  const line = event.target.closest(LINE);
  if (line) goTo(line);
}

const trouble = () => document.getElementById("trouble");
