/* Two clerks at one text: each sees that the other is there, and the page catches up with what the other did. */
(() => {
  "use strict";
  const sign = () => document.getElementById("presence");
  const editing = () => [...document.querySelectorAll("#cards .task-card.editing")].map((card) => card.dataset.proposal);

  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters } = event.detail;
    // The sign of life says what is being edited; a page that catches up keeps that card as it is.
    if (elt === sign() && editing().length) parameters.card = editing()[0];
    if (elt.id === "workspace") for (const card of editing()) parameters.append("editing", card);
  });

  // Nobody is told again what has not changed.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, serverResponse } = event.detail;
    if (target === sign() && serverResponse.trim() === target.dataset.told) event.detail.shouldSwap = false;
    else if (target === sign()) target.dataset.told = serverResponse.trim();
  });

  // Catching up leaves the reader where they are -------------------------------------------------------

  const COLUMNS = ["text", "cards"];
  let places = null;
  let hand = "";
  document.addEventListener("focusin", (event) => {
    hand = event.target.closest?.(".task-card")?.id ?? (event.target.closest?.("dialog") ? hand : "");
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, target } = event.detail;
    if (elt.id !== "workspace" || target !== elt) return;
    places = COLUMNS.map((id) => document.getElementById(id)?.scrollTop ?? 0);
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!places) return;
    COLUMNS.forEach((id, n) => {
      const column = document.getElementById(id);
      if (column) column.scrollTop = places[n];
    });
    places = null;
    if (document.activeElement === document.body) document.getElementById(hand)?.focus({ preventScroll: true });
  });

  // Closed: the other need not wait until the sign of life has faded.
  window.addEventListener("pagehide", () => {
    if (!sign()) return;
    const form = new FormData();
    form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    navigator.sendBeacon(sign().dataset.leave, form);
  });
})();
