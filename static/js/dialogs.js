/* The dialog in which htmx opens forms, and the question before a grave act. */
(() => {
  "use strict";
  const sheet = document.getElementById("dialog");
  const question = document.getElementById("confirm");

  // Forms in the dialog: hx-target="#dialog" -----------------------------------------------------------

  // Whatever hx-swap a button inherits from the piece of the page around it: the dialog itself stays.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === sheet) event.detail.swapOverride = "innerHTML";
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== sheet || !sheet.children.length) return;
    const close = document.getElementById("dialog-close").content.firstElementChild.cloneNode(true);
    sheet.append(close);
    const heading = sheet.querySelector("h1, h2, h3, legend");
    if (heading) {
      heading.id ||= "dialog-title";
      sheet.setAttribute("aria-labelledby", heading.id);
    }
    if (!sheet.open) sheet.showModal();
    focusWithin();
  });

  // A form sent back with its errors stays open, at the first of them; one that takes its place is begun.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.xhr?.status === 422) {
      const scope = sheet.open ? sheet : document.getElementById("main");
      scope?.querySelector("[aria-invalid='true']:not([type=hidden], [hidden])")?.focus();
    }
    if (sheet.open && document.activeElement === document.body) focusWithin();
  });

  function focusWithin() {
    const first = sheet.querySelector("[autofocus]:not([hidden]), [aria-invalid='true']:not([hidden])") ?? firstField(sheet);
    (first ?? sheet.querySelector(".close-dialog"))?.focus();
    if (first?.matches("input")) first.select(); // as the Tab key does: what is typed replaces what was offered
  }

  function firstField(within) {
    return within.querySelector("input:not([type=hidden], [type=radio], [type=checkbox]), textarea, select:not([hidden])");
  }

  // Saved: 204 closes the dialog. What the answer changed on the page reloads itself by HX-Trigger.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.xhr?.status === 204 && sheet.open && sheet.contains(event.target)) sheet.close();
  });
  document.addEventListener("dialog:close", () => sheet.close());

  sheet.addEventListener("close", () => {
    sheet.replaceChildren();
    sheet.removeAttribute("aria-labelledby");
    // The button that opened it may be gone with its row.
    setTimeout(() => {
      if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
    }, 300);
  });

  document.addEventListener("click", (event) => {
    const closer = event.target.closest("[data-close-dialog]");
    const within = closer?.closest("dialog");
    if (within) {
      event.preventDefault(); // "Hủy" is a link for those who have no dialog
      within.close();
    }
    // A click on the veil closes, unless something was typed.
    if (event.target === sheet && !outsideIsTyped(event)) sheet.close();
  });

  function outsideIsTyped(event) {
    const box = sheet.getBoundingClientRect();
    const inside =
      event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    const typed = [...sheet.querySelectorAll("textarea, input[type=text]")].some((f) => f.value !== f.defaultValue);
    return inside || typed || sheet.querySelector("[data-typed]") !== null;
  }

  // The question: data-confirm="..." on a form or a button, hx-confirm on anything that htmx sends ---------

  /** Ask; resolves to true when the act may go on. `yes` names the act on the button. */
  function ask(text, yes = "Đồng ý") {
    document.getElementById("confirm-text").textContent = text;
    document.getElementById("confirm-yes").textContent = yes;
    question.returnValue = "no";
    question.showModal();
    return new Promise((answer) => {
      question.addEventListener("close", () => answer(question.returnValue === "yes"), { once: true });
    });
  }

  const allowed = new WeakSet();
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      const { submitter } = event;
      const asking = submitter?.dataset.confirm ? submitter : form;
      if (!asking.dataset.confirm || allowed.delete(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (await ask(asking.dataset.confirm, asking.dataset.yes ?? submitter?.textContent.trim())) {
        allowed.add(form);
        form.requestSubmit(submitter);
      }
    },
    true,
  );

  document.addEventListener("htmx:confirm", async (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    const { elt } = event.detail;
    if (await ask(event.detail.question, elt.dataset.yes ?? elt.querySelector("button")?.textContent.trim())) {
      event.detail.issueRequest(true);
    }
  });

  Object.assign(window.dondoc, { ask });
})();
