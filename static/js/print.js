/* The button of a page that is made to be printed. Without this script the browser's own menu prints it. */
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
