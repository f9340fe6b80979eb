// The rows of a table: j and k go from one to the next, and what was opened is marked.
//
// Coming back, the address names the link one left by, and the browser puts the focus on it itself.
// Which customers were opened is kept by this tab of the browser alone; nothing of it is sent.

const OPENED = "opened";

export function watchRows() {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return;
  for (const row of rows) {
    if (opened().has(row.dataset.row)) mark(row);
    link(row).addEventListener("click", () => remember(row));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, dialog, [role=listbox]")) return;
    if (event.key !== "j" && event.key !== "k") return;
    event.preventDefault();
    go(rows, event.key === "j" ? 1 : -1);
  });
}

function go(rows, by) {
  const place = rows.findIndex((row) => row.contains(document.activeElement));
  const there = rows[place < 0 ? 0 : Math.min(Math.max(place + by, 0), rows.length - 1)];
  link(there).focus();
}

function remember(row) {
  const ids = opened().add(row.dataset.row);
  sessionStorage.setItem(OPENED, JSON.stringify([...ids].slice(-1000)));
}

function mark(row) {
  row.dataset.opened = "";
  row.querySelector(".table__opened").hidden = false;
}

const opened = () => new Set(JSON.parse(sessionStorage.getItem(OPENED) ?? "[]"));
const link = (row) => row.querySelector("th a");
