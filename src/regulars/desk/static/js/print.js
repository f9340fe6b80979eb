// The page on paper: a button that prints it, where there is JavaScript to do it.

const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => window.print());
