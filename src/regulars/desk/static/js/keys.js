// One key for every action of Today. A key typed into a field is text and nothing else.

import { closeAct, current, goTo, neighbour, openAct } from "./lines.js";
import { undo } from "./fragments.js";

const ACTS = { e: "done", c: "message", s: "snooze", x: "not-right" };

export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") return closeOpen(event);
    if (event.target.closest("textarea, input, select, dialog")) return;
    const answer = answerTo(event);
    if (!answer) return;
    event.preventDefault();
    answer();
  });
  document.querySelector("[data-keys-open]")?.addEventListener("click", showKeys);
}

function answerTo(event) {
  const line = current();
  if (event.key === "?" && keys()) return showKeys;
  if (event.key === "n") return press("[data-add]");
  if (!document.querySelector("[data-line]")) return onOtherPages(event.key);
  if (event.key === "j" || event.key === "k") return () => move(line, event.key === "j" ? 1 : -1);
  if (event.key === "u") return () => undo(line);
  if (!line) return null;
  if (event.key in ACTS) return () => openAct(line, ACTS[event.key]);
  if (/^[1-9]$/.test(event.key)) return choiceOf(line, Number(event.key));
  if (event.key === "Enter" && [line, document.body].includes(document.activeElement)) {
    return () => line.querySelector("h2 a, h3 a").click();
  }
  return null;
}

// A customer opened from the list leads to the next one; what was just written can be taken back.
function onOtherPages(key) {
  if (key === "j" || key === "k") return press(`a[aria-keyshortcuts="${key}"]`);
  return key === "u" ? press('[data-written] [data-act="undo"] button') : null;
}

function press(what) {
  const there = document.querySelector(what);
  return there && (() => there.click());
}

// The first j or k shows where one stands; only from there it moves.
function move(line, by) {
  const there = line?.contains(document.activeElement) ? neighbour(line, by) : line ?? neighbour(null, 0);
  if (there) goTo(there);
}

function choiceOf(line, place) {
  const choice = line.querySelectorAll(".act[open] .choices button")[place - 1];
  return choice && (() => choice.click());
}

function closeOpen(event) {
  const act = document.querySelector(".act[open], .hours[open]");
  if (!act) return;
  event.preventDefault();
  closeAct(act);
}

const keys = () => document.getElementById("keys");
const showKeys = () => keys().showModal();
