/* The review: the text and its cards light each other and scroll together; one card is the current one. */
(() => {
  "use strict";
  const HEAD = 24; // px below a column's top edge at which the columns are kept level
  const columns = () => [document.getElementById("text"), document.getElementById("cards")];
  const cards = () => [...document.querySelectorAll("#cards .task-card")];

  // A card and its passage light each other ------------------------------------------------------

  const marksOf = (key) => [...document.querySelectorAll("#text [data-marks]")].filter((mark) => keysOf(mark).includes(key));
  const keysOf = (mark) => mark.dataset.marks.trim().split(/\s+/);
  const keyAt = (element) => {
    const card = element.closest?.("[data-proposal]");
    const mark = element.closest?.("[data-marks]");
    return card?.dataset.proposal ?? (mark && keysOf(mark).at(-1));
  };

  function paint(name, key) {
    document.querySelectorAll(`.${name}`).forEach((old) => old.classList.remove(name));
    if (!key) return;
    document.querySelectorAll(`[data-proposal="${key}"]`).forEach((card) => card.classList.add(name));
    marksOf(key).forEach((mark) => mark.classList.add(name));
  }
  const light = (key) => paint("lit", key);

  // The card on which the keys act: the last one that was focused or pressed.
  let currentKey = null;

  function choose(key) {
    if (!key || !document.getElementById(`proposal-${key}`)) return;
    currentKey = key;
    paint("current", key);
    document.dispatchEvent(new CustomEvent("review:current", { detail: { key } }));
  }
  const current = () => document.activeElement?.closest("#cards .task-card") ?? document.getElementById(`proposal-${currentKey}`);

  document.addEventListener("mouseover", (event) => {
    const key = keyAt(event.target);
    if (key) light(key);
  });
  document.addEventListener("focusin", (event) => {
    const key = keyAt(event.target);
    if (!key) return;
    light(key);
    if (event.target.closest(".task-card")) choose(key);
    if (event.target.matches(".task-card")) bringLevel(marksOf(key)[0], columns()[0]);
  });
  document.addEventListener("click", (event) => {
    const key = event.target.closest("#text, #cards") && keyAt(event.target);
    if (!key || !getSelection().isCollapsed) return;
    choose(key);
    if (event.target.closest("#text")) bringLevel(document.getElementById(`proposal-${key}`), columns()[1]);
  });
  // What was put anew has lost its paint.
  document.addEventListener("htmx:afterSettle", () => currentKey && choose(currentKey));

  // A number in the text goes to its card, a card's number to its passage.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.mark-number[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    show(link.closest("#text") ? "cards" : "text");
    const place = target.closest("[data-marks]") ?? target;
    place.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
    light(keyAt(target));
  });

  function bringLevel(place, column) {
    if (!place || !column || column.scrollHeight <= column.clientHeight) return;
    const top = place.getBoundingClientRect().top - column.getBoundingClientRect().top;
    if (top < HEAD || top > column.clientHeight * 0.7) column.scrollTop += top - column.clientHeight / 4;
  }

  // The columns scroll together: whatever stands at the top of the one that is scrolled ------------

  let leading = null;
  for (const name of ["pointerenter", "wheel", "touchstart"]) {
    document.addEventListener(
      name,
      (event) => {
        const column = event.target.closest?.("#text, #cards");
        if (column) leading = column;
      },
      { capture: true, passive: true },
    );
  }

  document.addEventListener(
    "scroll",
    (event) => {
      const [text, cards] = columns();
      if (!text || !cards || event.target !== leading || ![text, cards].includes(leading)) return;
      follow(leading, leading === text ? cards : text);
    },
    true,
  );

  /** Pairs of heights: a card and the start of its passage; in between, evenly. */
  function follow(from, to) {
    const pairs = [...document.querySelectorAll("#cards [data-proposal]")]
      .map((card) => [card, document.getElementById(`mark-${card.dataset.proposal}`)])
      .filter(([, mark]) => mark)
      .map(([card, mark]) => (from.id === "cards" ? [within(card, from), within(mark, to)] : [within(mark, from), within(card, to)]))
      .sort(([a], [b]) => a - b);
    if (!pairs.length) return;
    pairs.unshift([0, 0]);
    pairs.push([from.scrollHeight, to.scrollHeight]);
    const at = from.scrollTop + HEAD;
    const next = pairs.findIndex(([place]) => place > at);
    const [[a0, b0], [a1, b1]] = [pairs[next - 1] ?? pairs[0], pairs[next] ?? pairs.at(-1)];
    const share = a1 > a0 ? (at - a0) / (a1 - a0) : 0;
    to.scrollTop = b0 + share * (b1 - b0) - HEAD;
  }

  const within = (element, column) =>
    element.getBoundingClientRect().top - column.getBoundingClientRect().top + column.scrollTop;

  // On a phone one of the two is shown ----------------------------------------------------------------

  let shown = "cards";

  function show(which) {
    shown = which;
    const workspace = document.getElementById("workspace");
    if (!workspace) return;
    workspace.classList.toggle("show-text", which === "text");
    workspace.querySelectorAll("[data-show]").forEach((tab) => tab.setAttribute("aria-pressed", tab.dataset.show === which));
    document.dispatchEvent(new CustomEvent("review:shown"));
  }
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-show]");
    if (tab) show(tab.dataset.show);
  });

  // Parts that are put anew stay scrolled to where they were -------------------------------------------

  let places = [];
  document.addEventListener("htmx:beforeSwap", () => {
    places = columns().map((column) => column?.scrollTop ?? 0);
    shown = document.getElementById("workspace")?.classList.contains("show-text") ? "text" : "cards";
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!document.getElementById("workspace")) return;
    show(shown);
    columns().forEach((column, at) => {
      if (column && places[at]) column.scrollTop = places[at];
    });
  });

  window.dondoc.review = { cards, columns, current, choose, show, light, marksOf, bringLevel };
})();
