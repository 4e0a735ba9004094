/* The calendar by keyboard: arrows walk from day to day, Page Up and Page Down turn the page. */
(() => {
  "use strict";
  const DAYS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    const calendar = document.getElementById("calendar");
    const turn = calendar?.querySelector(`[data-page="${event.key}"]`);
    if (turn && document.activeElement?.closest("#calendar .days")) {
      event.preventDefault();
      turn.click();
      return;
    }
    const here = document.activeElement?.closest("#calendar td");
    if (!here || !(event.key in DAYS)) return;
    const cells = [...calendar.querySelectorAll("td")];
    const step = DAYS[event.key];
    // Days without work hold no link: the walk goes on to the next that does.
    for (let at = cells.indexOf(here) + step; cells[at]; at += step) {
      const link = cells[at].querySelector("[data-day-link]");
      if (!link) continue;
      event.preventDefault();
      link.focus();
      return;
    }
  });
})();
