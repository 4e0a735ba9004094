/* What every page does: messages, refusals, waiting, search by keyboard, menus, the bar. */
(() => {
  "use strict";
  const root = document.documentElement;
  const NOTE_STAYS = 6000;

  // Messages ------------------------------------------------------------------------------------

  /** Show a message; successes leave by themselves, problems stay until they are closed. */
  function say(text, level = "success") {
    const note = document.getElementById("note-pattern").content.firstElementChild.cloneNode(true);
    note.classList.add(level);
    const shown = level === "success" ? "success" : "error";
    note.querySelectorAll("[data-for]").forEach((part) => {
      if (part.dataset.for === shown) part.replaceWith(...part.childNodes);
      else part.remove();
    });
    note.querySelector(".words").textContent = text;
    // Everything outside an open dialog is out of reach: there the message stands in the dialog.
    const sheet = document.querySelector("dialog[open]");
    if (sheet) {
      sheet.querySelectorAll(":scope > .note").forEach((old) => old.remove());
      note.setAttribute("role", "alert");
      sheet.prepend(note);
      sheet.scrollTop = 0;
    } else document.getElementById("notes").append(note);
    leaveLater(note);
  }

  function leaveLater(note) {
    if (!note.classList.contains("success")) return;
    const leave = () => (note.matches(":hover, :focus-within") ? setTimeout(leave, 1000) : note.remove());
    setTimeout(leave, NOTE_STAYS);
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("#notes .note").forEach(leaveLater));
  document.addEventListener("click", (event) => event.target.closest("[data-close-note]")?.closest(".note").remove());

  // On a phone the row of tabs is wider than the window: the one that is open stands in view.
  document.addEventListener("DOMContentLoaded", () =>
    document.querySelectorAll(".tabs-line [aria-current]").forEach((tab) => {
      const row = tab.closest(".tabs-line");
      row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    }),
  );

  // An answer names events in HX-Trigger; one that carries a text is told to the reader.
  document.addEventListener("htmx:afterRequest", (event) => {
    const header = event.detail.xhr?.getResponseHeader("HX-Trigger");
    if (!header || !header.startsWith("{")) return;
    for (const [name, detail] of Object.entries(JSON.parse(header))) {
      const text = detail?.text ?? (name === "toast" && typeof detail === "string" ? detail : "");
      // After the other listeners: the dialog which sent this may be closing.
      if (text) setTimeout(() => say(text, name === "app:problem" ? "error" : (detail.level ?? "success")));
    }
  });

  // What went wrong on the way --------------------------------------------------------------------

  const PROBLEMS = {
    0: "Không kết nối được máy chủ. Kiểm tra mạng rồi thử lại.",
    403: "Bạn không có quyền làm việc này, hoặc trang đã mở quá lâu. Tải lại trang rồi thử lại.",
    404: "Không tìm thấy nội dung này. Có thể nó đã được thay đổi; tải lại trang để xem.",
    413: "Tệp quá lớn, máy chủ không nhận.",
    429: "Bạn thao tác quá nhanh. Chờ một lát rồi thử lại.",
    500: "Máy chủ gặp lỗi. Dữ liệu chưa được lưu; thử lại sau ít phút.",
  };

  document.addEventListener("htmx:responseError", (event) => {
    say(PROBLEMS[event.detail.xhr.status] ?? PROBLEMS[500], "error");
  });
  document.addEventListener("htmx:sendError", () => say(PROBLEMS[0], "error"));
  document.addEventListener("htmx:timeout", () => say(PROBLEMS[0], "error"));

  // A session that ended sends to the sign-in page; that page must not land inside a fragment.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answered = new URL(event.detail.xhr.responseURL || location.href, location.href);
    if (answered.pathname !== document.body.dataset.login || location.pathname === answered.pathname) return;
    event.detail.shouldSwap = false;
    answered.searchParams.set("next", location.pathname + location.search);
    location.assign(answered);
  });

  // Somebody was first, and the answer is the form with what they changed: it is shown. A refusal alone has no body.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 409 && event.detail.xhr.responseText.trim()) event.detail.shouldSwap = true;
  });

  // What was typed while a slow line answered is worth more than the answer.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig } = event.detail;
    if (!target?.hasAttribute("data-keep-typed")) return;
    const sent = requestConfig.formData;
    const fields = [...target.querySelectorAll("input, textarea")];
    if (fields.some((field) => sent.has(field.name) && sent.get(field.name) !== field.value)) event.detail.shouldSwap = false;
  });

  // The bell asks by itself while somebody looks, and when they come back; not for pages left open behind others.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.detail.elt.id === "bell") event.preventDefault();
  });

  // Waiting -----------------------------------------------------------------------------------------

  let underway = 0;
  const waiting = (change) => {
    underway = Math.max(0, underway + change);
    root.classList.toggle("loading", underway > 0);
  };
  document.addEventListener("htmx:beforeSend", () => waiting(1));
  document.addEventListener("htmx:afterRequest", () => waiting(-1));

  const sending = new WeakSet();

  function lock(form, submitter) {
    sending.add(form);
    if (submitter) submitter.setAttribute("aria-busy", "true");
  }

  function unlock(form) {
    sending.delete(form);
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    document.querySelectorAll(`[form="${form.id}"][aria-busy]`).forEach((button) => button.removeAttribute("aria-busy"));
  }

  // A form that is being sent is not sent again; the button keeps its name and value in the request.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.method === "dialog") return;
      if (sending.has(form)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      const { submitter } = event;
      // After the other listeners: one of them may have stopped the form to ask first.
      setTimeout(() => {
        const byHtmx = form.matches("[hx-post], [hx-get], [hx-put], [hx-delete]");
        if (byHtmx || event.defaultPrevented || form.method === "get") return;
        lock(form, submitter);
        waiting(1);
      });
    },
    true,
  );
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form && event.target === form) lock(form, event.detail.requestConfig.triggeringEvent?.submitter);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) unlock(form);
  });
  // Back from the browser's cache: nothing is under way any more.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.querySelectorAll("form").forEach(unlock);
    underway = 0;
    waiting(0);
  });

  // Unsaved changes: <form data-guard> -----------------------------------------------------------------

  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-guard]")) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  // Keyboard and menus -----------------------------------------------------------------------------------

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      const search = document.getElementById("search");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === "Escape") {
      const menu = document.activeElement?.closest("details.menu[open]");
      if (!menu) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("focusin", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // A piece of the page that catches up takes away what had the focus: its like gets it, or else what it stood in.
  let held = null;
  /** Nothing of the page has the focus: what acted last is gone. */
  const handIsFree = () => [document.body, document.getElementById("main"), null].includes(document.activeElement);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const hand = document.activeElement;
    const taken = hand?.closest("#main") && event.detail.target.contains(hand);
    held = taken && { kind: hand.localName, words: hand.textContent.trim(), within: hand.closest("[id][tabindex]").id };
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!held || document.activeElement !== document.body) return;
    const around = document.getElementById(held.within) ?? document.getElementById("main");
    const like = held.words && [...around.querySelectorAll(held.kind)].find((one) => one.textContent.trim() === held.words);
    (like || around).focus({ preventScroll: true });
  });

  // <button data-unfold aria-controls="…">: shows what is folded away on a phone.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-unfold]");
    if (!button) return;
    const shown = document.getElementById(button.getAttribute("aria-controls")).classList.toggle("unfolded");
    button.setAttribute("aria-expanded", shown);
  });

  // The bar ----------------------------------------------------------------------------------------------

  function tellBar() {
    const narrow = root.classList.contains("narrow-bar");
    document.querySelectorAll("[data-toggle-bar]").forEach((button) => button.setAttribute("aria-pressed", narrow));
  }
  document.addEventListener("DOMContentLoaded", tellBar);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-toggle-bar]")) return;
    const narrow = root.classList.toggle("narrow-bar");
    tellBar();
    try {
      localStorage.setItem("bar", narrow ? "narrow" : "wide");
    } catch {
      // Storage is closed to this page: the choice lasts until the next page.
    }
  });

  window.dondoc = { say, handIsFree };
})();
