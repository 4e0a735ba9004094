/* Choosing rows of the register: the bar of bulk acts shows while some are chosen and says how many.
   Without this script the bar always stands there and sends what is ticked. */
(() => {
  "use strict";

  const bar = () => document.querySelector("[data-bulk]");
  const rows = () => [...document.querySelectorAll(".register-table tbody [name=share]")];

  /** Show the bar, its count, the offer of all rows and the box of the whole page as the ticks stand. */
  function tell() {
    if (!bar()) return;
    const boxes = rows();
    const chosen = boxes.filter((box) => box.checked).length;
    const page = document.querySelector("[data-pick-page]");
    const all = document.getElementById("bulk-all");
    const whole = chosen === boxes.length;
    page.checked = whole && chosen > 0;
    page.indeterminate = chosen > 0 && !whole;
    if (!whole) all.checked = false;
    bar().classList.toggle("chosen", chosen > 0);
    bar().classList.toggle("whole-page", whole);
    bar().querySelector("[data-bulk-count]").textContent = all.checked ? "" : `Đã chọn ${chosen} dòng`;
  }

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.matches("[data-pick-page]")) {
      rows().forEach((row) => {
        row.checked = box.checked;
      });
      tell();
    } else if (box.matches(".register-table [name=share], #bulk-all")) tell();
  });
  document.addEventListener("reset", (event) => {
    if (event.target.matches("[data-bulk]")) setTimeout(tell);
  });
  document.addEventListener("htmx:afterSettle", tell);
  window.addEventListener("pageshow", tell); // going back keeps the ticks

  // From row to row by the arrows; Enter follows the link on which one stands.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches?.(".register-table .row-link")) return;
    const links = [...document.querySelectorAll(".register-table .row-link")];
    const next = links[links.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
