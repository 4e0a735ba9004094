/* The review by keyboard: every act has a key; keys pressed while an answer is on its way wait for it. */
(() => {
  "use strict";
  const { review } = window.dondoc;
  const LONGEST_WAIT = 20000;

  // What a key means -----------------------------------------------------------------------------------

  const TONES = { "\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j" };

  /** The key that was meant. Vietnamese typing programs (Telex) put marks on letters: a, then s, comes as "á". */
  function meant({ key, code, isComposing }) {
    if (isComposing || key === "Process" || key === "Unidentified") return code.startsWith("Key") ? code.at(3).toLowerCase() : key;
    if ([...key].length !== 1) return key;
    const marks = key.toLowerCase().replace("đ", "d").normalize("NFD");
    return [...marks].map((mark) => TONES[mark]).find(Boolean) ?? marks[0];
  }

  // Acts -------------------------------------------------------------------------------------------------

  const button = (name) => review.current()?.querySelector(`[data-act="${name}"]`);

  /** Press a button or link of the current card; the answer is waited for. */
  function press(name) {
    const found = button(name);
    if (!found) return;
    if (found.matches("[hx-get], button")) wait();
    found.click();
  }

  function step(by) {
    const cards = review.cards();
    const now = cards.indexOf(review.current());
    review.go(cards[now < 0 ? 0 : Math.max(0, Math.min(cards.length - 1, now + by))]);
  }

  /** The next card that asks something, from the start again after the last; else the next card. */
  function stepAsking() {
    const cards = review.cards();
    const now = cards.indexOf(review.current());
    const order = [...cards.slice(now + 1), ...cards.slice(0, now + 1)];
    const asking = order.find((card) => card.matches(".asks:not(.editing)"));
    review.go(asking ?? cards[now + 1] ?? cards[now]);
  }

  function accept() {
    if (!button("accept")) return stepAsking();
    review.afterwards(stepAsking);
    press("accept");
  }

  /** Open the card for correction at one of its fields. */
  function edit(field) {
    const link = button("edit");
    if (!link) return;
    wait();
    window.htmx.ajax("GET", `${link.getAttribute("href")}?focus=${field}`, {
      source: link,
      target: review.current(),
      swap: "outerHTML",
    });
  }

  function move(edge) {
    if (!review.current()) return;
    wait();
    review.moveEdge(edge);
  }

  function nextSentence() {
    review.show("text");
    const at = sentence()?.querySelector("[data-at]").dataset.at;
    const found = review.nextOpen(Number(at ?? -1));
    found?.scrollIntoView({ block: "center" });
    found?.focus({ preventScroll: true });
  }

  const sentence = () => document.activeElement?.closest("#text .sentence");

  function decide(form) {
    const found = sentence()?.querySelector(`button[form=${form}]`);
    if (!found) return;
    wait();
    found.click();
  }

  function undo() {
    const found = document.getElementById("undo");
    if (!found) return;
    wait();
    found.click();
  }

  const publish = () => document.getElementById("to-publish")?.click();

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    v: stepAsking,
    a: accept,
    e: () => press("edit"),
    x: () => press("dismiss"),
    s: () => press("split"),
    m: () => press("merge"),
    l: () => edit("leads"),
    p: () => edit("coordinators"),
    h: () => edit("deadline"),
    n: nextSentence,
    t: () => decide("sentence-task-form"),
    o: () => decide("sentence-form"),
    r: () => document.getElementById("rest")?.click(),
    u: undo,
    g: publish,
    "?": () => help(),
  };
  const ON_CARD = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => press("edit") };
  const WITH_SHIFT = {
    ArrowRight: () => move("end+"),
    ArrowLeft: () => move("end-"),
    ArrowUp: () => move("start+"),
    ArrowDown: () => move("start-"),
  };

  /** What a key does here; nothing while one types, or when the key belongs to the browser. */
  function actOf(event) {
    const { target } = event;
    if (target.matches?.("input, textarea, select, [contenteditable]") || target.closest?.("details.menu[open]")) return null;
    if (event.altKey || event.metaKey) return null;
    if (event.ctrlKey) return event.key === "Enter" && !event.repeat ? publish : null;
    if (event.shiftKey && WITH_SHIFT[event.key]) return review.current() ? WITH_SHIFT[event.key] : null;
    if (target.matches?.(".task-card") && ON_CARD[event.key]) return ON_CARD[event.key];
    const key = meant(event);
    if (event.repeat && !"jk".includes(key)) return null;
    return event.shiftKey && key !== "?" ? null : (KEYS[key] ?? null);
  }

  document.addEventListener("keydown", (event) => {
    if (!document.getElementById("review") || document.querySelector("dialog[open]")) return;
    const card = event.target.closest?.(".task-card.editing");
    if (waitingSince && (!card || event.target === card) && hold(event)) return;
    if (card) return review.pressInEditing(event, card);
    const act = event.defaultPrevented ? null : actOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Keys pressed while an answer is on its way ----------------------------------------------------------

  let waitingSince = 0;
  let releasing = 0; // the timer
  const held = [];

  function wait() {
    clearTimeout(releasing); // of an answer before
    waitingSince = Date.now();
  }

  /** Keep a key for later; false for those the browser should have at once. */
  function hold(event) {
    if (Date.now() - waitingSince > LONGEST_WAIT) {
      waitingSince = 0;
      held.length = 0;
      return false;
    }
    if (event.key === "Tab" || event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.target.matches?.("input, textarea, select")) return false;
    event.preventDefault();
    const { key, code, shiftKey, isComposing } = event;
    held.push({ key, code, shiftKey, isComposing, bubbles: true, cancelable: true });
    return true;
  }

  // What is asked by Enter or by the mouse is waited for as well; who else is here is asked beside it.
  const isAct = ({ detail }) => detail.elt.id !== "presence" && (!detail.elt.isConnected || detail.elt.closest("#review"));

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (isAct(event)) wait();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (waitingSince && isAct(event)) releaseLater();
  });

  function releaseLater() {
    clearTimeout(releasing);
    releasing = setTimeout(release, 60);
  }

  // Until htmx has settled them, new parts bear the classes of the old ones and their links are not htmx's yet.
  const isSettling = () => document.querySelector(".htmx-added, .htmx-settling, .htmx-swapping") !== null;

  /** Once the parts of the answer have settled and the focus has gone where it belongs. */
  function release() {
    if (isSettling()) return releaseLater();
    waitingSince = 0;
    while (held.length && !waitingSince) replay(held.shift(), document.activeElement);
  }

  /** Do what the key would have done; what the browser itself does with a key is not done for a made one. */
  function replay(key, field) {
    if (field.matches("input:not([type=radio]), textarea") && [...key.key].length === 1) {
      field.setRangeText(key.key, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true, data: key.key, inputType: "insertText" }));
      return;
    }
    const isFree = field.dispatchEvent(new KeyboardEvent("keydown", key));
    if (isFree && key.key === "Enter" && field.matches("input")) field.form.requestSubmit();
    else if (isFree && key.key === "Enter" && field.matches("a, button")) field.click();
  }

  // The table of keys, and the buttons at the thumb ------------------------------------------------------

  function help() {
    const sheet = document.getElementById("dialog");
    const close = document.getElementById("dialog-close").content.firstElementChild.cloneNode(true);
    sheet.replaceChildren(document.getElementById("keys-pattern").content.cloneNode(true), close);
    sheet.querySelector("h2").id = "dialog-title";
    sheet.setAttribute("aria-labelledby", "dialog-title");
    sheet.showModal();
  }

  const HAND = { next: KEYS.j, previous: KEYS.k, accept, edit: KEYS.e, split: KEYS.s, merge: KEYS.m, dismiss: KEYS.x, undo };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) help();
    const asking = event.target.closest("[data-next-asking]");
    if (asking) {
      event.preventDefault();
      stepAsking();
    }
    const name = event.target.closest("[data-hand]")?.dataset.hand;
    if (name) HAND[name]();
  });

  function tellHand() {
    const line = document.getElementById("hand-card");
    if (!line) return;
    const cards = review.cards();
    const now = cards.indexOf(review.current());
    line.textContent = now < 0 ? `${cards.length} nhiệm vụ` : `${now + 1}/${cards.length}`;
    for (const name of ["accept", "edit", "split", "merge", "dismiss"]) {
      document.querySelector(`[data-hand=${name}]`).disabled = !button(name);
    }
  }
  for (const name of ["DOMContentLoaded", "review:current", "htmx:afterSettle"]) document.addEventListener(name, tellHand);
})();
