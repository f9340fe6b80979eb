// Getting in touch from a line: the text can be changed before it goes, and copied; which way was
// taken is chosen already when one comes back to say how it was received.

import { LINE } from "./lines.js";

const IN_LINK = { whatsapp: "text", sms: "body", mail: "body" };

export function watchWays() {
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-text]")) rewrite(event.target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
    const canned = event.target.closest("[data-canned]");
    if (canned) begin(event, canned);
    const way = event.target.closest("[data-channel]");
    if (way) choose(way);
  });
}

// The links carry the text as it stands now.
function rewrite(text) {
  for (const link of text.closest("[data-ways]").querySelectorAll("[data-app]")) {
    const [address, query] = link.getAttribute("href").split("?");
    const parts = query.split("&").filter((part) => !part.startsWith(`${IN_LINK[link.dataset.app]}=`));
    parts.push(`${IN_LINK[link.dataset.app]}=${encodeURIComponent(text.value)}`);
    link.setAttribute("href", `${address}?${parts.join("&")}`);
  }
}

// An answer to begin with; without JavaScript its link opens the page with it.
function begin(event, canned) {
  event.preventDefault();
  const text = canned.closest("[data-ways]").querySelector("[data-text]");
  text.value = canned.dataset.canned;
  text.lang = canned.lang;
  rewrite(text);
  text.focus();
}

async function copy(button) {
  const text = button.closest("[data-ways]").querySelector("[data-text]");
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    // Without a safe connection browsers give no clipboard to pages: the text is marked instead.
    text.focus();
    text.select();
    return;
  }
  const before = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = before; }, 2000);
}

function choose(way) {
  const pick = way.closest(LINE)?.querySelector(`input[name="channel"][value="${way.dataset.channel}"]`);
  if (pick) pick.checked = true;
}
