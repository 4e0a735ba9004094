/* Pages of a previewed file by keyboard: Page Up and Page Down. */
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    const within = document.querySelector("dialog[open] .preview") ?? document.querySelector("main .preview");
    const turn = within?.querySelector(`[data-turn="${event.key}"]`);
    if (!turn) return;
    event.preventDefault();
    turn.click();
  });
})();
