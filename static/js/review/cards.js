/* The review: cards that are edited save themselves; after a change the focus goes on, and it is told what was done. */
(() => {
  "use strict";
  const { review, handIsFree } = window.dondoc;

  // Cards that are edited are saved when one leaves them --------------------------------------------

  const touched = new WeakSet();
  const editing = () => document.querySelector("#cards .task-card.editing form:not([data-whole])");

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.(".task-card.editing form");
    if (form) touched.add(form);
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest?.(".task-card.editing form:not([data-whole])");
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

  // While one card is edited, an act on another puts all cards anew: what is being typed stays.
  let aside = null;
  let hand = null; // what of it has the focus
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.target?.id === "workspace" && editing();
    const catchingUp = event.detail.elt.id === "workspace"; // with what another clerk did
    if (!form || !(touched.has(form) || catchingUp) || !event.detail.shouldSwap) return;
    aside = form.closest(".task-card");
    hand = aside.contains(document.activeElement) ? document.activeElement : null;
    aside.replaceWith(document.createElement("article"));
  });
  document.addEventListener("htmx:afterSwap", () => {
    const anew = aside && document.getElementById(aside.id);
    if (anew && anew !== aside) anew.replaceWith(aside);
    if (aside) hand?.focus({ preventScroll: true });
    aside = null;
  });

  // After a change: where the hand was, or on to what comes next -------------------------------------

  let then = null; // what to do once the answer stands
  let at = 0; // the card that was current, for when it is gone

  /** Do `next` after the answer to what is sent now. */
  review.afterwards = (next) => {
    then = next;
  };
  document.addEventListener("htmx:beforeRequest", () => {
    at = Math.max(0, review.cards().indexOf(review.current()));
  });
  document.addEventListener("htmx:responseError", () => {
    then = null;
  });

  document.addEventListener("review:made", (event) => {
    const { id, said } = event.detail;
    tell(said);
    const next = then;
    then = null;
    if (next) return next(id);
    if (!handIsFree()) return; // the hand is elsewhere
    review.go(document.getElementById(id) ?? (id ? null : review.cards()[Math.min(at, review.cards().length - 1)]));
  });

  function tell(words) {
    const line = document.getElementById("review-said");
    if (line && words) line.textContent = words;
  }

  /** Give a card the focus. */
  review.go = (card) => {
    if (!card) return;
    review.show("cards");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };

  // A sentence that was decided: its button is gone; the next open one takes the focus.
  let lastSentence = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const button = event.detail.requestConfig.triggeringEvent?.submitter;
    lastSentence = button?.closest(".sentence")?.querySelector("[data-at]").dataset.at ?? null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (lastSentence === null || event.detail.target?.id !== "text") return;
    const from = Number(lastSentence);
    lastSentence = null;
    review.nextOpen(from)?.focus({ preventScroll: true });
  });

  /** The first button of the open sentence after a place, from the start again when there is none. */
  review.nextOpen = (from) => {
    const open = [...document.querySelectorAll("#text .sentence.open")].filter((sentence) => sentence.querySelector("button"));
    const after = open.find((sentence) => Number(sentence.querySelector("[data-at]").dataset.at) > from);
    return (after ?? open[0])?.querySelector("button");
  };

  // An edited card: the field one came for.
  const FIELDS = {
    deadline: "input[data-day]",
    leads: "[id$=leads-search]",
    coordinators: "[id$=coordinators-search]",
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    const card = event.detail.elt?.closest?.(".task-card.editing");
    if (!card || event.detail.xhr?.status !== 200) return;
    if (document.activeElement !== card && card.contains(document.activeElement)) return;
    card.scrollIntoView({ block: "nearest" });
    const wanted = new URL(event.detail.xhr.responseURL).searchParams.get("focus");
    const field = FIELDS[wanted] && card.querySelector(FIELDS[wanted]);
    (field ?? card.querySelector("textarea, input[type=radio]:checked, input[type=radio]"))?.focus();
  });
  // One that is given up: the card it was, unless the hand is elsewhere by then.
  let givenUp = null;
  document.addEventListener("click", (event) => {
    if (event.target.closest('.editing [data-act="cancel"]')) givenUp = event.target.closest(".task-card").id;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const card = givenUp && document.getElementById(givenUp);
    if (!card || card.matches(".editing")) return;
    givenUp = null;
    if (handIsFree()) review.go(card);
  });
  // A day that is typed means that there is a deadline.
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.(".editing input[data-day]") || !event.target.value) return;
    const fixed = event.target.form.querySelector("input[name=deadline_kind][value=fixed]");
    if (fixed) fixed.checked = true;
  });

  // Keys of a card that is edited: saving and giving up.
  review.pressInEditing = (event, card) => {
    const form = card.querySelector("form");
    if (event.key === "Escape") {
      touched.delete(form);
      card.querySelector('[data-act="cancel"]')?.click();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      touched.delete(form);
      form.requestSubmit();
    }
  };
})();
