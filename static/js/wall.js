/* The wallboard turns its pictures by itself, asks for fresh numbers with each, and keeps the last ones when the line
   is gone. Without this script the page reloads itself. */
(() => {
  "use strict";

  const wall = document.getElementById("wall");
  const seconds = Number(wall.dataset.seconds);
  const part = (name) => wall.querySelector(`[data-${name}]`);
  const pause = part("pause");
  let timer;
  let asking;

  const paused = () => pause.getAttribute("aria-pressed") === "true";

  function later(after = seconds) {
    clearTimeout(timer);
    if (!paused()) timer = setTimeout(() => turn(document.getElementById("main").dataset.following), after * 1000);
  }

  /** Take the picture and the marks of the places out of the page at the address; say so when it does not come. */
  async function turn(address) {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    // A line that hangs is a line that is gone.
    const patience = setTimeout(() => asking.abort(), seconds * 1000);
    try {
      const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const picture = page.querySelector("#wall #main");
      part("signed-out").hidden = !(answer.redirected && !picture);
      part("trouble").hidden = Boolean(picture) || answer.redirected;
      if (picture) {
        document.getElementById("main").replaceWith(picture);
        wall.querySelector(".wall-places").replaceWith(page.querySelector(".wall-places"));
        document.dispatchEvent(new Event("picture:shown")); // its chart is drawn, that of the one before let go
      }
    } catch {
      if (signal !== asking.signal) return; // somebody asked for another picture meanwhile
      part("trouble").hidden = false;
    } finally {
      clearTimeout(patience);
      if (signal === asking.signal) later();
    }
  }

  function neighbour(step) {
    const places = [...wall.querySelectorAll("[data-place]")];
    const at = places.findIndex((place) => place.hasAttribute("aria-current"));
    turn(places[(at + step + places.length) % places.length].href);
  }

  function toggle() {
    pause.setAttribute("aria-pressed", String(!paused()));
    later();
  }

  pause.hidden = false;
  pause.addEventListener("click", toggle);
  const full = part("full");
  full.hidden = !document.fullscreenEnabled;
  full.addEventListener("click", () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
  );
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-place]");
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    turn(place.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowRight") neighbour(1);
    else if (event.key === "ArrowLeft") neighbour(-1);
    else if (event.key === " " && !event.target.closest("a, button")) {
      event.preventDefault();
      toggle();
    }
  });
  later();
})();
