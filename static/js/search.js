/* The search of the top bar by keyboard: up and down through what was found, Escape back. */
(() => {
  "use strict";
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const field = form.querySelector("input");
  const found = document.getElementById("search-found");

  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      found.replaceChildren();
      field.focus();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [field, ...found.querySelectorAll("[data-hit]")];
    if (stops.length < 2) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  });

  // An emptied field finds nothing, and asks nobody.
  field.addEventListener("input", () => {
    if (!field.value.trim()) found.replaceChildren();
  });
})();
