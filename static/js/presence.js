/* Two clerks at one text: each sees that the other is there, and the page catches up with what the other did. */
(() => {
  "use strict";
  const sign = () => document.getElementById("presence");

  document.addEventListener("htmx:configRequest", (event) => {
    const edited = document.querySelector("#cards .task-card.editing");
    if (event.detail.elt === sign() && edited) event.detail.parameters.card = edited.dataset.proposal;
  });

  // Nobody is told again what has not changed.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, serverResponse } = event.detail;
    if (target === sign() && serverResponse.trim() === target.dataset.told) event.detail.shouldSwap = false;
    else if (target === sign()) target.dataset.told = serverResponse.trim();
  });

  // A page that catches up puts the hand back to its card when what it held is gone.
  let card = "";
  document.addEventListener("focusin", (event) => {
    card = event.target.closest?.(".task-card")?.id ?? (event.target.closest?.("dialog") ? card : "");
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const { requestConfig } = event.detail;
    if (requestConfig?.elt.id !== "workspace" || document.activeElement !== document.body) return;
    document.getElementById(card)?.focus({ preventScroll: true });
  });

  // Closed: the other need not wait until the sign of life has faded.
  window.addEventListener("pagehide", () => {
    if (!sign()) return;
    const form = new FormData();
    form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    navigator.sendBeacon(sign().dataset.leave, form);
  });
})();
