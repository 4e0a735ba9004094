/* The review: the text and its cards light each other, scroll together and obey the keyboard. */
(() => {
  "use strict";
  const HEAD = 24; // px below a column's top edge at which the columns are kept level
  const columns = () => [document.getElementById("text"), document.getElementById("cards")];
  const review = () => document.getElementById("review");

  // A card and its passage light each other ------------------------------------------------------

  function light(key) {
    document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
    if (!key) return;
    document.querySelectorAll(`[data-proposal="${key}"]`).forEach((card) => card.classList.add("lit"));
    marksOf(key).forEach((mark) => mark.classList.add("lit"));
  }

  const marksOf = (key) => [...document.querySelectorAll("[data-marks]")].filter((mark) => keysOf(mark).includes(key));
  const keysOf = (mark) => mark.dataset.marks.trim().split(/\s+/);
  const keyAt = (element) => {
    const card = element.closest?.("[data-proposal]");
    const mark = element.closest?.("[data-marks]");
    return card?.dataset.proposal ?? (mark && keysOf(mark).at(-1));
  };

  document.addEventListener("mouseover", (event) => {
    const key = keyAt(event.target);
    if (key) light(key);
  });
  document.addEventListener("focusin", (event) => {
    const key = keyAt(event.target);
    if (!key) return;
    light(key);
    if (event.target.matches(".task-card")) bringLevel(marksOf(key)[0], columns()[0]);
  });

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

  // A selected stretch becomes a proposal ----------------------------------------------------------

  const act = () => document.getElementById("selection-act");

  document.addEventListener("selectionchange", () => {
    const form = act();
    if (!form) return;
    const range = selected();
    form.hidden = !range;
    if (!range) return;
    form.elements.start.value = range.start;
    form.elements.end.value = range.end;
    form.style.top = `${Math.min(range.box.bottom + 6, innerHeight - 60)}px`;
    form.style.left = `${Math.max(8, Math.min(range.box.left, innerWidth - form.offsetWidth - 8))}px`;
  });
  // Pressing the button must not undo the selection before it is sent.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest?.("#selection-act")) event.preventDefault();
  });

  /** The selection as places in the text (code points), or null when it is not in the text of a review. */
  function selected() {
    const selection = getSelection();
    const text = document.getElementById("text");
    if (!selection.rangeCount || selection.isCollapsed || !text) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer) && range.commonAncestorContainer !== text) return null;
    const pieces = [...text.querySelectorAll("[data-at]")].filter((piece) => range.intersectsNode(piece));
    if (!pieces.length) return null;
    const [first, last] = [pieces[0], pieces.at(-1)];
    const start = place(first, first.contains(range.startContainer) ? range.startOffset : 0);
    const end = place(last, last.contains(range.endContainer) ? range.endOffset : last.textContent.length);
    return end - start > 1 ? { start, end, box: range.getBoundingClientRect() } : null;
  }

  /** The place in the text of an offset in a piece: the server counts letters, the browser units of UTF-16. */
  const place = (piece, offset) => Number(piece.dataset.at) + [...piece.textContent.slice(0, offset)].length;

  // Cards that are edited are saved when one leaves them --------------------------------------------

  const touched = new WeakSet();
  const editing = () => document.querySelector("#cards .task-card.editing form:not([data-split])");

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.(".task-card.editing form");
    if (form) touched.add(form);
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest?.(".task-card.editing form:not([data-split])");
    if (!form || !touched.has(form)) return;
    setTimeout(() => {
      const outside = !form.parentElement.contains(document.activeElement) && document.hasFocus();
      if (form.isConnected && outside) save(form);
    }, 150);
  });

  function save(form) {
    if (!touched.delete(form)) return;
    form.requestSubmit();
  }

  // On to publishing: what is still being edited is saved first.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#to-publish");
    const form = editing();
    if (!link || !form || !touched.has(form)) return;
    event.preventDefault();
    const card = form.parentElement.id;
    document.addEventListener("htmx:afterSettle", function go() {
      if (document.getElementById(card)?.matches(".editing")) return;
      document.removeEventListener("htmx:afterSettle", go);
      location.assign(link.href);
    });
    save(form);
  });

  // After a change: where the hand was, or on to what comes next -------------------------------------

  document.addEventListener("review:made", (event) => {
    const card = document.getElementById(event.detail.id);
    if (!card) return;
    if (document.activeElement && document.activeElement !== document.body) return; // the hand is elsewhere
    show("cards");
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  });
  const inText = () => document.activeElement?.closest("#text");

  // A sentence that was decided: its button is gone; the next open one takes the focus.
  let lastSentence = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const button = event.detail.requestConfig.triggeringEvent?.submitter;
    lastSentence = button?.closest(".sentence")?.querySelector("[data-at]").dataset.at ?? null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (lastSentence === null || event.detail.target?.id !== "text") return;
    const at = Number(lastSentence);
    lastSentence = null;
    nextOpen(at)?.focus({ preventScroll: true });
  });

  /** The first button of the open sentence after a place, from the start again when there is none. */
  function nextOpen(at) {
    const open = [...document.querySelectorAll("#text .sentence.open")];
    const after = open.find((sentence) => Number(sentence.querySelector("[data-at]").dataset.at) > at);
    return (after ?? open[0])?.querySelector("button");
  }

  // An edited card: the field one came for.
  document.addEventListener("htmx:afterSettle", (event) => {
    const card = event.detail.elt?.closest?.(".task-card.editing");
    if (!card || event.detail.xhr?.status !== 200) return;
    if (document.activeElement !== card && card.contains(document.activeElement)) return;
    const deadline = event.detail.xhr.responseURL.endsWith("focus=deadline");
    card.querySelector(deadline ? "input[data-day]" : "textarea, input[type=radio]")?.focus();
  });
  // A day that is typed means that there is a deadline.
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.(".editing input[data-day]") || !event.target.value) return;
    const fixed = event.target.form.querySelector("input[name=deadline_kind][value=fixed]");
    if (fixed) fixed.checked = true;
  });

  // On a phone one of the two is shown ----------------------------------------------------------------

  function show(which) {
    const workspace = document.getElementById("workspace");
    if (!workspace) return;
    workspace.classList.toggle("show-text", which === "text");
    workspace.querySelectorAll("[data-show]").forEach((tab) => tab.setAttribute("aria-pressed", tab.dataset.show === which));
  }
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-show]");
    if (tab) show(tab.dataset.show);
  });

  // The keyboard ------------------------------------------------------------------------------------------

  const cardNow = () => document.activeElement?.closest(".task-card") ?? document.querySelector(".task-card.lit");

  function step(by) {
    const cards = [...document.querySelectorAll(".task-card")];
    const at = cards.indexOf(cardNow());
    const card = cards[at < 0 ? 0 : Math.max(0, Math.min(cards.length - 1, at + by))];
    if (!card) return;
    show("cards");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  const press = (name) => cardNow()?.querySelector(`[data-act="${name}"]`)?.click();
  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    e: () => press("edit"),
    x: () => press("dismiss"),
    s: () => press("split"),
    n: () => {
      show("text");
      const at = inText()?.querySelector(".sentence:focus-within [data-at]")?.dataset.at;
      const button = nextOpen(Number(at ?? -1));
      button?.scrollIntoView({ block: "center" });
      button?.focus({ preventScroll: true });
    },
    "?": () => help(),
  };

  document.addEventListener("keydown", (event) => {
    if (!review() || document.querySelector("dialog[open]")) return;
    const card = event.target.closest?.(".task-card.editing");
    if (card) return pressInEditing(event, card);
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const onCard = event.target.matches(".task-card");
    if (onCard && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      return step(event.key === "ArrowDown" ? 1 : -1);
    }
    if (onCard && event.key === "Enter") {
      event.preventDefault();
      return press("edit");
    }
    const found = KEYS[event.key.toLowerCase()];
    if (!found) return;
    event.preventDefault();
    found();
  });

  function pressInEditing(event, card) {
    if (event.key === "Escape") {
      touched.delete(card.querySelector("form"));
      card.querySelector('[data-act="cancel"]')?.click();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      touched.delete(card.querySelector("form"));
      card.querySelector("form").requestSubmit();
    }
  }

  function help() {
    const sheet = document.getElementById("dialog");
    const close = document.getElementById("dialog-close").content.firstElementChild.cloneNode(true);
    sheet.replaceChildren(document.getElementById("keys-pattern").content.cloneNode(true), close);
    sheet.querySelector("h2").id = "dialog-title";
    sheet.setAttribute("aria-labelledby", "dialog-title");
    sheet.showModal();
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) help();
  });
})();
