/* Runs before anything is painted: says that scripts run, and recalls a bar that was folded. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  try {
    root.classList.toggle("narrow-bar", localStorage.getItem("bar") === "narrow");
  } catch {
    // Storage is closed to this page (private window, policy): the bar stays wide.
  }
})();
